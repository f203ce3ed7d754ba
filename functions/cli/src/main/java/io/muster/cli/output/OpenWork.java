package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.fact.ResourceType;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is open, by what there is to do: it holds a few rows of each group, and counts all. */
public final class OpenWork {

    private final Map<Severity, Integer> notReady = new EnumMap<>(Severity.class);
    private final Map<String, WorkGroup> remedies = new HashMap<>();
    private final Map<String, WorkGroup> workloads = new HashMap<>();
    private final Map<String, BlindSpots> blindSpots = new TreeMap<>();
    private int unknown;

    /** Blind spots of one check. */
    static final class BlindSpots {
        private final WorkGroup group;
        private int mostHidden;

        private BlindSpots(String check) {
            this.group = new WorkGroup(check, 1);
        }

        WorkGroup group() {
            return group;
        }

        /** The most checks that one of them hides. */
        int mostHidden() {
            return mostHidden;
        }
    }

    /** Adds an open finding. */
    public void add(Row row) {
        if (row.status().open() && tellsCause(row)) {
            BlindSpots spots = blindSpots.computeIfAbsent(row.check(), BlindSpots::new);
            spots.group.add(row);
            spots.mostHidden =
                    Math.max(spots.mostHidden, row.hides() == null ? 0 : row.hides().count());
        }
        if (row.status() == Status.UNKNOWN) {
            unknown++;
            return;
        }
        if (row.status() != Status.NOT_READY) {
            return;
        }
        notReady.merge(row.rule().severity(), 1, Integer::sum);
        if (!tellsCause(row)) {
            remedies.computeIfAbsent(OneRemedy.of(row.check()), key -> new WorkGroup(key, 1))
                    .add(row);
        }
        String workload = workload(row);
        if (!workload.isEmpty()) {
            workloads.computeIfAbsent(workload, key -> new WorkGroup(key, 1)).add(row);
        }
    }

    /**
     * Whether a finding tells what was not seen. An index has no room for what it hides, and the
     * check of log groups tells of faults, too.
     */
    static boolean tellsCause(Row row) {
        if (!Kind.tellers().contains(row.check())) {
            return false;
        }
        return row.hides() == null
                ? !row.check().equals(Kind.LOG_UNREAD.toldBy().orElseThrow())
                : !row.hides().isEmpty();
    }

    /**
     * The first finding of each group of one remedy, in the order of the numbers that the screen
     * gives them, from 1.
     */
    public List<Row> numbered() {
        return toFix().stream().map(WorkGroup::first).toList();
    }

    /** What to fix, by remedy, the worst first. */
    List<WorkGroup> toFix() {
        return WorkGroup.inOrderOfWork(remedies.values());
    }

    /** The workloads, the worst first. */
    List<WorkGroup> workloads() {
        return WorkGroup.worstFirst(workloads.values());
    }

    List<BlindSpots> blindSpots() {
        return new ArrayList<>(blindSpots.values());
    }

    int notReady(Severity severity) {
        return notReady.getOrDefault(severity, 0);
    }

    int unknown() {
        return unknown;
    }

    /** The workload that a finding is about or belongs to; empty where there is none. */
    static String workload(Row row) {
        if (row.of().type() == ResourceType.WORKLOAD) {
            return row.of().id();
        }
        return row.of().workload() == null ? "" : row.of().workload();
    }
}
