package io.muster.readiness.fact;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * How often something happened, hour by hour. Hours in which nothing happened are left out.
 *
 * <p>Two readings of overlapping times are joined by the larger count of each hour: an event that
 * both saw is not counted twice, and one that arrived late is not lost. It does not matter which
 * reading comes first, nor how often it comes.
 *
 * @param byHour the beginning of the hour in UTC, to the count
 */
public record HourlyCounts(SortedMap<Instant, Long> byHour) {

    public static final HourlyCounts NONE = new HourlyCounts(Collections.emptySortedMap());

    public HourlyCounts {
        SortedMap<Instant, Long> copy = new TreeMap<>(byHour);
        copy.forEach(
                (hour, count) -> {
                    if (!hour.equals(hourOf(hour)) || count <= 0) {
                        throw new IllegalArgumentException(
                                "a count above 0 at the beginning of an hour, not %d at %s"
                                        .formatted(count, hour));
                    }
                });
        byHour = Collections.unmodifiableSortedMap(copy);
    }

    /** One hour's count; none where it is 0. */
    public static HourlyCounts of(Instant at, long count) {
        return count == 0 ? NONE : new HourlyCounts(new TreeMap<>(Map.of(hourOf(at), count)));
    }

    /** The beginning of the hour that a time lies in. */
    public static Instant hourOf(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS);
    }

    /** What this reading and another one saw together. */
    public HourlyCounts join(HourlyCounts other) {
        return combine(other, Math::max);
    }

    /** The sum of the counts of two different things. */
    public HourlyCounts add(HourlyCounts other) {
        return combine(other, Long::sum);
    }

    private HourlyCounts combine(HourlyCounts other, BinaryOperator<Long> together) {
        if (other.byHour.isEmpty()) {
            return this;
        }
        SortedMap<Instant, Long> both = new TreeMap<>(byHour);
        other.byHour.forEach((hour, count) -> both.merge(hour, count, together));
        return new HourlyCounts(both);
    }

    /** The hours that begin at a time or later. */
    public HourlyCounts since(Instant from) {
        return new HourlyCounts(byHour.tailMap(from));
    }

    /** How often in the hours that begin at or after one time and before another. */
    public long between(Instant from, Instant to) {
        return from.isBefore(to) ? sum(byHour.subMap(from, to)) : 0;
    }

    public long total() {
        return sum(byHour);
    }

    public boolean isEmpty() {
        return byHour.isEmpty();
    }

    private static long sum(SortedMap<Instant, Long> hours) {
        return hours.values().stream().mapToLong(Long::longValue).sum();
    }
}
