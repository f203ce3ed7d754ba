package io.muster.aws.logs;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.logs.LogEvent;
import io.muster.readiness.logs.LogTally;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What one run learns of one group, piece by piece as the answers come. */
final class GroupReading {

    /** A request of an access log that failed on the server's side. */
    private static final Pattern SERVER_ERROR = Pattern.compile("HTTP/[0-9.]{1,3}\" 5[0-9][0-9]");

    private final LogGroup group;
    private final Instant from;
    private final Instant now;
    private final LogTally tally;
    private final List<InsightsQuery> read = new ArrayList<>();
    private final List<InsightsAnswer.NotRead> notRead = new ArrayList<>();
    private Fact<LogStreams> streams;
    private Fact<HourlyCounts> requests;
    private boolean answersRequests;

    /**
     * @param from the beginning of an hour
     * @param now a whole second, up to which the run reads
     * @param tally of the groups that are read from then on
     * @param answersRequests whether it is known for a web server's
     */
    GroupReading(
            LogGroup group,
            Instant from,
            Instant now,
            LogTally tally,
            Fact<LogStreams> streams,
            Fact<HourlyCounts> requests,
            boolean answersRequests) {
        this.group = group;
        this.from = from;
        this.now = now;
        this.tally = tally;
        this.streams = streams;
        this.requests = requests;
        this.answersRequests = answersRequests;
    }

    LogGroup group() {
        return group;
    }

    Instant from() {
        return from;
    }

    void streams(Fact<LogStreams> listed) {
        streams = listed;
    }

    void event(Instant at, String stream, String message) {
        answersRequests = answersRequests || SERVER_ERROR.matcher(message).find();
        tally.add(new LogEvent(at, group.name(), stream, message));
    }

    /** A part of the time was read. */
    void read(InsightsAnswer.Read part) {
        read.add(part.query());
        if (part.more()) {
            Instant end = part.query().to().isBefore(now) ? part.query().to() : now;
            tally.incomplete(group.name(), part.query().from(), end);
        }
    }

    /** A part of the time was not. */
    void notRead(InsightsAnswer.NotRead part) {
        notRead.add(part);
    }

    /** Whether a web server writes to it: by its name, by what is known, or by what was read. */
    boolean answersRequests() {
        return answersRequests;
    }

    /** Why the requests could not be counted. */
    void notCounted(Fact<HourlyCounts> why) {
        requests = why;
    }

    /** Adds requests of a part of the time, unless another part could not be counted. */
    void requests(HourlyCounts more) {
        requests = requests.map(before -> before.add(more));
    }

    boolean deleted() {
        return notRead.stream().anyMatch(part -> part.reason() == Reason.GROUP_DELETED);
    }

    /** What is known of the group after all answers. */
    LogWindow window(Instant readAt) {
        if (!group.queryable()) {
            return window(readAt, Reason.NOT_QUERYABLE, Message.EMPTY);
        }
        Instant until = from;
        read.sort(Comparator.comparing(InsightsQuery::from));
        for (InsightsQuery part : read) {
            if (!part.from().isAfter(until) && part.to().isAfter(until)) {
                until = part.to();
            }
        }
        until = until.isAfter(now) ? now : until;
        return tally.window(group.name(), readAt, until, streams, requests, leftOut(until));
    }

    /** What is known of a group that could not, or should not, be read. */
    LogWindow window(Instant readAt, Reason reason, Message detail) {
        LogLeftOut all = new LogLeftOut(from, now, reason, detail);
        return tally.window(group.name(), readAt, from, streams, requests, all);
    }

    private @Nullable LogLeftOut leftOut(Instant until) {
        return notRead.stream()
                .min(Comparator.comparing(part -> part.query().from()))
                .map(part -> new LogLeftOut(until, now, part.reason(), part.detail()))
                .orElse(null);
    }
}
