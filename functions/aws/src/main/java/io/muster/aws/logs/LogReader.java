package io.muster.aws.logs;

import io.muster.aws.fleet.LogGroupCollector;
import io.muster.aws.fleet.LogStreamCollector;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.HourlyCounts;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.LogStreams;
import io.muster.readiness.fact.LogWindow;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.logs.LogTally;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * One run over the logs of one scope: lists the groups, chooses some, lists their streams, and asks
 * Logs Insights for what tells of faults since the last run.
 */
public final class LogReader {

    /** One query's time, so that a first run's day comes in parts. */
    private static final Duration SLICE = Duration.ofHours(6);

    /** CloudWatch takes events of a clock that is so far ahead. */
    private static final Duration FUTURE = Duration.ofHours(2);

    /** A list of streams is read again after this. */
    static final Duration STREAMS_KEPT = Duration.ofHours(5);

    /** Groups whose streams one run lists: a call each, of which AWS allows 25 a second. */
    static final int MAX_LISTINGS = 1_000;

    private final LogGroupCollector groups;
    private final LogStreamCollector streams;
    private final Supplier<CloudWatchLogsClient> logs;
    private final LogSettings settings;
    private final Pause pause;
    private final Clock clock;

    public LogReader(
            Supplier<CloudWatchLogsClient> logs, LogSettings settings, Pause pause, Clock clock) {
        this.groups = new LogGroupCollector(logs);
        this.streams = new LogStreamCollector(logs);
        this.logs = logs;
        this.settings = settings;
        this.pause = pause;
        this.clock = clock;
    }

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Stream.of(
                        LogGroupCollector.actions(),
                        LogStreamCollector.actions(),
                        Insights.actions())
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    /**
     * What a run brought.
     *
     * @param groups every one of the scope, but those that were deleted meanwhile
     * @param windows of every group that was chosen, and of those that were not
     * @param chosen how many were
     * @param leftOut why times were not read, to the number of groups concerned
     */
    public record Reading(
            List<LogGroup> groups,
            List<LogWindow> windows,
            int chosen,
            Queries queries,
            Events events,
            Map<Reason, Integer> leftOut) {

        public Reading {
            groups = List.copyOf(groups);
            windows = List.copyOf(windows);
            leftOut = Map.copyOf(leftOut);
        }

        /**
         * What was asked.
         *
         * @param bytesScanned what AWS charges for
         */
        public record Queries(int started, long bytesScanned) {}

        /**
         * What Insights sent, most of which tells of a fault.
         *
         * @param future of clocks that are ahead, which count when their time has come
         * @param unreadable without a time or a group
         */
        public record Events(long all, long future, long unreadable) {}
    }

    /**
     * Reads the logs of a scope.
     *
     * @param known what earlier runs found in a group
     * @param deadline after which no query is waited for
     * @return missing if the groups cannot be listed
     */
    public Fact<Reading> read(
            Scope scope, Function<String, Optional<LogObservation>> known, Instant deadline) {
        return groups.collect().map(all -> read(scope, all, known, deadline));
    }

    private Reading read(
            Scope scope,
            List<LogGroup> all,
            Function<String, Optional<LogObservation>> known,
            Instant deadline) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Map<Instant, LogTally> tallies = new TreeMap<>();
        Map<String, GroupReading> readings = new TreeMap<>();
        GroupChoice choice = GroupChoice.of(scope, all, settings.groups(), groups);
        for (LogGroup group : choice.chosen()) {
            readings.put(group.name(), reading(group, known.apply(group.name()), now, tallies));
        }
        listStreams(readings, known, now);
        Run run = new Run(readings, now);
        for (GroupChoice.LeftOut left : choice.leftOut()) {
            Optional<LogObservation> before =
                    left.reason() == Reason.NOT_CHOSEN
                            ? Optional.empty()
                            : known.apply(left.group().name());
            run.leftOut(reading(left.group(), before, now, tallies), left);
        }
        Insights insights = insights(deadline);
        insights.ask(faultQueries(readings, now), run::faults);
        insights.ask(trafficQueries(readings, now), run::traffic);
        return run.result(all, insights);
    }

    private Insights insights(Instant deadline) {
        return new Insights(
                logs,
                new InsightsLimits(settings.queries(), settings.scanBytes(), deadline),
                pause,
                clock);
    }

    private GroupReading reading(
            LogGroup group,
            Optional<LogObservation> known,
            Instant now,
            Map<Instant, LogTally> tallies) {
        Instant from =
                LogObservation.nextFrom(
                        known.orElse(null), now, settings.overlap(), settings.lookBack());
        return new GroupReading(
                group,
                from,
                now,
                tallies.computeIfAbsent(from, begin -> new LogTally(begin, now)),
                Fact.missing(Why.NOT_COLLECTED, Message.of("facts.streams-not-listed")),
                // Where no request failed, how many there were is of no interest.
                Fact.known(HourlyCounts.NONE),
                settings.access(group.name())
                        || known.map(LogReader::answersRequests).orElse(false));
    }

    private static boolean answersRequests(LogObservation known) {
        return known.counts().traffic().map(all -> !all.requests().isEmpty()).orElse(false);
    }

    /** Those that were listed the longest ago come first. */
    private void listStreams(
            Map<String, GroupReading> readings,
            Function<String, Optional<LogObservation>> known,
            Instant now) {
        Map<String, Instant> due = new TreeMap<>();
        for (String group : readings.keySet()) {
            Instant seenAt =
                    known.apply(group)
                            .map(before -> before.streams().map(LogStreams::seenAt))
                            .orElse(Fact.known(Instant.EPOCH))
                            .orElse(Instant.EPOCH);
            if (!seenAt.plus(STREAMS_KEPT).isAfter(now)) {
                due.put(group, seenAt);
            }
        }
        due.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .limit(MAX_LISTINGS)
                .map(each -> Objects.requireNonNull(readings.get(each.getKey())))
                .forEach(each -> each.streams(streams.collect(each.group().name(), now)));
    }

    private List<InsightsQuery> faultQueries(Map<String, GroupReading> readings, Instant now) {
        String text = LogQueries.faults();
        List<InsightsQuery> queries = new ArrayList<>();
        for (List<GroupReading> batch : batches(readings.values().stream(), now)) {
            Instant from = batch.getFirst().from();
            while (from.isBefore(now)) {
                Instant next = from.plus(SLICE);
                boolean last = !next.isBefore(now);
                queries.add(query(text, batch, from, last ? now.plus(FUTURE) : next));
                from = next;
            }
        }
        return queries;
    }

    private List<InsightsQuery> trafficQueries(Map<String, GroupReading> readings, Instant now) {
        return batches(readings.values().stream().filter(GroupReading::answersRequests), now)
                .stream()
                .map(batch -> query(LogQueries.REQUESTS, batch, batch.getFirst().from(), now))
                .toList();
    }

    private static InsightsQuery query(
            String text, List<GroupReading> batch, Instant from, Instant to) {
        List<String> names = batch.stream().map(each -> each.group().name()).toList();
        return new InsightsQuery(text, names, from, to);
    }

    /** Up to fifty groups of one class and one beginning, those first that wait the longest. */
    private static List<List<GroupReading>> batches(Stream<GroupReading> readings, Instant now) {
        List<GroupReading> sorted =
                readings.filter(reading -> reading.group().queryable())
                        .filter(reading -> reading.from().isBefore(now))
                        .sorted(
                                Comparator.comparing(GroupReading::from)
                                        .thenComparing(reading -> reading.group().logClass())
                                        .thenComparing(reading -> reading.group().name()))
                        .toList();
        List<List<GroupReading>> batches = new ArrayList<>();
        for (GroupReading reading : sorted) {
            List<GroupReading> open = batches.isEmpty() ? List.of() : batches.getLast();
            if (open.isEmpty()
                    || open.size() == InsightsQuery.MAX_GROUPS
                    || !open.getFirst().from().equals(reading.from())
                    || open.getFirst().group().logClass() != reading.group().logClass()) {
                batches.add(new ArrayList<>());
            }
            batches.getLast().add(reading);
        }
        return batches;
    }

    /** Takes the answers in. */
    private static final class Run {
        private final Map<String, GroupReading> readings;
        private final Instant now;
        private final List<LogWindow> windows = new ArrayList<>();
        private final Map<Reason, Integer> leftOut = new TreeMap<>();
        private long events;
        private long future;
        private long unreadable;

        Run(Map<String, GroupReading> readings, Instant now) {
            this.readings = readings;
            this.now = now;
        }

        /** That a group is not read is recorded as well. */
        void leftOut(GroupReading reading, GroupChoice.LeftOut left) {
            windows.add(reading.window(now, left.reason(), left.detail()));
            if (left.reason() != Reason.NOT_CHOSEN) {
                count(left.reason());
            }
        }

        private void count(Reason reason) {
            leftOut.merge(reason, 1, Integer::sum);
        }

        void faults(InsightsAnswer answer) {
            switch (answer) {
                case InsightsAnswer.Read read -> {
                    read.rows().forEach(this::event);
                    each(read.query(), reading -> reading.read(read));
                }
                case InsightsAnswer.NotRead not ->
                        each(not.query(), reading -> reading.notRead(not));
            }
        }

        private void event(InsightsRow row) {
            events++;
            GroupReading reading = readings.get(row.group());
            Optional<Instant> at = row.at();
            if (reading == null || at.isEmpty()) {
                unreadable++;
            } else if (!at.get().isBefore(now)) {
                future++;
            } else {
                reading.event(at.get(), row.stream(), row.message());
            }
        }

        void traffic(InsightsAnswer answer) {
            switch (answer) {
                case InsightsAnswer.NotRead not ->
                        each(not.query(), reading -> reading.notCounted(why(not)));
                case InsightsAnswer.Read read -> {
                    if (read.rows().stream().allMatch(Run::counted)) {
                        each(read.query(), reading -> reading.requests(HourlyCounts.NONE));
                        read.rows().forEach(this::requests);
                    } else {
                        each(read.query(), reading -> reading.notCounted(notCounted()));
                    }
                }
            }
        }

        private static Fact<HourlyCounts> why(InsightsAnswer.NotRead not) {
            Why why = not.reason() == Reason.DENIED ? Why.DENIED : Why.FAILED;
            return Fact.missing(
                    why, not.detail().isEmpty() ? not.reason().with(Message.EMPTY) : not.detail());
        }

        private static boolean counted(InsightsRow row) {
            return row.time(LogQueries.HOUR).isPresent();
        }

        /** Emulators pass over what they do not know of a query, and answer with events. */
        private static Fact<HourlyCounts> notCounted() {
            return Fact.missing(
                    Why.NOT_SUPPORTED,
                    Message.of("facts.counts-not-returned").with("operation", "logs:StartQuery"));
        }

        private void requests(InsightsRow row) {
            GroupReading reading = readings.get(row.group());
            Optional<Instant> hour = row.time(LogQueries.HOUR);
            Long count = row.count(LogQueries.REQUEST_COUNT);
            if (reading == null || hour.isEmpty() || count == null) {
                unreadable++;
                return;
            }
            reading.requests(HourlyCounts.of(hour.get(), count));
        }

        private void each(InsightsQuery query, Consumer<GroupReading> does) {
            for (String group : query.groups()) {
                GroupReading reading = readings.get(group);
                if (reading != null) {
                    does.accept(reading);
                }
            }
        }

        Reading result(List<LogGroup> all, Insights insights) {
            Set<String> deleted = new TreeSet<>();
            for (GroupReading reading : readings.values()) {
                if (reading.deleted()) {
                    deleted.add(reading.group().name());
                    count(Reason.GROUP_DELETED);
                    continue;
                }
                LogWindow window = reading.window(now);
                windows.add(window);
                if (window.leftOut() != null) {
                    count(window.leftOut().reason());
                }
            }
            return new Reading(
                    all.stream().filter(group -> !deleted.contains(group.name())).toList(),
                    windows,
                    readings.size(),
                    new Reading.Queries(insights.started(), insights.bytesScanned()),
                    new Reading.Events(events, future, unreadable),
                    leftOut);
        }
    }
}
