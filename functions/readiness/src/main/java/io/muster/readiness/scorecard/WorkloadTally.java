package io.muster.readiness.scorecard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a scan counted in a workload, by check: all that its scorecard needs beside the decisions.
 *
 * @param checks by their ids
 * @param environments how many instances there are by the value of the environment tag, {@code ""}
 *     for those without it; empty where an older Muster counted
 */
public record WorkloadTally(
        String workload,
        SortedMap<String, CheckTally> checks,
        SortedMap<String, Integer> environments) {

    public WorkloadTally {
        checks = Collections.unmodifiableSortedMap(new TreeMap<>(checks));
        environments = Collections.unmodifiableSortedMap(new TreeMap<>(environments));
    }

    /** One whose environments are not known. */
    public static WorkloadTally of(String workload, Collection<CheckTally> tallies) {
        return of(workload, tallies, new TreeMap<>());
    }

    public static WorkloadTally of(
            String workload,
            Collection<CheckTally> tallies,
            SortedMap<String, Integer> environments) {
        SortedMap<String, CheckTally> checks = new TreeMap<>();
        tallies.forEach(tally -> checks.put(tally.rule().id(), tally));
        return new WorkloadTally(workload, checks, environments);
    }

    /** The same of which nothing is known any more: its scope's newest scan is too old to count. */
    public WorkloadTally unknown() {
        return of(
                workload, checks.values().stream().map(CheckTally::unknown).toList(), environments);
    }

    /** The workload in two scopes. */
    public WorkloadTally plus(WorkloadTally other) {
        return sum(List.of(this, other));
    }

    /**
     * A workload in several scopes.
     *
     * @param scopes one tally at least, each of this workload
     */
    public static WorkloadTally sum(List<WorkloadTally> scopes) {
        WorkloadTally first = scopes.getFirst();
        if (scopes.size() == 1) {
            return first;
        }
        List<CheckTally> checks = new ArrayList<>(first.checks.values());
        SortedMap<String, Integer> environments = new TreeMap<>(first.environments);
        for (WorkloadTally other : scopes.subList(1, scopes.size())) {
            checks = merged(checks, other.checks.values());
            other.environments.forEach(
                    (name, count) -> environments.merge(name, count, Integer::sum));
        }
        return of(first.workload, checks, environments);
    }

    /** Both are in the order of the ids, and mostly of the same checks. */
    private static List<CheckTally> merged(List<CheckTally> some, Collection<CheckTally> others) {
        List<CheckTally> both = new ArrayList<>(some.size());
        int next = 0;
        for (CheckTally other : others) {
            String id = other.rule().id();
            int order = -1;
            while (next < some.size() && (order = some.get(next).rule().id().compareTo(id)) < 0) {
                both.add(some.get(next++));
            }
            both.add(next < some.size() && order == 0 ? some.get(next++).plus(other) : other);
        }
        both.addAll(some.subList(next, some.size()));
        return both;
    }
}
