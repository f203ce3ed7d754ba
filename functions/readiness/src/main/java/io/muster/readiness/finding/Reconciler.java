package io.muster.readiness.finding;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.ResourceRef;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares fresh judgements with what the table holds and says only what changed.
 *
 * <p>Both come in the order of {@link Finding#key()}, so this is a sorted merge: it holds one of
 * each, however large the scope. Feed the judgements in with {@link #accept}, then {@link #close}
 * it.
 */
public final class Reconciler implements Consumer<FreshFinding> {

    private final Instant observedAt;
    private final @Nullable Instant lookedBefore;
    private final FindingSelection selection;
    private final Iterator<? extends Stored> stored;
    private final Consumer<FindingChange> to;
    private final SeverityRule severities;

    private @Nullable Stored next;

    /** That of {@link #next}. */
    private String nextKey = "";

    private String lastKey = "";
    private String worked;
    private boolean stopped;

    /** One that leaves severities as the checks give them; the parameters are those below. */
    public Reconciler(
            Instant observedAt,
            @Nullable Instant lookedBefore,
            FindingSelection selection,
            Iterator<? extends Stored> stored,
            Consumer<FindingChange> to) {
        this(observedAt, lookedBefore, selection, stored, SeverityRule.OFF, to);
    }

    /**
     * @param observedAt as of when the judgements hold
     * @param lookedBefore when the whole selection was last looked at before; null where that is
     *     not known, and a finding was then last seen when it was last written
     * @param selection of the stored findings; what is judged and stored before its key range is
     *     left to the run before, and what comes after its end to the next
     * @param stored what the table holds of it, in the order of the keys
     * @param severities which findings are more severe than their checks say
     * @param to gets each change
     */
    public Reconciler(
            Instant observedAt,
            @Nullable Instant lookedBefore,
            FindingSelection selection,
            Iterator<? extends Stored> stored,
            SeverityRule severities,
            Consumer<FindingChange> to) {
        this.observedAt = observedAt;
        this.lookedBefore = lookedBefore;
        this.selection = selection;
        this.stored = stored;
        this.severities = severities;
        this.to = to;
        this.worked = selection.keys().after();
        this.next = advance();
    }

    @Override
    public void accept(FreshFinding fresh) {
        String key = fresh.key();
        inOrder(key);
        if (before(key) || !leaveBehind(key) || stop()) {
            return;
        }
        if (next != null && ResourceRef.KEY_ORDER.compare(nextKey, key) == 0) {
            judgedAgain(next, fresh);
            next = advance();
        } else if (fresh.judgement().verdict().told()) {
            to.accept(new FindingChange.Opened(fresh.finding()));
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
     * After which key the next run must resume; empty if this one reached the end. Ask after {@link
     * #close}.
     */
    public Optional<String> resumeAfter() {
        return stopped ? Optional.of(worked) : Optional.empty();
    }

    /** Passes the stored findings up to a key, of which no judgement speaks; false if stopped. */
    private boolean leaveBehind(String key) {
        while (next != null && ResourceRef.KEY_ORDER.compare(nextKey, key) < 0) {
            if (stop()) {
                return false;
            }
            leaveBehind(next);
        }
        return true;
    }

    private void leaveBehind(Stored unjudged) {
        // What cannot be read is not known to be gone: it stays until its check is judged.
        if (unjudged instanceof StoredFinding found) {
            leaveBehind(found);
        }
        worked = nextKey;
        next = advance();
    }

    private void leaveBehind(StoredFinding found) {
        Optional<Resolution> resolution = selection.unjudged(found.finding());
        Optional<String> blocked = selection.blocked(found.finding());
        if (resolution.isPresent()) {
            resolve(found, resolution.get());
        } else if (found.open() && blocked.isPresent()) {
            obscure(found, blocked.get());
        } else if (found.open() && found.outdated()) {
            to.accept(new FindingChange.Refiled(found));
        }
    }

    private boolean before(String key) {
        return ResourceRef.KEY_ORDER.compare(key, selection.keys().after()) <= 0;
    }

    private boolean stop() {
        stopped = stopped || selection.keys().stop().getAsBoolean();
        return stopped;
    }

    private void judgedAgain(Stored before, FreshFinding fresh) {
        switch (before) {
            case UnreadableFinding unreadable ->
                    to.accept(
                            new FindingChange.Rewritten(
                                    fresh.finding(),
                                    unreadable,
                                    resolution(fresh.judgement().verdict())));
            case StoredFinding found -> judgedAgain(found, fresh);
        }
    }

    private void judgedAgain(StoredFinding before, FreshFinding fresh) {
        Verdict verdict = fresh.judgement().verdict();
        switch (verdict.status()) {
            case NOT_READY -> open(before, fresh);
            case UNKNOWN -> {
                if (before.open() && before.finding().status() == Status.NOT_READY) {
                    Cause cause = verdict.cause();
                    obscure(before, cause == null ? verdict.actual() : cause.toString());
                } else if (verdict.told()) {
                    open(before, fresh);
                } else {
                    resolve(before, Resolution.EXPLAINED);
                }
            }
            case READY -> resolve(before, Resolution.READY);
            case NOT_APPLICABLE -> resolve(before, Resolution.NOT_APPLICABLE);
        }
    }

    private static @Nullable Resolution resolution(Verdict verdict) {
        return switch (verdict.status()) {
            case NOT_READY -> null;
            case UNKNOWN -> verdict.told() ? null : Resolution.EXPLAINED;
            case READY -> Resolution.READY;
            case NOT_APPLICABLE -> Resolution.NOT_APPLICABLE;
        };
    }

    private void open(StoredFinding before, FreshFinding fresh) {
        if (!before.open()) {
            Course course =
                    raised(fresh, Course.reopened(before, fresh.finding().check(), observedAt));
            to.accept(new FindingChange.Reopened(course.told(fresh.finding()), before, course));
            return;
        }
        Course course = raised(fresh, before.course().at(observedAt));
        Finding finding = course.told(fresh.finding());
        if (before.outdated()
                || before.lastSeen() != null
                || before.course().quietOver(observedAt)
                || !finding.saysTheSameAs(before.finding())) {
            to.accept(new FindingChange.Changed(finding, before, course));
        }
    }

    private Course raised(FreshFinding fresh, Course course) {
        return course.with(severities.raise(fresh.finding(), course));
    }

    /** What is open and is not seen now is not mended: it stays, marked. */
    private void obscure(StoredFinding before, String blockedBy) {
        LastSeen now = new LastSeen(before.seenAt(lookedBefore), blockedBy);
        if (before.outdated() || !now.equals(before.lastSeen())) {
            to.accept(new FindingChange.Obscured(before, now, observedAt));
        }
    }

    private void resolve(StoredFinding before, Resolution resolution) {
        if (before.open()) {
            to.accept(new FindingChange.Resolved(before, resolution, observedAt));
        } else if (before.course().quietOver(observedAt)) {
            to.accept(new FindingChange.Settled(before, observedAt));
        }
    }

    private @Nullable Stored advance() {
        while (stored.hasNext()) {
            Stored found = stored.next();
            nextKey = found.key();
            if (!before(nextKey)) {
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
}
