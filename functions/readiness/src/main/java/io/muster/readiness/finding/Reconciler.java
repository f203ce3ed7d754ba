package io.muster.readiness.finding;

import io.muster.readiness.check.Judgement;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares fresh judgements with what the table holds and says only what changed.
 *
 * <p>Both come in the order of {@link Finding#key()}, so the two are read side by side as two
 * sorted piles of cards: nothing is held but one card of each, however large the scope. Feed the
 * judgements in with {@link #accept}, then {@link #close} it.
 */
public final class Reconciler implements Consumer<Judgement> {

    private final Scope scope;
    private final Instant observedAt;
    private final Set<ResourceType> enumerated;
    private final Set<String> checks;
    private final Set<String> notAsked;
    private final Iterator<StoredFinding> stored;
    private final Consumer<FindingChange> to;
    private final KeyRange stretch;

    private @Nullable StoredFinding next;
    private String lastKey = "";
    private String worked;
    private boolean stopped;

    /**
     * @param observedAt as of when the judgements hold
     * @param enumerated the kinds of resource of which the facts hold every one
     * @param checks the ids of all checks that were asked
     * @param stored what the table holds of the scope, in the order of the keys
     * @param to gets each change
     */
    public Reconciler(
            Scope scope,
            Instant observedAt,
            Set<ResourceType> enumerated,
            Set<String> checks,
            Iterator<StoredFinding> stored,
            Consumer<FindingChange> to) {
        this(scope, observedAt, enumerated, checks, Set.of(), stored, to);
    }

    /**
     * As above, for a scan that left checks out because it did not ask for what they need.
     *
     * @param notAsked the ids of those checks: what the table holds of them stays as it is
     */
    public Reconciler(
            Scope scope,
            Instant observedAt,
            Set<ResourceType> enumerated,
            Set<String> checks,
            Set<String> notAsked,
            Iterator<StoredFinding> stored,
            Consumer<FindingChange> to) {
        this(scope, observedAt, enumerated, checks, notAsked, stored, to, KeyRange.WHOLE);
    }

    /**
     * As above, for a run that works a stretch of the keys. What is judged and stored up to its
     * beginning is left to the run before, and what comes after its end to the next.
     */
    public Reconciler(
            Scope scope,
            Instant observedAt,
            Set<ResourceType> enumerated,
            Set<String> checks,
            Set<String> notAsked,
            Iterator<StoredFinding> stored,
            Consumer<FindingChange> to,
            KeyRange stretch) {
        this.scope = scope;
        this.observedAt = observedAt;
        this.enumerated = Set.copyOf(enumerated);
        this.checks = Set.copyOf(checks);
        this.notAsked = Set.copyOf(notAsked);
        this.stored = stored;
        this.to = to;
        this.stretch = stretch;
        this.worked = stretch.after();
        this.next = advance();
    }

    @Override
    public void accept(Judgement judgement) {
        String key = ResourceRef.of(scope, judgement.subject()).key() + "#" + judgement.spec().id();
        inOrder(key);
        if (before(key) || !leaveBehind(key) || stop()) {
            return;
        }
        if (next != null && compare(next, key) == 0) {
            judgedAgain(next, judgement);
            next = advance();
        } else if (judgement.verdict().status().open()) {
            to.accept(new FindingChange.Opened(Finding.of(scope, judgement, observedAt)));
        }
        worked = key;
    }

    /** Says that there are no more judgements: what is left in the table was not judged. */
    public void close() {
        while (next != null && !stop()) {
            leaveBehind(next);
        }
    }

    /** Whether it was told to stop before the end. */
    public boolean stopped() {
        return stopped;
    }

    /**
     * After which key the next run must go on; empty if this one came to the end. Ask after {@link
     * #close}.
     */
    public Optional<String> goOnAfter() {
        return stopped ? Optional.of(worked) : Optional.empty();
    }

    /** Passes the stored findings up to a key, of which no judgement speaks; false if stopped. */
    private boolean leaveBehind(String key) {
        while (next != null && compare(next, key) < 0) {
            if (stop()) {
                return false;
            }
            leaveBehind(next);
        }
        return true;
    }

    private void leaveBehind(StoredFinding unjudged) {
        notJudged(unjudged);
        worked = unjudged.finding().key();
        next = advance();
    }

    private boolean before(String key) {
        return ResourceRef.KEY_ORDER.compare(key, stretch.after()) <= 0;
    }

    private boolean stop() {
        stopped = stopped || stretch.stop().getAsBoolean();
        return stopped;
    }

    private void judgedAgain(StoredFinding before, Judgement judgement) {
        switch (judgement.verdict().status()) {
            case NOT_READY, UNKNOWN -> {
                Finding fresh = Finding.of(scope, judgement, observedAt);
                if (!before.open()) {
                    to.accept(new FindingChange.Reopened(fresh, before));
                } else if (!fresh.saysTheSameAs(before.finding())) {
                    to.accept(new FindingChange.Changed(fresh, before));
                }
            }
            case READY -> resolve(before, Resolution.READY);
            case NOT_APPLICABLE -> resolve(before, Resolution.NOT_APPLICABLE);
        }
    }

    /**
     * A stored finding that no judgement speaks of: its resource is gone, or its check; or the
     * resources of its kind could not be listed, or nobody asked for what its check needs, and then
     * nothing is known and nothing changes.
     */
    private void notJudged(StoredFinding before) {
        if (notAsked.contains(before.finding().check())) {
            return;
        }
        if (!checks.contains(before.finding().check())) {
            resolve(before, Resolution.CHECK_RETIRED);
        } else if (enumerated.contains(before.finding().resource().type())) {
            resolve(before, Resolution.GONE);
        }
    }

    private void resolve(StoredFinding before, Resolution resolution) {
        if (before.open()) {
            to.accept(new FindingChange.Resolved(before, resolution, observedAt));
        }
    }

    private @Nullable StoredFinding advance() {
        while (stored.hasNext()) {
            StoredFinding found = stored.next();
            if (!before(found.finding().key())) {
                return found;
            }
        }
        return null;
    }

    private void inOrder(String key) {
        if (ResourceRef.KEY_ORDER.compare(lastKey, key) >= 0) {
            throw new IllegalStateException(
                    "judgements must come in the order of their keys, each once: '%s' after '%s'"
                            .formatted(key, lastKey));
        }
        lastKey = key;
    }

    private static int compare(StoredFinding stored, String key) {
        return ResourceRef.KEY_ORDER.compare(stored.finding().key(), key);
    }
}
