package io.muster.readiness.scorecard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        SortedMap<String, CheckTally> checks = new TreeMap<>(first.checks);
        SortedMap<String, Integer> environments = new TreeMap<>(first.environments);
        for (WorkloadTally other : scopes.subList(1, scopes.size())) {
            add(other.checks.values(), checks);
            other.environments.forEach(
                    (name, count) -> environments.merge(name, count, Integer::sum));
        }
        return new WorkloadTally(first.workload, checks, environments);
    }

    /** Adds tallies in the order of their ids, which mostly are those that are there. */
    private static void add(Collection<CheckTally> tallies, SortedMap<String, CheckTally> to) {
        List<CheckTally> others = new ArrayList<>();
        Iterator<Map.Entry<String, CheckTally>> entries = to.entrySet().iterator();
        Map.@Nullable Entry<String, CheckTally> entry = next(entries);
        for (CheckTally tally : tallies) {
            String id = tally.rule().id();
            while (entry != null
                    && !entry.getKey().equals(id)
                    && entry.getKey().compareTo(id) < 0) {
                entry = next(entries);
            }
            if (entry != null && entry.getKey().equals(id)) {
                entry.setValue(entry.getValue().plus(tally));
                entry = next(entries);
            } else {
                others.add(tally);
            }
        }
        others.forEach(tally -> to.put(tally.rule().id(), tally));
    }

    private static <T> @Nullable T next(Iterator<T> iterator) {
        return iterator.hasNext() ? iterator.next() : null;
    }
}
