package io.muster.aws.store;

import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The summaries of all scopes in one, without the decisions.
 *
 * @param at when they were read
 * @param scopes how many there are
 * @param outdated how many of them were not scanned recently, whose counts are unknown
 * @param scorecard what the scans counted
 * @param instances how many there are of each kind; those of outdated scopes are left out
 */
public record FleetSummary(
        Instant at,
        int scopes,
        int outdated,
        Scorecard scorecard,
        Map<Readiness, Integer> instances) {

    public FleetSummary {
        Map<Readiness, Integer> sorted = new EnumMap<>(Readiness.class);
        sorted.putAll(instances);
        instances = Collections.unmodifiableMap(sorted);
    }

    static FleetSummary of(Collection<ScopeSummary> summaries, Instant now) {
        Scorecard sum = new Scorecard();
        Map<Readiness, Integer> instances = new EnumMap<>(Readiness.class);
        int outdated = 0;
        for (ScopeSummary summary : summaries) {
            sum.add(summary.scorecard(now));
            if (summary.stale(now)) {
                outdated++;
            } else {
                for (Readiness readiness : Readiness.values()) {
                    instances.merge(readiness, summary.instances(readiness), Integer::sum);
                }
            }
        }
        return new FleetSummary(now, summaries.size(), outdated, sum, instances);
    }

    /** How many instances are of a kind. */
    public int instances(Readiness readiness) {
        return instances.getOrDefault(readiness, 0);
    }
}
