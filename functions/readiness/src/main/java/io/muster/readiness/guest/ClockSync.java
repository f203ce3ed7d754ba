package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * Whether something keeps the guest's clock right.
 *
 * @param synchronised null where the tool does not tell
 * @param source the reference: an address, a name; {@code 169.254.169.123} is Amazon's time, and
 *     {@link #OWN_CLOCK} none
 * @param offsetSeconds how far the clock is from the reference, negative when it is slow; null
 *     where the tool does not tell
 * @param serviceActive whether a time service runs; null where the tool does not tell
 */
public record ClockSync(
        @Nullable Boolean synchronised,
        @Nullable String source,
        @Nullable Double offsetSeconds,
        @Nullable Boolean serviceActive) {

    /** How the addresses begin by which time services call the guest's own clock a reference. */
    public static final String OWN_CLOCK = "127.127.1.";

    /** Whether a time service follows the guest's own clock, and nothing else. */
    public boolean withItself() {
        String reference = source;
        return reference != null && reference.startsWith(OWN_CLOCK);
    }
}
