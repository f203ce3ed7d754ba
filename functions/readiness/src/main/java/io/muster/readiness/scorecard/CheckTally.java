package io.muster.readiness.scorecard;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How often a check gave each answer in a workload.
 *
 * <p>A value like a record, of numbers by ordinal: a report of a large fleet reads and adds up
 * hundreds of thousands.
 */
@SuppressWarnings("EnumOrdinal") // a place in memory, which is nowhere written
public final class CheckTally {

    private static final Status[] STATUSES = Status.values();
    private static final Cause.Kind[] KINDS = Cause.Kind.values();

    /** Most tallies have no cause. */
    private static final int[] UNEXPLAINED = {};

    private final Rule rule;
    private final int[] counts;
    private final int[] causes;

    /**
     * A tally.
     *
     * @param counts by verdict; verdicts that were not given are left out
     * @param causes of those that are UNKNOWN, where a cause explains them
     */
    public CheckTally(Rule rule, Map<Status, Integer> counts, Map<Cause.Kind, Integer> causes) {
        this(
                rule,
                numbers(STATUSES.length, counts),
                causes.values().stream().noneMatch(count -> count > 0)
                        ? UNEXPLAINED
                        : numbers(KINDS.length, causes));
    }

    private CheckTally(Rule rule, int[] counts, int[] causes) {
        this.rule = rule;
        this.counts = counts;
        this.causes = causes;
    }

    private static int[] numbers(int length, Map<? extends Enum<?>, Integer> counts) {
        int[] numbers = new int[length];
        counts.forEach((key, count) -> numbers[key.ordinal()] = Math.max(0, count));
        return numbers;
    }

    /** What was counted of a check, one number after the other: for readers of very many. */
    public static final class Counter {

        private final int[] counts = new int[STATUSES.length];
        private int[] causes = UNEXPLAINED;

        /** Says how often a verdict was given. */
        public void set(Status status, int count) {
            counts[status.ordinal()] = Math.max(0, count);
        }

        /** Says how many of the unknown a kind of cause explains. */
        public void set(Cause.Kind cause, int count) {
            if (count > 0) {
                causes = Arrays.copyOf(causes, KINDS.length);
                causes[cause.ordinal()] = count;
            }
        }

        /** Counts one answer more. */
        void add(Verdict verdict) {
            counts[verdict.status().ordinal()]++;
            Cause cause = verdict.cause();
            if (verdict.status() == Status.UNKNOWN && cause != null) {
                causes = causes.length == 0 ? new int[KINDS.length] : causes;
                causes[cause.kind().ordinal()]++;
            }
        }

        /** Counts one more that is unknown, without a cause. */
        void addUnknown() {
            counts[Status.UNKNOWN.ordinal()]++;
        }

        /** The tally as of now. */
        CheckTally soFar(Rule rule) {
            return new CheckTally(rule, counts.clone(), causes.clone());
        }

        /** The tally; nothing more is counted then. */
        public CheckTally of(Rule rule) {
            return new CheckTally(rule, counts, causes);
        }
    }

    public Rule rule() {
        return rule;
    }

    /** By verdict; verdicts that were not given are left out. */
    public Map<Status, Integer> counts() {
        return byConstant(Status.class, STATUSES, counts);
    }

    /** Of those that are UNKNOWN, where a cause explains them. */
    public Map<Cause.Kind, Integer> causes() {
        return byConstant(Cause.Kind.class, KINDS, causes);
    }

    private static <E extends Enum<E>> Map<E, Integer> byConstant(
            Class<E> type, E[] constants, int[] numbers) {
        Map<E, Integer> counts = new EnumMap<>(type);
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] > 0) {
                counts.put(constants[i], numbers[i]);
            }
        }
        return Collections.unmodifiableMap(counts);
    }

    /** As many answers, of which only those that do not concern the workload are still known. */
    CheckTally unknown() {
        int[] unknown = new int[STATUSES.length];
        for (Status status : STATUSES) {
            Status now = status == Status.NOT_APPLICABLE ? status : Status.UNKNOWN;
            unknown[now.ordinal()] += count(status);
        }
        return new CheckTally(rule, unknown, causes);
    }

    public int count(Status status) {
        return counts[status.ordinal()];
    }

    /** Whether it said of anything in the workload that it is ready, or is not. */
    boolean answered() {
        return count(Status.READY) > 0 || count(Status.NOT_READY) > 0;
    }

    /** How many of the unknown a kind of cause explains. */
    public int unknownFor(Cause.Kind cause) {
        return causes.length == 0 ? 0 : causes[cause.ordinal()];
    }

    /** Two scopes' answers together. */
    CheckTally plus(CheckTally other) {
        return new CheckTally(rule, sum(counts, other.counts), sum(causes, other.causes));
    }

    private static int[] sum(int[] one, int[] other) {
        if (one.length == 0 || other.length == 0) {
            return one.length == 0 ? other : one;
        }
        int[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CheckTally that
                && rule.equals(that.rule)
                && Arrays.equals(counts, that.counts)
                && Arrays.equals(causes, that.causes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, Arrays.hashCode(counts), Arrays.hashCode(causes));
    }

    @Override
    public String toString() {
        return "%s %s %s".formatted(rule, counts(), causes());
    }
}
