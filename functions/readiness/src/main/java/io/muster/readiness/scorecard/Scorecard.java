package io.muster.readiness.scorecard;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** Counts judgements by checklist row and verdict, and those not ready by severity. */
public final class Scorecard implements Consumer<Judgement> {

    private final Map<ChecklistRow, Map<Status, Integer>> byRow = new EnumMap<>(ChecklistRow.class);
    private final Map<Severity, Integer> notReady = new EnumMap<>(Severity.class);
    private final Map<Cause.Kind, Integer> explained = new EnumMap<>(Cause.Kind.class);

    @Override
    public void accept(Judgement judgement) {
        Status status = judgement.verdict().status();
        byRow.computeIfAbsent(judgement.spec().row(), row -> new EnumMap<>(Status.class))
                .merge(status, 1, Integer::sum);
        if (status == Status.NOT_READY) {
            notReady.merge(judgement.spec().severity(), 1, Integer::sum);
        }
        Cause cause = judgement.verdict().cause();
        if (status == Status.UNKNOWN && cause != null) {
            explained.merge(cause.kind(), 1, Integer::sum);
        }
    }

    /** Adds another scope's counts to these. */
    public void add(Scorecard other) {
        other.byRow.forEach(
                (row, counts) -> {
                    Map<Status, Integer> mine =
                            byRow.computeIfAbsent(row, unused -> new EnumMap<>(Status.class));
                    counts.forEach((status, count) -> mine.merge(status, count, Integer::sum));
                });
        other.notReady.forEach((severity, count) -> notReady.merge(severity, count, Integer::sum));
        other.explained.forEach((kind, count) -> explained.merge(kind, count, Integer::sum));
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

    public int count(ChecklistRow row, Status status) {
        return byRow.getOrDefault(row, Map.of()).getOrDefault(status, 0);
    }

    public int count(Status status) {
        int sum = 0;
        for (ChecklistRow row : ChecklistRow.values()) {
            sum += count(row, status);
        }
        return sum;
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
        if (count(row, Status.NOT_READY) > 0) {
            return Status.NOT_READY;
        }
        if (count(row, Status.UNKNOWN) > 0) {
            return Status.UNKNOWN;
        }
        if (count(row, Status.READY) > 0) {
            return Status.READY;
        }
        return count(row, Status.NOT_APPLICABLE) > 0 ? Status.NOT_APPLICABLE : Status.UNKNOWN;
    }
}
