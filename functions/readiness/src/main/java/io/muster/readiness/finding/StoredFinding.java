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
 */
public record StoredFinding(
        Finding finding,
        Instant firstSeen,
        Instant changedAt,
        @Nullable Instant resolvedAt,
        @Nullable Resolution resolution) {

    public boolean open() {
        return resolvedAt == null;
    }
}
