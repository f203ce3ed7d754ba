package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Open findings that belong together: of one remedy, one check, one instance or one workload. It
 * counts all and keeps the first few.
 */
final class WorkGroup {

    /** Those that matter most first, then in a fixed order, in whatever order they were told. */
    private static final Comparator<Row> FIRST =
            Comparator.comparing((Row row) -> row.status() == Status.UNKNOWN)
                    .thenComparing(row -> row.rule().severity(), Comparator.reverseOrder())
                    .thenComparing(row -> !OneRemedy.of(row.check()).equals(row.check()))
                    .thenComparing(row -> row.of().scope())
                    .thenComparing(row -> row.of().type())
                    .thenComparing(row -> row.of().id())
                    .thenComparing(Row::check);

    private static final Comparator<WorkGroup> WORST =
            Comparator.comparingInt((WorkGroup group) -> group.notReady(Severity.CRITICAL))
                    .thenComparingInt(group -> group.notReady(Severity.HIGH))
                    .thenComparingInt(group -> group.notReady(Severity.MEDIUM))
                    .thenComparingInt(group -> group.notReady(Severity.LOW))
                    .thenComparingInt(group -> group.unknown);

    private final String key;
    private final int limit;
    private final List<Row> kept = new ArrayList<>();
    private final Map<Severity, Integer> notReady = new EnumMap<>(Severity.class);
    private final SortedSet<String> checks = new TreeSet<>();
    private final Set<String> shared = new HashSet<>();
    private int unknown;
    private int resources;

    /**
     * @param key what its findings have in common
     * @param limit how many findings it keeps, 1 or more
     */
    WorkGroup(String key, int limit) {
        this.key = key;
        this.limit = limit;
    }

    /** The worst severity first, then the most resources: the order in which to work. */
    static List<WorkGroup> inOrderOfWork(Iterable<WorkGroup> groups) {
        return sorted(
                groups,
                Comparator.comparing((WorkGroup group) -> group.notReady() > 0)
                        .thenComparing(WorkGroup::worst)
                        .thenComparingInt(WorkGroup::resources)
                        .reversed());
    }

    /** Those with the most findings of the worst severity first. */
    static List<WorkGroup> worstFirst(Iterable<WorkGroup> groups) {
        return sorted(groups, WORST.reversed());
    }

    private static List<WorkGroup> sorted(Iterable<WorkGroup> groups, Comparator<WorkGroup> order) {
        List<WorkGroup> sorted = new ArrayList<>();
        groups.forEach(sorted::add);
        sorted.sort(order.thenComparing(WorkGroup::key));
        return sorted;
    }

    void add(Row row) {
        if (row.status() == Status.NOT_READY) {
            notReady.merge(row.rule().severity(), 1, Integer::sum);
        } else {
            unknown++;
        }
        checks.add(row.check());
        if (!OneRemedy.shared(row.check()) || shared.add(place(row))) {
            resources++;
        }
        keep(row);
    }

    private void keep(Row row) {
        if (kept.size() < limit) {
            kept.add(row);
            kept.sort(FIRST);
        } else if (FIRST.compare(row, kept.get(limit - 1)) < 0) {
            kept.set(limit - 1, row);
            kept.sort(FIRST);
        }
    }

    private static String place(Row row) {
        return row.of().scope() + " " + row.of().type() + " " + row.of().id();
    }

    String key() {
        return key;
    }

    /** The finding that matters most. */
    Row first() {
        return kept.get(0);
    }

    List<Row> kept() {
        return Collections.unmodifiableList(kept);
    }

    /** The ids of the checks that found something. */
    SortedSet<String> checks() {
        return Collections.unmodifiableSortedSet(checks);
    }

    Severity worst() {
        return first().rule().severity();
    }

    int notReady(Severity severity) {
        return notReady.getOrDefault(severity, 0);
    }

    int notReady() {
        return notReady.values().stream().mapToInt(Integer::intValue).sum();
    }

    int unknown() {
        return unknown;
    }

    int findings() {
        return notReady() + unknown;
    }

    /** How many resources its findings are about, where they are of one remedy. */
    int resources() {
        return resources;
    }

    /** How many findings it did not keep. */
    int left() {
        return findings() - kept.size();
    }

    /** Such as {@code 5 instances}. */
    Message counted() {
        return first().of().type().counted(resources);
    }
}
