package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * A service that systemd started again by itself.
 *
 * @param restarts since it was started by hand, or since the boot; null where systemd does not
 *     count (before 235)
 * @param waiting whether it has ended, and waits to be started again
 * @param failed whether its last end was a failure; of one that runs not known, so false
 * @param always whether it is started again after an end without a failure, too
 * @param runningSeconds how long it has run; null where it does not
 */
public record UnitRestarts(
        String unit,
        @Nullable Long restarts,
        boolean waiting,
        boolean failed,
        boolean always,
        @Nullable Long runningSeconds) {}
