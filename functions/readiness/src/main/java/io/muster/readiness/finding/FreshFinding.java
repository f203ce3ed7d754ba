package io.muster.readiness.finding;

import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Subject;
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
    private final ResourceRef resource;
    private final String resourceKey;
    private final Judgement judgement;
    private final Instant observedAt;
    private @Nullable Finding finding;

    public FreshFinding(Scope scope, Judgement judgement, Instant observedAt) {
        this(new Named(scope, judgement.subject()), judgement, observedAt);
    }

    private FreshFinding(Named named, Judgement judgement, Instant observedAt) {
        this.scope = named.scope;
        this.resource = named.resource;
        this.resourceKey = named.key;
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
        judge.judge(fleet, new Naming(fleet, to), enough);
    }

    /** A subject with what it is called in findings and in their keys. */
    private static final class Named {

        private final Scope scope;
        private final Subject subject;
        private final ResourceRef resource;
        private final String key;

        Named(Scope scope, Subject subject) {
            this.scope = scope;
            this.subject = subject;
            this.resource = ResourceRef.of(scope, subject);
            this.key = resource.key();
        }
    }

    /** Names each subject once: its judgements come one after the other. */
    private static final class Naming implements Consumer<Judgement> {

        private final Fleet fleet;
        private final Consumer<FreshFinding> to;
        private @Nullable Named last;

        Naming(Fleet fleet, Consumer<FreshFinding> to) {
            this.fleet = fleet;
            this.to = to;
        }

        @Override
        @SuppressWarnings("ReferenceEquality") // another one that is equal is named the same
        public void accept(Judgement judgement) {
            Named named = last;
            if (named == null || named.subject != judgement.subject()) {
                named = new Named(fleet.scope(), judgement.subject());
                last = named;
            }
            to.accept(new FreshFinding(named, judgement, fleet.observedAt()));
        }
    }

    public Scope scope() {
        return scope;
    }

    public Judgement judgement() {
        return judgement;
    }

    /** As {@link Finding#key}. */
    public String key() {
        return resourceKey + "#" + judgement.spec().id();
    }

    public Finding finding() {
        if (finding == null) {
            finding = Finding.of(scope, resource, judgement, observedAt);
        }
        return finding;
    }
}
