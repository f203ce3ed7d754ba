package io.muster.readiness.fleet;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All that one scan learned of one scope from AWS's control planes, and of its guests.
 *
 * <p>Each {@link Source} is known or missing on its own, so that one denied call spoils only the
 * verdicts that need it. A known one is complete: every page of it was read.
 */
public class FleetFacts {

    private final Scope scope;
    private final Instant observedAt;
    private final Map<Source<?>, Fact<?>> collected;

    FleetFacts(Scope scope, Instant observedAt, Map<Source<?>, Fact<?>> collected) {
        this.scope = scope;
        this.observedAt = observedAt;
        this.collected = collected;
    }

    /**
     * Facts of a scope whose sources have not been asked yet.
     *
     * @param observedAt when the scan began to ask; the facts are at least this new
     */
    public static FleetFacts notCollected(Scope scope, Instant observedAt) {
        return new FleetFacts(scope, observedAt, Map.of());
    }

    public Scope scope() {
        return scope;
    }

    public Instant observedAt() {
        return observedAt;
    }

    /** What a source said; missing as not collected where it was not asked. */
    @SuppressWarnings("unchecked") // only with() adds to the map, a source and a fact of one type
    public <T> Fact<T> get(Source<T> source) {
        Fact<?> fact = collected.get(source);
        return fact == null ? source.notCollected() : (Fact<T>) fact;
    }

    /** These facts with what a source said. */
    public <T> FleetFacts with(Source<T> source, Fact<T> fact) {
        Map<Source<?>, Fact<?>> more = new HashMap<>(collected);
        more.put(source, because(source, fact));
        return new FleetFacts(scope, observedAt, more);
    }

    private static <T> Fact<T> because(Source<T> source, Fact<T> fact) {
        return fact instanceof Missing<T> missing
                ? fact.because(Cause.ofFailure(missing.why(), source.label()))
                : fact;
    }

    /** These facts without those of a source, as if it had not been asked. */
    public FleetFacts without(Source<?> source) {
        Map<Source<?>, Fact<?>> fewer = new HashMap<>(collected);
        fewer.remove(source);
        return new FleetFacts(scope, observedAt, fewer);
    }

    /** What is missing, by the sources' labels, in the order of {@link Source#all}. */
    public Map<String, Missing<?>> missing() {
        Map<String, Missing<?>> missing = new LinkedHashMap<>();
        for (Source<?> source : Source.all()) {
            if (get(source) instanceof Missing<?> absent) {
                missing.put(source.label(), absent);
            }
        }
        return missing;
    }
}
