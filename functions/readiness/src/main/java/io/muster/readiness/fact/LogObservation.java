package io.muster.readiness.fact;

import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of the analysis together know of one log group.
 *
 * <p>Its size is bounded by the number of streams and signatures, never by that of events.
 *
 * @param readAt when the newest run began
 * @param analysedFrom the earliest time that was read
 * @param analysedUntil the latest time that was read, exclusive
 * @param streams missing where they could never be listed
 * @param gaps times between {@code analysedFrom} and {@code analysedUntil} that were not read
 * @param leftOut what the newest run wanted to read after {@code analysedUntil}; null for nothing
 */
public record LogObservation(
        String group,
        Instant readAt,
        Instant analysedFrom,
        Instant analysedUntil,
        Fact<LogStreams> streams,
        LogCounts counts,
        List<LogLeftOut> gaps,
        @Nullable LogLeftOut leftOut) {

    /** How long a count is remembered: a week to compare a day with, and that day. */
    public static final Duration HISTORY = Duration.ofDays(8);

    /** How long it is remembered from where log-ins were tried. */
    public static final Duration SOURCE_HISTORY = Duration.ofDays(2);

    /** Of each stream that names a host, and of all others together. */
    public static final int MAX_FAULTS = 60;

    /** Of all streams together: what a function of 1,769 MB can hold, ten for each host. */
    public static final int MAX_ALL_FAULTS = 10 * LogStreams.MAX_HOSTS;

    private static final int MAX_GAPS = 10;

    private static final Duration HOUR = Duration.ofHours(1);

    private static final Comparator<SignatureCount> NEWEST_FIRST =
            Comparator.comparing(SignatureCount::last)
                    .reversed()
                    .thenComparing(SignatureCount::stream)
                    .thenComparing(SignatureCount::signature);

    public LogObservation {
        streams = because(group, streams);
        Instant oldest = HourlyCounts.hourOf(analysedUntil.minus(HISTORY));
        Instant oldestSource = HourlyCounts.hourOf(analysedUntil.minus(SOURCE_HISTORY));
        List<SignatureCount> remembered =
                counts.faults().stream()
                        .filter(fault -> fault.anySince(oldest))
                        .map(fault -> fault.since(oldest, oldestSource))
                        .sorted(NEWEST_FIRST)
                        .toList();
        List<SignatureCount> kept = new ArrayList<>();
        List<SignatureCount> dropped = new ArrayList<>();
        Map<String, Integer> byStream = new HashMap<>();
        for (SignatureCount fault : remembered) {
            String of = LogStreams.namesHost(fault.stream()) ? fault.stream() : "";
            boolean room =
                    kept.size() < MAX_ALL_FAULTS
                            && (byStream.containsKey(of)
                                    || byStream.size() <= LogStreams.MAX_HOSTS);
            (room && byStream.merge(of, 1, Integer::sum) <= MAX_FAULTS ? kept : dropped).add(fault);
        }
        counts =
                new LogCounts(
                        kept,
                        counts.traffic().map(all -> all.since(oldest)),
                        counts.incompleteHours().tailSet(oldest));
        gaps =
                withDropped(gaps, dropped).stream()
                        .filter(gap -> gap.to().isAfter(oldest))
                        .sorted(Comparator.comparing(LogLeftOut::from).reversed())
                        .limit(MAX_GAPS)
                        .toList();
    }

    /** A time of which faults were dropped is as one that was not read: nothing is clear there. */
    private static List<LogLeftOut> withDropped(
            List<LogLeftOut> gaps, List<SignatureCount> dropped) {
        if (dropped.isEmpty()) {
            return gaps;
        }
        Instant from = HourlyCounts.hourOf(dropped.getFirst().first());
        Instant to = HourlyCounts.hourOf(dropped.getFirst().last()).plus(HOUR);
        for (SignatureCount fault : dropped) {
            from = min(from, HourlyCounts.hourOf(fault.first()));
            to = max(to, HourlyCounts.hourOf(fault.last()).plus(HOUR));
        }
        List<LogLeftOut> all = new ArrayList<>();
        for (LogLeftOut gap : gaps) {
            if (gap.reason() == Reason.TOO_MANY) {
                from = min(from, gap.from());
                to = max(to, gap.to());
            } else {
                all.add(gap);
            }
        }
        all.add(
                new LogLeftOut(
                        from,
                        to,
                        Reason.TOO_MANY,
                        Message.of("facts.log-errors-kept").with("count", MAX_FAULTS)));
        return all;
    }

    /** What the first run knows. */
    public static LogObservation of(LogWindow window) {
        return new LogObservation(
                window.group(),
                window.readAt(),
                window.from(),
                window.to(),
                window.streams(),
                window.counts(),
                List.of(),
                window.leftOut());
    }

    /**
     * What is known with one more run. The run's time may overlap what was read before, or be the
     * same: each hour has the larger of its two counts, so that nothing is counted twice and late
     * events are not lost.
     */
    public LogObservation plus(LogWindow window) {
        if (!window.group().equals(group)) {
            throw new IllegalArgumentException(
                    "a window of %s for %s".formatted(window.group(), group));
        }
        boolean newer = !window.readAt().isBefore(readAt);
        return new LogObservation(
                group,
                newer ? window.readAt() : readAt,
                min(analysedFrom, window.from()),
                max(analysedUntil, window.to()),
                LogCounts.joined(streams, window.streams(), LogStreams::join),
                counts.join(window.counts()),
                gapsWith(window),
                newer ? window.leftOut() : leftOut);
    }

    /**
     * Where the next run begins to read: so much before the end of what was read, at the beginning
     * of an hour, but no further back than it may look.
     *
     * @param overlap how late an event may arrive and still be counted
     */
    public static Instant nextFrom(
            @Nullable LogObservation known, Instant now, Duration overlap, Duration lookBack) {
        Instant furthest = HourlyCounts.hourOf(now.minus(lookBack));
        return known == null
                ? furthest
                : max(furthest, HourlyCounts.hourOf(known.analysedUntil.minus(overlap)));
    }

    /** Whether counts from a time on are at least so many, and not exactly so many. */
    public boolean atLeast(Instant from) {
        return !counts.incompleteHours().tailSet(HourlyCounts.hourOf(from)).isEmpty();
    }

    /**
     * The times from one to another that were not read, oldest first, and what the newest run left
     * out after them.
     */
    public List<LogLeftOut> unread(Instant from, Instant to) {
        List<LogLeftOut> unread = new ArrayList<>();
        if (analysedFrom.isAfter(from)) {
            unread.add(
                    new LogLeftOut(
                            from,
                            min(analysedFrom, to),
                            Reason.NEVER_ASKED,
                            Message.of("facts.first-analysis-later")));
        }
        gaps.stream()
                .filter(gap -> gap.to().isAfter(from) && gap.from().isBefore(to))
                .forEach(unread::add);
        if (leftOut != null && leftOut.to().isAfter(from)) {
            unread.add(leftOut);
        }
        unread.sort(Comparator.comparing(LogLeftOut::from));
        return List.copyOf(unread);
    }

    private List<LogLeftOut> gapsWith(LogWindow window) {
        List<LogLeftOut> all = new ArrayList<>();
        gaps.forEach(gap -> addUnread(gap, window, all));
        if (window.from().isAfter(analysedUntil)) {
            all.add(gap(analysedUntil, window.from(), leftOut));
        }
        if (window.to().isBefore(analysedFrom)) {
            all.add(gap(window.to(), analysedFrom, window.leftOut()));
        }
        return all;
    }

    private static LogLeftOut gap(Instant from, Instant to, @Nullable LogLeftOut why) {
        return why == null
                ? new LogLeftOut(from, to, Reason.NEVER_ASKED, Message.of("facts.no-run-read"))
                : new LogLeftOut(from, to, why.reason(), why.detail());
    }

    /** Adds what a window leaves of a gap. */
    private static void addUnread(LogLeftOut gap, LogWindow window, List<LogLeftOut> to) {
        Instant before = min(gap.to(), window.from());
        Instant after = max(gap.from(), window.to());
        if (gap.from().isBefore(before)) {
            to.add(new LogLeftOut(gap.from(), before, gap.reason(), gap.detail()));
        }
        if (after.isBefore(gap.to())) {
            to.add(new LogLeftOut(after, gap.to(), gap.reason(), gap.detail()));
        }
    }

    private static Instant min(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Fact<LogStreams> because(String group, Fact<LogStreams> streams) {
        return streams.because(
                streams.isCollected()
                        ? new Cause(Cause.Kind.NOT_LISTED, group)
                        : Cause.of(Cause.Kind.NOT_COLLECTED));
    }
}
