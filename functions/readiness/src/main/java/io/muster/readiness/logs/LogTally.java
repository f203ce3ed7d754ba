package io.muster.readiness.logs;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogCounts;
import io.muster.readiness.fact.LogLeftOut;
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

    /** How many pairs of stream and signature a group may have. */
    private static final int MAX_PAIRS = 1_000;

    private static final int MAX_SOURCES = 256;

    /** A cause so near to the same error belongs to its stack trace. */
    private static final Duration MAX_TRACE = Duration.ofSeconds(10);

    private final LineMatcher matcher = new LineMatcher(Signatures.all());
    private final Map<String, Group> groups = new HashMap<>();
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
        matcher.match(line, 0, line.length, hits, hit -> group.add(event, hit));
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

        private void add(LogEvent event, LineMatcher.Hit hit) {
            String signature = hit.signature().id();
            List<String> own = List.of(event.stream(), signature);
            List<String> key =
                    faults.containsKey(own) || faults.size() < MAX_PAIRS
                            ? own
                            : List.of(SignatureCount.OTHER_STREAMS, signature);
            Occurrences known = faults.get(key);
            if (known == null) {
                faults.put(key, new Occurrences(key.get(0), event, hit));
            } else if (!(hit.cause() && known.near(event.at()))) {
                known.add(event, hit);
            }
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

        private Occurrences(String stream, LogEvent event, LineMatcher.Hit hit) {
            this.stream = stream;
            this.signature = hit.signature().id();
            this.first = event.at();
            this.last = event.at();
            this.example = example(hit);
            add(event, hit);
        }

        private void add(LogEvent event, LineMatcher.Hit hit) {
            Instant hour = HourlyCounts.hourOf(event.at());
            hours.merge(hour, 1L, Long::sum);
            String detail = hit.detail();
            if (detail != null && details.size() < MAX_SOURCES) {
                details.add(detail);
            }
            String source = hit.source();
            if (source != null && (sources.containsKey(source) || sources.size() < MAX_SOURCES)) {
                sources.computeIfAbsent(source, unused -> new TreeMap<>())
                        .merge(hour, 1L, Long::sum);
            }
            if (event.at().isBefore(first)) {
                first = event.at();
                example = example(hit);
            }
            if (event.at().isAfter(last)) {
                last = event.at();
            }
        }

        private boolean near(Instant at) {
            return Duration.between(at, last).abs().compareTo(MAX_TRACE) <= 0;
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

        private static String example(LineMatcher.Hit hit) {
            return Untrusted.line(Redaction.of(hit.text()), SignatureCount.MAX_EXAMPLE).strip();
        }
    }
}
