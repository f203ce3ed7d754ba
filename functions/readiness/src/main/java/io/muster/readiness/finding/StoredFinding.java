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
 * @param lastSeen for one that is open and can no longer be seen; null for every other, of which
 *     {@link #seenAt} tells it
 * @param course what became of it since it was opened
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
        Course course,
        boolean outdated)
        implements Stored {

    /** One that is or was seen, and whose coming and going is news. */
    public StoredFinding(
            Finding finding,
            Instant firstSeen,
            Instant changedAt,
            @Nullable Instant resolvedAt,
            @Nullable Resolution resolution) {
        this(
                finding,
                firstSeen,
                changedAt,
                resolvedAt,
                resolution,
                null,
                Course.since(firstSeen),
                false);
    }

    @Override
    public String key() {
        return finding.key();
    }

    /** Until when its coming and going is no news; null where it is news. */
    public @Nullable Instant quietUntil() {
        return course.quietUntil();
    }

    /**
     * When one that is open was last seen, at the earliest: by the newest look at all of its scope
     * or when it was written since, unless it says that it could not be seen. So what did not
     * change is not written for it.
     *
     * @param lookedAt when all of its scope was last looked at; null where that is not known
     */
    public Instant seenAt(@Nullable Instant lookedAt) {
        if (lastSeen != null) {
            return lastSeen.at();
        }
        Instant written = finding.observedAt();
        return lookedAt != null && lookedAt.isAfter(written) ? lookedAt : written;
    }

    public boolean open() {
        return resolvedAt == null;
    }
}
