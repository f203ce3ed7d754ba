package io.muster.console.state;

import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An open finding.
 *
 * @param stored its life, where it comes from a table; null where it was judged just now
 * @param name the Name of its resource; null where it has none or it is not known
 * @param owner who answers for its resource; null as above
 * @param seenAt when it was last seen; null where it is resolved, or was judged just now
 */
public record ListedFinding(
        Finding finding,
        @Nullable StoredFinding stored,
        @Nullable String name,
        @Nullable String owner,
        @Nullable Instant seenAt) {

    /** One that was judged just now. */
    public ListedFinding(Finding finding, @Nullable String name, @Nullable String owner) {
        this(finding, null, name, owner, null);
    }

    /**
     * One of a table.
     *
     * @param lookedAt as of when the newest scan of its scope looked at what it is about; null
     *     where none did
     */
    public static ListedFinding of(
            StoredFinding stored,
            @Nullable String name,
            @Nullable String owner,
            @Nullable Instant lookedAt) {
        return new ListedFinding(
                stored.finding(),
                stored,
                name,
                owner,
                stored.open() ? stored.seenAt(lookedAt) : null);
    }
}
