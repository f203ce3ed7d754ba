package io.muster.readiness.scorecard;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.finding.Spread.Share;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts judgements by workload and check; those of no workload are left out. */
public final class WorkloadTallies implements Consumer<Judgement> {

    private final SortedMap<String, SortedMap<String, Counted>> byWorkload = new TreeMap<>();
    private final Map<String, SortedMap<String, Integer>> environments = new HashMap<>();

    /** A check of a workload, and what has been counted of it. */
    private record Counted(Rule rule, CheckTally.Counter counter) {

        static Counted of(Rule rule) {
            return new Counted(rule, new CheckTally.Counter());
        }

        CheckTally tally() {
            return counter.soFar(rule);
        }
    }

    @Override
    public void accept(Judgement judgement) {
        String workload = judgement.workload();
        if (workload != null) {
            Rule rule = judgement.spec().rule();
            byWorkload
                    .computeIfAbsent(workload, unused -> new TreeMap<>())
                    .computeIfAbsent(rule.id(), unused -> Counted.of(rule))
                    .counter()
                    .add(judgement.verdict());
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
                                checks.computeIfAbsent(rule.id(), unused -> Counted.of(rule))
                                        .counter()
                                        .addUnknown());
    }

    /**
     * Counts the instances of each workload by environment.
     *
     * @param tagKey of the tag that names the environment
     */
    public void addEnvironments(Collection<Workload> workloads, String tagKey) {
        for (Workload workload : workloads) {
            SortedMap<String, Integer> counts =
                    environments.computeIfAbsent(workload.id(), unused -> new TreeMap<>());
            for (Instance instance : workload.instances()) {
                if (!instance.state().gone()) {
                    counts.merge(instance.tags().getOrDefault(tagKey, "").strip(), 1, Integer::sum);
                }
            }
        }
    }

    /**
     * In how many of the workloads in which it had an answer each check is not ready, by its id.
     */
    public Map<String, Share> shares() {
        Map<String, Share> shares = new HashMap<>();
        for (Map<String, Counted> checks : byWorkload.values()) {
            checks.forEach(
                    (id, counted) -> {
                        CheckTally tally = counted.tally();
                        if (tally.answered()) {
                            int notReady = tally.count(Status.NOT_READY) > 0 ? 1 : 0;
                            shares.merge(
                                    id,
                                    new Share(1, notReady),
                                    (one, other) ->
                                            new Share(
                                                    one.all() + other.all(),
                                                    one.notReady() + other.notReady()));
                        }
                    });
        }
        return shares;
    }

    /** One for each workload, in the order of the names. */
    public List<WorkloadTally> all() {
        return byWorkload.entrySet().stream()
                .map(
                        each ->
                                new WorkloadTally(
                                        each.getKey(),
                                        tallies(each.getValue()),
                                        environments.getOrDefault(each.getKey(), new TreeMap<>())))
                .toList();
    }

    private static SortedMap<String, CheckTally> tallies(SortedMap<String, Counted> checks) {
        SortedMap<String, CheckTally> tallies = new TreeMap<>();
        checks.forEach((id, counted) -> tallies.put(id, counted.tally()));
        return tallies;
    }
}
