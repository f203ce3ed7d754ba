package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * Whether something keeps the guest's clock right.
 *
 * @param synchronised null where the tool does not tell
 * @param source the reference: an address, a name; {@code 169.254.169.123} is Amazon's time
 * @param offsetSeconds how far the clock is from the reference, negative when it is slow; null
 *     where the tool does not tell
 * @param serviceActive whether a time service runs; null where the tool does not tell
 */
public record ClockSync(
        @Nullable Boolean synchronised,
        @Nullable String source,
        @Nullable Double offsetSeconds,
        @Nullable Boolean serviceActive) {}
