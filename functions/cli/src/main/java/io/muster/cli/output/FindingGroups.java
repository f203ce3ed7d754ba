package io.muster.cli.output;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.finding.Finding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Findings by what they ask for: one group per check and verdict, which counts all and keeps the
 * first few.
 */
final class FindingGroups {

    private final int limit;
    private final Map<Key, Group> groups = new HashMap<>();
    private final Set<String> accounts = new TreeSet<>();
    private final Set<String> regions = new TreeSet<>();

    /**
     * @param limit how many findings a group keeps
     */
    FindingGroups(int limit) {
        this.limit = limit;
    }

    void add(Entry entry) {
        Finding finding = entry.finding();
        accounts.add(finding.scope().account());
        regions.add(finding.scope().region());
        groups.computeIfAbsent(Key.of(entry), key -> new Group(key, finding)).add(entry, limit);
    }

    /** The groups in the order in which a person wants to work: worst, then most, first. */
    List<Group> sorted() {
        return groups.values().stream()
                .sorted(
                        Comparator.comparing((Group group) -> group.key.section())
                                .thenComparingInt(group -> -group.count)
                                .thenComparing(group -> group.key.check()))
                .toList();
    }

    int size() {
        return groups.size();
    }

    boolean severalAccounts() {
        return accounts.size() > 1;
    }

    boolean severalRegions() {
        return regions.size() > 1;
    }

    /** The headings under which groups stand, in their order. */
    enum Section {
        CRITICAL,
        HIGH,
        MEDIUM,
        LOW,
        UNKNOWN,
        READY,
        NOT_APPLICABLE,
        RESOLVED;

        private static Section of(Entry entry) {
            if (entry.resolved()) {
                return RESOLVED;
            }
            return switch (entry.finding().status()) {
                case NOT_READY -> of(entry.finding().rule().severity());
                case UNKNOWN -> UNKNOWN;
                case READY -> READY;
                case NOT_APPLICABLE -> NOT_APPLICABLE;
            };
        }

        private static Section of(Severity severity) {
            return switch (severity) {
                case CRITICAL -> CRITICAL;
                case HIGH -> HIGH;
                case MEDIUM -> MEDIUM;
                case LOW -> LOW;
            };
        }
    }

    private record Key(Section section, String check) {
        private static Key of(Entry entry) {
            return new Key(Section.of(entry), entry.finding().check());
        }
    }

    /** The findings of one check with one verdict. */
    static final class Group {
        private final Key key;
        private final Finding first;
        private final List<Entry> kept = new ArrayList<>();
        private int count;

        private Group(Key key, Finding first) {
            this.key = key;
            this.first = first;
        }

        private void add(Entry entry, int limit) {
            count++;
            if (kept.size() < limit) {
                kept.add(entry);
            }
        }

        Section section() {
            return key.section();
        }

        /** The finding that was added first: its check's texts are those of all. */
        Finding first() {
            return first;
        }

        Status verdict() {
            return first.status();
        }

        List<Entry> kept() {
            return List.copyOf(kept);
        }

        int count() {
            return count;
        }

        int left() {
            return count - kept.size();
        }
    }
}
