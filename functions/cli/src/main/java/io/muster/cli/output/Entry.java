package io.muster.cli.output;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.graviton.GravitonVerdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding to show.
 *
 * @param stored its life, where it comes from a table; null where it was judged just now
 * @param cause of an UNKNOWN that another finding tells, or none does; null for every other
 * @param about what tags say of its resource
 * @param scanned the newest scan of its scope; null where it was judged just now or there is none
 */
public record Entry(
        Finding finding,
        @Nullable StoredFinding stored,
        @Nullable Cause cause,
        About about,
        @Nullable Scanned scanned) {

    /**
     * The newest scan of a finding's scope.
     *
     * @param at as of when its facts hold
     * @param stale whether that is too long ago to count
     * @param lookedAt the same; null where the scan did not look for what the finding is about
     */
    public record Scanned(Instant at, boolean stale, @Nullable Instant lookedAt) {}

    /**
     * What tags say of a resource.
     *
     * @param name its Name; null where it has none or it is not known here
     * @param owner who answers for it; null as above
     */
    public record About(
            @Nullable String name, @Nullable String owner, @Nullable GravitonVerdict graviton) {

        public static final About NOTHING = new About(null, null);

        public About(@Nullable String name, @Nullable String owner) {
            this(name, owner, null);
        }
    }

    public static Entry fresh(Finding finding) {
        return new Entry(finding, null, null, About.NOTHING, null);
    }

    public static Entry fresh(Finding finding, About about) {
        return new Entry(finding, null, null, about, null);
    }

    public static Entry fresh(FreshFinding fresh, About about) {
        return new Entry(fresh.finding(), null, fresh.judgement().verdict().cause(), about, null);
    }

    /** One of a table. */
    public static Entry stored(StoredFinding stored, About about, @Nullable Scanned scanned) {
        return new Entry(stored.finding(), stored, null, about, scanned);
    }

    /** When its scope was last scanned, where that is too long ago; else null. */
    public @Nullable Instant notScannedSince() {
        return scanned != null && scanned.stale() ? scanned.at() : null;
    }

    /** When it was last seen; null where it is resolved, or was judged just now. */
    public @Nullable Instant seenAt() {
        return stored == null || !stored.open()
                ? null
                : stored.seenAt(scanned == null ? null : scanned.lookedAt());
    }

    /** Whether it is no longer open. */
    public boolean resolved() {
        return stored != null && !stored.open();
    }

    @Nullable LastSeen lastSeen() {
        return stored == null ? null : stored.lastSeen();
    }

    /** Whether its verdict is UNKNOWN for a cause that is told once, elsewhere. */
    boolean explained() {
        return cause != null;
    }

    /** What a list says of it. */
    public Row row() {
        return new Row(
                new Row.Of(
                        finding.scope(),
                        finding.resource().type(),
                        finding.resource().id(),
                        finding.workload()),
                finding.rule(),
                finding.status(),
                finding.title(),
                finding.answer().says()::actual,
                finding.answer().hides(),
                stored == null ? null : stored.firstSeen(),
                lastSeen());
    }
}
