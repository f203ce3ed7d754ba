package io.muster.readiness.decision;

import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The decisions on record as they stand at a moment. Whether one holds is told here, when it is
 * asked, and never by what a table still has.
 *
 * <p>Of several that speak of the same finding or row, the newest that holds is the one that
 * counts.
 */
public final class Decisions {

    /** The newest first; of two of one moment, the first by its target. */
    private static final Comparator<Decision> NEWEST_FIRST =
            Comparator.comparing((Decision decision) -> decision.made().at())
                    .reversed()
                    .thenComparing(decision -> decision.target().text());

    private final Map<String, Decision> byTarget = new TreeMap<>();

    /** Apart, because a tag and a person may waive the same. */
    private final Map<String, Waiver> byTag = new TreeMap<>();

    private final Map<String, List<Decision>> byWorkload = new HashMap<>();
    private final Instant now;

    /**
     * @param all of two about one target the newer one counts
     * @param now as of when they are judged
     */
    public Decisions(Collection<? extends Decision> all, Instant now) {
        this.now = now;
        for (Decision decision : all) {
            if (decision instanceof Waiver waiver && waiver.made().way() instanceof Made.Way.Tag) {
                byTag.put(waiver.target().text(), waiver);
                continue;
            }
            byTarget.merge(
                    decision.target().text(),
                    decision,
                    (one, other) -> NEWEST_FIRST.compare(one, other) <= 0 ? one : other);
        }
        for (Decision decision : all()) {
            workload(decision)
                    .ifPresent(
                            name ->
                                    byWorkload
                                            .computeIfAbsent(name, unused -> new ArrayList<>())
                                            .add(decision));
        }
        byWorkload.values().forEach(some -> some.sort(NEWEST_FIRST));
    }

    /** The workload that a decision is about; empty where nothing names one. */
    public static Optional<String> workload(Decision decision) {
        if (decision.made().way() instanceof Made.Way.Tag tag) {
            return Optional.ofNullable(tag.workload());
        }
        return decision.target()
                .ofWorkload()
                .or(
                        () ->
                                decision instanceof Waiver waiver && waiver.finding() != null
                                        ? Optional.ofNullable(waiver.finding().workload())
                                        : Optional.empty());
    }

    public boolean isEmpty() {
        return byTarget.isEmpty() && byTag.isEmpty();
    }

    /** Every decision, in the order of the targets; those by tag last. */
    public List<Decision> all() {
        List<Decision> all = new ArrayList<>(byTarget.values());
        all.addAll(byTag.values());
        return List.copyOf(all);
    }

    /** Those about workloads, by the name of each, the newest first. */
    public Map<String, List<Decision>> byWorkload() {
        Map<String, List<Decision>> copy = new HashMap<>();
        byWorkload.forEach((workload, some) -> copy.put(workload, List.copyOf(some)));
        return Map.copyOf(copy);
    }

    /** Those about a workload, the newest first. */
    public List<Decision> of(String workload) {
        return List.copyOf(byWorkload.getOrDefault(workload, List.of()));
    }

    /**
     * The waiver that holds for a finding; empty where it counts.
     *
     * @param id as {@link Target.OfFinding} has it
     * @param unknown whether its check could not answer; it is not ready otherwise
     * @param workload null where nothing names one
     * @param actual what it says is wrong, asked for where a waiver is about the one finding
     */
    public Optional<Waiver> waiver(
            String id,
            Rule rule,
            boolean unknown,
            @Nullable String workload,
            Supplier<Message> actual) {
        return about(id, rule, unknown, workload).stream()
                .filter(waiver -> holds(waiver, actual))
                .min(NEWEST_FIRST);
    }

    private boolean holds(Waiver waiver, Supplier<Message> actual) {
        return (waiver.finding() == null ? standing(waiver) : standing(waiver, actual.get()))
                .holds();
    }

    /** How a decision stands by the clock alone. */
    public Standing standing(Decision decision) {
        if (decision.expired(now)) {
            return Standing.EXPIRED;
        }
        return decision.ending(now) ? Standing.ENDING : Standing.IN_FORCE;
    }

    /**
     * How a waiver stands, of which the finding is known.
     *
     * @param actual what the finding says now
     */
    public Standing standing(Waiver waiver, Message actual) {
        Standing byTime = standing(waiver);
        return byTime.holds() && waiver.finding() != null && !waiver.finding().said().saidBy(actual)
                ? Standing.CHANGED
                : byTime;
    }

    /** Every waiver, holding or not, whose target a finding is of. */
    private List<Waiver> about(String id, Rule rule, boolean unknown, @Nullable String workload) {
        List<Waiver> about = new ArrayList<>();
        if (isEmpty()) {
            return about;
        }
        add(id, about);
        Waiver tag = byTag.get(id);
        if (tag != null) {
            about.add(tag);
        }
        if (workload != null) {
            add(new Target.OfCheck(rule.id(), workload).text(), about);
            add(new Target.OfRow(rule.row(), workload).text(), about);
            for (Cause.Kind cause : Target.OfCause.ALLOWED) {
                if (Target.OfCause.isToldBy(cause, rule, unknown)) {
                    add(new Target.OfCause(cause, workload).text(), about);
                }
            }
        }
        return about;
    }

    private void add(String target, List<Waiver> to) {
        if (byTarget.get(target) instanceof Waiver waiver) {
            to.add(waiver);
        }
    }
}
