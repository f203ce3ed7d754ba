package io.muster.readiness.finding;

import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Fleet;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A judgement and the finding that it makes. The finding is made when it is first asked for, and
 * once: most judgements are READY, and of those only a report asks.
 */
public final class FreshFinding {

    private final Scope scope;
    private final Judgement judgement;
    private final Instant observedAt;
    private @Nullable Finding finding;

    public FreshFinding(Scope scope, Judgement judgement, Instant observedAt) {
        this.scope = scope;
        this.judgement = judgement;
        this.observedAt = observedAt;
    }

    /**
     * Judges a fleet; see {@link Judge#judge(Fleet, Consumer, BooleanSupplier)}.
     *
     * @param to gets each, in the order of their keys
     */
    public static void each(
            Fleet fleet, Judge judge, Consumer<FreshFinding> to, BooleanSupplier enough) {
        judge.judge(
                fleet,
                judgement ->
                        to.accept(new FreshFinding(fleet.scope(), judgement, fleet.observedAt())),
                enough);
    }

    public Scope scope() {
        return scope;
    }

    public Judgement judgement() {
        return judgement;
    }

    /** As {@link Finding#key}. */
    public String key() {
        return ResourceRef.of(scope, judgement.subject()).key() + "#" + judgement.spec().id();
    }

    public Finding finding() {
        if (finding == null) {
            finding = Finding.of(scope, judgement, observedAt);
        }
        return finding;
    }
}
