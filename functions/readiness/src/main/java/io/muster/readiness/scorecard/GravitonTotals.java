package io.muster.readiness.scorecard;

import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What instances, taken together, can save by moving to arm64, and what stands in the way most
 * often.
 *
 * <p>Only what runs is billed: a stopped instance counts by its outcome, and saves nothing.
 */
public final class GravitonTotals {

    private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    private final Map<Message, Integer> blockers = new HashMap<>();
    private final Map<String, GravitonTotals> workloads = new TreeMap<>();
    private BigDecimal saving = BigDecimal.ZERO;
    private BigDecimal savingAtMost = BigDecimal.ZERO;

    /** Something that stands in the way of so many instances. */
    public record Blocker(Message what, int instances) {}

    /** Counts an instance, in its workload too. */
    public void add(InstanceReadiness instance) {
        add(instance.graviton(), instance.running());
        String workload = instance.workload();
        if (workload != null) {
            workloads
                    .computeIfAbsent(workload, unused -> new GravitonTotals())
                    .add(instance.graviton(), instance.running());
        }
    }

    /** Counts an instance of which too little is known, such as one that was not scanned lately. */
    public void addUnknown() {
        counts.merge(Outcome.UNKNOWN, 1, Integer::sum);
    }

    private void add(@Nullable GravitonVerdict verdict, boolean running) {
        if (verdict == null) {
            addUnknown();
            return;
        }
        counts.merge(verdict.outcome(), 1, Integer::sum);
        verdict.blockers().forEach(blocker -> blockers.merge(blocker, 1, Integer::sum));
        if (running) {
            savingAtMost = savingAtMost.add(verdict.monthlySaving());
            if (verdict.outcome() == Outcome.CANDIDATE) {
                saving = saving.add(verdict.monthlySaving());
            }
        }
    }

    /** These without what stands in the way, and without the workloads. */
    public GravitonSum sum() {
        return new GravitonSum(counts, saving, savingAtMost);
    }

    /** How many instances have an outcome. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** What the candidates save a month by moving to the cheapest like-for-like type, USD. */
    public BigDecimal monthlySaving() {
        return saving;
    }

    /** What all would save, were they not blocked and all of them known, USD. */
    public BigDecimal monthlySavingAtMost() {
        return savingAtMost;
    }

    /** What stands in the way, the most frequent first. */
    public List<Blocker> blockers() {
        return blockers.entrySet().stream()
                .sorted(
                        Entry.<Message, Integer>comparingByValue()
                                .reversed()
                                .thenComparing(entry -> entry.getKey().english()))
                .map(entry -> new Blocker(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** The names of the workloads, that which saves most first. */
    public List<String> workloads() {
        return workloads.entrySet().stream()
                .sorted(
                        Comparator.comparing(
                                        (Entry<String, GravitonTotals> entry) ->
                                                entry.getValue().savingAtMost)
                                .reversed()
                                .thenComparing(Entry.comparingByKey()))
                .map(Entry::getKey)
                .toList();
    }

    /** The totals of one workload. */
    public GravitonTotals of(String workload) {
        return Objects.requireNonNull(workloads.get(workload), workload);
    }
}
