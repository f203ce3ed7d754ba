package io.muster.readiness.scorecard;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts judgements by workload and check; those of no workload are left out. */
public final class WorkloadTallies implements Consumer<Judgement> {

    private final SortedMap<String, SortedMap<String, CheckTally>> byWorkload = new TreeMap<>();

    @Override
    public void accept(Judgement judgement) {
        String workload = judgement.workload();
        if (workload != null) {
            Map<String, CheckTally> checks =
                    byWorkload.computeIfAbsent(workload, unused -> new TreeMap<>());
            CheckTally before =
                    checks.getOrDefault(
                            judgement.spec().id(), CheckTally.none(judgement.spec().rule()));
            checks.put(judgement.spec().id(), before.plus(judgement.verdict()));
        }
    }

    /**
     * Counts a check as unknown, once in each workload: its subjects could not be listed, and the
     * rows must not look as if there were none.
     */
    public void addUnlisted(Rule rule) {
        byWorkload
                .values()
                .forEach(
                        checks ->
                                checks.merge(
                                        rule.id(),
                                        new CheckTally(rule, Map.of(Status.UNKNOWN, 1), Map.of()),
                                        CheckTally::plus));
    }

    /** One for each workload, in the order of the names. */
    public List<WorkloadTally> all() {
        return byWorkload.entrySet().stream()
                .map(each -> new WorkloadTally(each.getKey(), each.getValue()))
                .toList();
    }
}
