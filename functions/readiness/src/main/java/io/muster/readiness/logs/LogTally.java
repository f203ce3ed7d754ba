package io.muster.readiness.logs;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogLeftOut;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogTraffic;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.SignatureCount;
import io.muster.readiness.text.Redaction;
import io.muster.readiness.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Classifies the events of one run of the analysis as they come, in any order, each once.
 *
 * <p>Memory is bounded by the number of groups, streams and signatures, not of events: in each
 * group so many streams are told apart, and the rest share one name.
 */
public final class LogTally {

    /** How many pairs of stream and signature a group may have, of streams that name no host. */
    private static final int MAX_PAIRS = 1_000;

    /** The same of streams that name one. */
    private static final int MAX_HOST_PAIRS = LogObservation.MAX_ALL_FAULTS;

    private static final int MAX_SOURCES = 256;

    /** A cause so near to the same error belongs to its stack trace. */
    private static final Duration MAX_TRACE = Duration.ofSeconds(10);

    /** In so short a time one fault is told in all its words. */
    private static final Duration MAX_FAULT = Duration.ofSeconds(5);

    private final LineMatcher matcher = new LineMatcher(Signatures.all());
    private final Map<String, Group> groups = new HashMap<>();
    private final SshConnections<Placed> connections = new SshConnections<>(Placed::add);
    private final Instant from;
    private final Instant to;

    /**
     * A tally of the events from one time to another, exclusive; what lies outside is not counted:
     * Logs Insights takes both ends of a range as part of it, in whole seconds.
     */
    public LogTally(Instant from, Instant to) {
        this.from = from;
        this.to = to;
    }

    /** Counts an event. */
    public void add(LogEvent event) {
        if (event.at().isBefore(from) || !event.at().isBefore(to)) {
            return;
        }
        byte[] line = event.message().getBytes(StandardCharsets.UTF_8);
        long hits = matcher.sift(line, 0, line.length);
        if (hits == 0) {
            return;
        }
        Group group = groups.computeIfAbsent(event.group(), unused -> new Group());
        if ((hits & matcher.accessOwner()) != 0) {
            int status = AccessLine.statusClass(line, 0, line.length);
            if (status != AccessLine.NONE) {
                group.requests.merge(HourlyCounts.hourOf(event.at()), 1L, Long::sum);
            }
            if (status == 5) {
                group.serverErrors.merge(HourlyCounts.hourOf(event.at()), 1L, Long::sum);
            }
        }
        matcher.match(line, 0, line.length, hits, hit -> count(group, event, hit));
    }

    private void count(Group group, LogEvent event, LineMatcher.Hit hit) {
        Placed placed = new Placed(group, event.stream(), event.at(), Told.of(hit));
        switch (hit.signature().telling().counted()) {
            case LINES -> group.add(placed, hit.cause(), -1);
            case FAULTS -> group.add(placed, hit.cause(), hit.form());
            case CONNECTIONS -> {
                Optional<SshdLine> said = hit.sshd();
                if (said.isPresent()) {
                    connections.take(event.group() + ' ' + event.stream(), said.get(), placed);
                } else {
                    placed.add();
                }
            }
        }
    }

    /** What an event told, and where and when. */
    private record Placed(Group group, String stream, Instant at, Told told) {

        private void add() {
            group.add(this, false, -1);
        }
    }

    /**
     * Says that a group had more matching events in a time than were read, so that the counts of
     * those hours are at least so many.
     */
    public void incomplete(String group, Instant since, Instant until) {
        Group of = groups.computeIfAbsent(group, unused -> new Group());
        for (Instant hour = HourlyCounts.hourOf(since);
                hour.isBefore(until);
                hour = hour.plus(Duration.ofHours(1))) {
            of.incompleteHours.add(hour);
        }
    }

    /**
     * What was learned of one group.
     *
     * @param readUntil how far the group was read whole; the tally's own end where nothing was left
     *     out
     * @param requests how many requests a web server answered, by the query's statistics; missing
     *     where these could not be had
     */
    public LogWindow window(
            String group,
            Instant readAt,
            Instant readUntil,
            Fact<LogStreams> streams,
            Fact<HourlyCounts> requests,
            @Nullable LogLeftOut leftOut) {
        connections.close();
        Group of = groups.getOrDefault(group, new Group());
        return new LogWindow(
                group,
                readAt,
                from,
                readUntil,
                streams,
                new LogCounts(
                        of.faults.values().stream().map(Occurrences::counted).toList(),
                        requests.map(all -> of.traffic(all)),
                        of.incompleteHours),
                leftOut);
    }

    /** One group's events so far. */
    private static final class Group {
        private final Map<List<String>, Occurrences> faults = new HashMap<>();
        private final TreeMap<Instant, Long> requests = new TreeMap<>();
        private final TreeMap<Instant, Long> serverErrors = new TreeMap<>();
        private final TreeSet<Instant> incompleteHours = new TreeSet<>();
        private int hostPairs;

        /**
         * @param form of a fault that is told in several lines; negative where each line counts
         */
        private void add(Placed placed, boolean cause, int form) {
            String signature = placed.told().signature().id();
            List<String> own = List.of(placed.stream(), signature);
            List<String> key =
                    faults.containsKey(own) || hasRoom(placed.stream())
                            ? own
                            : List.of(SignatureCount.OTHER_STREAMS, signature);
            Occurrences known =
                    faults.computeIfAbsent(key, unused -> new Occurrences(key.get(0), placed));
            boolean causeOfTheSame = cause && known.near(placed.at());
            if (!causeOfTheSame && (form < 0 || known.another(form, placed.at()))) {
                known.add(placed);
            }
        }

        private boolean hasRoom(String stream) {
            if (LogStreams.namesHost(stream)) {
                return hostPairs++ < MAX_HOST_PAIRS;
            }
            return faults.size() - Math.min(hostPairs, MAX_HOST_PAIRS) < MAX_PAIRS;
        }

        /** The statistics count what matched; an emulator that gives every line is counted here. */
        private LogTraffic traffic(HourlyCounts statistics) {
            return new LogTraffic(
                    statistics.join(new HourlyCounts(requests)), new HourlyCounts(serverErrors));
        }
    }

    /** One signature in one stream so far. */
    private static final class Occurrences {
        private final String stream;
        private final String signature;
        private final TreeMap<Instant, Long> hours = new TreeMap<>();
        private final TreeSet<String> details = new TreeSet<>();
        private final Map<String, TreeMap<Instant, Long>> sources = new HashMap<>();
        private Instant first;
        private Instant last;
        private String example;
        private Instant faultAt = Instant.MIN;
        private long forms;

        private Occurrences(String stream, Placed placed) {
            this.stream = stream;
            this.signature = placed.told().signature().id();
            this.first = placed.at();
            this.last = placed.at();
            this.example = example(placed.told());
        }

        private void add(Placed placed) {
            Told told = placed.told();
            Instant hour = HourlyCounts.hourOf(placed.at());
            hours.merge(hour, told.times(), Long::sum);
            String detail = told.detail();
            if (detail != null && details.size() < MAX_SOURCES) {
                details.add(detail);
            }
            String source = told.source();
            if (source != null && (sources.containsKey(source) || sources.size() < MAX_SOURCES)) {
                sources.computeIfAbsent(source, unused -> new TreeMap<>())
                        .merge(hour, told.times(), Long::sum);
            }
            if (placed.at().isBefore(first)) {
                first = placed.at();
                example = example(told);
            }
            if (placed.at().isAfter(last)) {
                last = placed.at();
            }
        }

        /** Whether something was counted at about that time. */
        private boolean near(Instant at) {
            return !hours.isEmpty() && within(at, last, MAX_TRACE);
        }

        /** Whether a line is about another fault than the lines of about that time. */
        private boolean another(int form, Instant at) {
            boolean another =
                    forms == 0 || !within(at, faultAt, MAX_FAULT) || (forms & (1L << form)) != 0;
            forms = (another ? 0 : forms) | (1L << form);
            faultAt = another ? at : faultAt;
            return another;
        }

        private static boolean within(Instant one, Instant other, Duration limit) {
            return Duration.between(one, other).abs().compareTo(limit) <= 0;
        }

        private SignatureCount counted() {
            TreeMap<String, HourlyCounts> counted = new TreeMap<>();
            sources.forEach((source, count) -> counted.put(source, new HourlyCounts(count)));
            return new SignatureCount(
                    stream,
                    signature,
                    new HourlyCounts(hours),
                    first,
                    last,
                    example,
                    details,
                    counted);
        }

        private static String example(Told told) {
            return Untrusted.line(Redaction.of(told.text()), SignatureCount.MAX_EXAMPLE).strip();
        }
    }
}
