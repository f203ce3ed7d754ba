package io.muster.readiness.finding;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A finding as the table keeps it.
 *
 * @param firstSeen when the question was first answered with anything but ready
 * @param changedAt when what it says last changed
 * @param resolvedAt when it was last resolved; null while it is open
 * @param resolution why it was resolved; null while it is open
 * @param lastSeen for one that is open and can no longer be seen; null for every other
 * @param quietUntil until when its coming and going is no news, because it came back soon after it
 *     went; null where it is news
 * @param outdated whether its item lacks what this version of Muster writes beside the finding, so
 *     that it is to be written again
 */
public record StoredFinding(
        Finding finding,
        Instant firstSeen,
        Instant changedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution,
        @Nullable LastSeen lastSeen,
        @Nullable Instant quietUntil,
        boolean outdated)
        implements Stored {

    /** One that is or was seen, and whose coming and going is news. */
    public StoredFinding(
            Finding finding,
            Instant firstSeen,
            Instant changedAt,
            @Nullable Instant resolvedAt,
            @Nullable Resolution resolution) {
        this(finding, firstSeen, changedAt, resolvedAt, resolution, null, null, false);
    }

    @Override
    public String key() {
        return finding.key();
    }

    /** Whether the time is over in which its coming and going was no news. */
    boolean quietOver(Instant now) {
        return quietUntil != null && !quietUntil.isAfter(now);
    }

    public boolean open() {
        return resolvedAt == null;
    }
}
