package io.muster.readiness.guest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the journal, of syslog or of the kernel.
 *
 * @param at null where the line has no date
 * @param priority syslog's, 0 (emergency) to 7 (debug); null where the line has none
 * @param source the unit, else the program; {@code kernel}
 */
public record LogEntry(
        @Nullable Instant at, @Nullable Integer priority, @Nullable String source, String message) {

    /** Whether it says of itself that it is an error or worse. */
    public boolean error() {
        return priority != null && priority <= 3;
    }
}
