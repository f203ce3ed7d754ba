package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The summaries of all configured scopes in one, without the decisions.
 *
 * @param at when they were read
 * @param scopes how many the configuration names
 * @param outdated how many of them were never or not recently scanned, or have a summary that
 *     cannot be read, so that their counts are unknown
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

    /** Of the summaries, those of scopes that left the configuration are left out. */
    static FleetSummary of(
            Collection<ScopeSummary> summaries, Collection<Scope> configured, Instant now) {
        Set<Scope> scopes = Set.copyOf(configured);
        Scorecard sum = new Scorecard();
        Map<Readiness, Integer> instances = new EnumMap<>(Readiness.class);
        int recent = 0;
        for (ScopeSummary summary : summaries) {
            if (!scopes.contains(summary.report().scope())) {
                continue;
            }
            sum.add(summary.scorecard(now));
            if (!summary.stale(now)) {
                recent++;
                for (Readiness readiness : Readiness.values()) {
                    instances.merge(readiness, summary.instances(readiness), Integer::sum);
                }
            }
        }
        return new FleetSummary(now, scopes.size(), scopes.size() - recent, sum, instances);
    }

    /** How many instances are of a kind. */
    public int instances(Readiness readiness) {
        return instances.getOrDefault(readiness, 0);
    }
}
