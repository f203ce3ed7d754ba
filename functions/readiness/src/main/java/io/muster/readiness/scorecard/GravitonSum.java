package io.muster.readiness.scorecard;

import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many instances can move to arm64, and what that saves: what of {@link GravitonTotals} can be
 * added up without the instances.
 *
 * @param counts by outcome; those of no instance are left out
 * @param saving what the candidates save a month, USD
 * @param savingAtMost what all would save a month, were they not blocked and all of them known, USD
 */
public record GravitonSum(
        Map<Outcome, Integer> counts, BigDecimal saving, BigDecimal savingAtMost) {

    public GravitonSum {
        Map<Outcome, Integer> sorted = new EnumMap<>(Outcome.class);
        sorted.putAll(counts);
        sorted.values().removeIf(count -> count == 0);
        counts = Collections.unmodifiableMap(sorted);
    }

    /** Instances of which too little is known. */
    public static GravitonSum unknown(int instances) {
        return new GravitonSum(
                Map.of(Outcome.UNKNOWN, instances), BigDecimal.ZERO, BigDecimal.ZERO);
    }

    /** How many instances have an outcome. */
    public int count(Outcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    /** These and others. */
    public GravitonSum plus(GravitonSum other) {
        Map<Outcome, Integer> both = new EnumMap<>(Outcome.class);
        both.putAll(counts);
        other.counts.forEach((outcome, count) -> both.merge(outcome, count, Integer::sum));
        return new GravitonSum(
                both, saving.add(other.saving), savingAtMost.add(other.savingAtMost));
    }
}
