package io.muster.readiness.scorecard;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How often a check gave each answer in a workload.
 *
 * @param counts by verdict; verdicts that were not given are left out
 * @param causes of those that are UNKNOWN, where a cause explains them
 */
public record CheckTally(Rule rule, Map<Status, Integer> counts, Map<Cause.Kind, Integer> causes) {

    public CheckTally {
        counts = sorted(Status.class, counts);
        causes = sorted(Cause.Kind.class, causes);
    }

    private static <E extends Enum<E>> Map<E, Integer> sorted(
            Class<E> type, Map<E, Integer> counts) {
        if (counts.isEmpty()) {
            return Map.of();
        }
        EnumMap<E, Integer> sorted = new EnumMap<>(type);
        counts.forEach(
                (key, count) -> {
                    if (count > 0) {
                        sorted.put(key, count);
                    }
                });
        return Collections.unmodifiableMap(sorted);
    }

    static CheckTally none(Rule rule) {
        return new CheckTally(rule, Map.of(), Map.of());
    }

    /** As many answers, of which only those that do not concern the workload are still known. */
    CheckTally unknown() {
        int notApplicable = count(Status.NOT_APPLICABLE);
        int judged = counts.values().stream().mapToInt(Integer::intValue).sum();
        return new CheckTally(
                rule,
                Map.of(
                        Status.NOT_APPLICABLE,
                        notApplicable,
                        Status.UNKNOWN,
                        judged - notApplicable),
                causes);
    }

    public int count(Status status) {
        return counts.getOrDefault(status, 0);
    }

    /** Whether it said of anything in the workload that it is ready, or is not. */
    boolean answered() {
        return count(Status.READY) > 0 || count(Status.NOT_READY) > 0;
    }

    /** How many of the unknown a kind of cause explains. */
    public int unknownFor(Cause.Kind cause) {
        return causes.getOrDefault(cause, 0);
    }

    /** With one answer more. */
    CheckTally plus(Verdict verdict) {
        Cause cause = verdict.cause();
        return plus(
                new CheckTally(
                        rule,
                        Map.of(verdict.status(), 1),
                        verdict.status() == Status.UNKNOWN && cause != null
                                ? Map.of(cause.kind(), 1)
                                : Map.of()));
    }

    /** Two scopes' answers together. */
    CheckTally plus(CheckTally other) {
        return new CheckTally(
                rule,
                sum(Status.class, counts, other.counts),
                sum(Cause.Kind.class, causes, other.causes));
    }

    private static <E extends Enum<E>> Map<E, Integer> sum(
            Class<E> type, Map<E, Integer> one, Map<E, Integer> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.isEmpty() ? other : one;
        }
        EnumMap<E, Integer> sum = new EnumMap<>(type);
        sum.putAll(one);
        other.forEach((key, count) -> sum.merge(key, count, Integer::sum));
        return sum;
    }
}
