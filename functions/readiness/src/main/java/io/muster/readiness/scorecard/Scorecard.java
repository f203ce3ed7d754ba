package io.muster.readiness.scorecard;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Counts judgements by checklist row and verdict, and those not ready by severity. */
public final class Scorecard implements Consumer<Judgement> {

    private final Map<ChecklistRow, Map<Status, Integer>> byRow = new EnumMap<>(ChecklistRow.class);
    private final Map<Severity, Integer> notReady = new EnumMap<>(Severity.class);
    private final Map<Cause.Kind, Integer> explained = new EnumMap<>(Cause.Kind.class);

    @Override
    public void accept(Judgement judgement) {
        Status status = judgement.verdict().status();
        add(judgement.spec().row(), status, 1);
        if (status == Status.NOT_READY) {
            addNotReady(judgement.spec().severity(), 1);
        }
        Cause cause = judgement.verdict().cause();
        if (status == Status.UNKNOWN && cause != null) {
            explained.merge(cause.kind(), 1, Integer::sum);
        }
    }

    /** Adds another scope's counts to these. */
    public void add(Scorecard other) {
        other.byRow.forEach(
                (row, counts) -> counts.forEach((status, count) -> add(row, status, count)));
        other.notReady.forEach(this::addNotReady);
        other.explained.forEach(this::addExplained);
    }

    /** Adds unknown judgements that a cause explains and that were counted before. */
    public void addExplained(Cause.Kind kind, int count) {
        explained.merge(kind, count, Integer::sum);
    }

    /** How many judgements are unknown for a kind of cause, told once or counted only. */
    public int explained(Cause.Kind kind) {
        return explained.getOrDefault(kind, 0);
    }

    /** Adds judgements that were counted before. */
    public void add(ChecklistRow row, Status status, int count) {
        byRow.computeIfAbsent(row, unused -> new EnumMap<>(Status.class))
                .merge(status, count, Integer::sum);
    }

    /** Adds judgements that are not ready and were counted by severity before. */
    public void addNotReady(Severity severity, int count) {
        notReady.merge(severity, count, Integer::sum);
    }

    /**
     * Takes a judgement out that was counted before and is waived. What is not counted, because it
     * was found after the scan that was, is not taken out.
     */
    public void waive(Rule rule, Status status) {
        if (count(rule.row(), status) > 0) {
            add(rule.row(), status, -1);
        }
        if (status == Status.NOT_READY && notReady(rule.severity()) > 0) {
            addNotReady(rule.severity(), -1);
        }
    }

    /** Takes judgements out that are unknown for a cause which is waived. */
    public void waive(ChecklistRow row, Cause.Kind cause, int count) {
        int counted = Math.min(count, count(row, Status.UNKNOWN));
        add(row, Status.UNKNOWN, -counted);
        addExplained(cause, -Math.min(counted, explained(cause)));
    }

    /** The same judgements, of which nothing is known any more but how many there were. */
    public Scorecard unknown() {
        Scorecard unknown = new Scorecard();
        for (ChecklistRow row : ChecklistRow.values()) {
            int notApplicable = count(row, Status.NOT_APPLICABLE);
            int judged = judged(row) - notApplicable;
            if (judged > 0) {
                unknown.add(row, Status.UNKNOWN, judged);
            }
            if (notApplicable > 0) {
                unknown.add(row, Status.NOT_APPLICABLE, notApplicable);
            }
        }
        unknown.explained.putAll(explained);
        return unknown;
    }

    private int judged(ChecklistRow row) {
        return byRow.getOrDefault(row, Map.of()).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
    }

    public int count(ChecklistRow row, Status status) {
        return byRow.getOrDefault(row, Map.of()).getOrDefault(status, 0);
    }

    public int count(Status status) {
        return Stream.of(ChecklistRow.values()).mapToInt(row -> count(row, status)).sum();
    }

    /** How many judgements of a severity are not ready. */
    public int notReady(Severity severity) {
        return notReady.getOrDefault(severity, 0);
    }

    /**
     * What a row says as a whole: not ready if anything in it is not; unknown if anything in it is,
     * or if nothing looked at it; ready only when something was judged and all of that was ready.
     */
    public Status verdict(ChecklistRow row) {
        return Status.WORST_FIRST.stream()
                .filter(status -> count(row, status) > 0)
                .findFirst()
                .orElse(Status.UNKNOWN);
    }
}
