package io.muster.readiness.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A decision on record: a {@link Waiver} or an {@link Attestation}. It always has an end. */
public sealed interface Decision permits Waiver, Attestation {

    /** How many days before its end a decision is said to be ending. */
    int NOTICE_DAYS = 14;

    Target target();

    /** Who answers for it. */
    String owner();

    /** The last day on which it holds, in UTC. */
    LocalDate until();

    Made made();

    /** When it ends: the first moment at which it does not hold any more. */
    default Instant end() {
        return until().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Whether its time is over. */
    default boolean expired(Instant now) {
        return !now.isBefore(end());
    }

    /** Whether it holds, and ends within {@link #NOTICE_DAYS}. */
    default boolean ending(Instant now) {
        return !expired(now)
                && !now.isBefore(
                        until().plusDays(1)
                                .minusDays(NOTICE_DAYS)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant());
    }
}
