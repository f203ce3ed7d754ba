package io.muster.aws.store;

import io.muster.readiness.finding.Course;
import io.muster.readiness.finding.StoredFinding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Which stored times can be true: none lies ahead of now. One that does was written by a machine
 * whose clock is wrong; every right write would be late against it, so it is overwritten.
 */
record TrustedTime(Clock clock) {

    /** Clocks that are kept by NTP differ by less. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** The latest time that can be true. */
    Instant latest() {
        return clock.instant().plus(TOLERANCE);
    }

    boolean ahead(Instant stored) {
        return stored.isAfter(latest());
    }

    /**
     * A stored time, or the beginning of time in place of one that lies ahead: nothing is older.
     */
    Instant earlier(Instant stored) {
        return ahead(stored) ? Instant.EPOCH : stored;
    }

    /** A finding whose times lie ahead as one of now, which is to be written again. */
    StoredFinding setBack(StoredFinding found) {
        Instant now = clock.instant();
        return new StoredFinding(
                found.finding().asOf(now),
                ahead(found.firstSeen()) ? now : found.firstSeen(),
                ahead(found.changedAt()) ? now : found.changedAt(),
                found.resolvedAt(),
                found.resolution(),
                found.lastSeen(),
                Course.since(earliest(found.course().openSince(), now)),
                true);
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** What is said of an item whose time lies ahead. */
    String named(String item, Instant stored) {
        Instant now = clock.instant();
        return ("%s was written as of %s, which is %d minutes ahead of now (%s): it is overwritten."
                        + " Set the clock of the machine that wrote it, or of this one")
                .formatted(
                        item,
                        Keys.time(stored),
                        Duration.between(now, stored).toMinutes(),
                        Keys.time(now));
    }
}
