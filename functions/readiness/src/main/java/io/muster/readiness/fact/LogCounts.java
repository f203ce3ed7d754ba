package io.muster.readiness.fact;

import io.muster.readiness.fact.Fact.Known;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;

/**
 * What was counted of a log group.
 *
 * @param faults one for each stream and signature that occurred
 * @param traffic requests that a web server answered; missing where that was not found out
 * @param incompleteHours hours with more matching events than were read: counts are at least so
 *     many
 */
public record LogCounts(
        List<SignatureCount> faults, Fact<LogTraffic> traffic, SortedSet<Instant> incompleteHours) {

    public LogCounts {
        faults = List.copyOf(faults);
        incompleteHours = Collections.unmodifiableSortedSet(new TreeSet<>(incompleteHours));
    }

    /** With what was counted later, of which each hour may have been counted before. */
    LogCounts join(LogCounts fresh) {
        SortedSet<Instant> incomplete = new TreeSet<>(incompleteHours);
        incomplete.addAll(fresh.incompleteHours);
        return new LogCounts(
                joined(faults, fresh.faults),
                joined(traffic, fresh.traffic, LogTraffic::join),
                incomplete);
    }

    /** Both where both are known, else the one that is. */
    static <T> Fact<T> joined(Fact<T> before, Fact<T> fresh, BinaryOperator<T> join) {
        Fact<T> both = before.zip(fresh, join);
        if (both instanceof Known) {
            return both;
        }
        return before instanceof Known ? before : fresh;
    }

    /** What two readings of the same streams counted together. */
    public static List<SignatureCount> joined(
            List<SignatureCount> before, List<SignatureCount> fresh) {
        Comparator<SignatureCount> sameFault =
                Comparator.comparing(SignatureCount::stream)
                        .thenComparing(SignatureCount::signature);
        SortedMap<SignatureCount, SignatureCount> all = new TreeMap<>(sameFault);
        before.forEach(one -> all.put(one, one));
        fresh.forEach(one -> all.merge(one, one, SignatureCount::join));
        return List.copyOf(all.values());
    }
}
