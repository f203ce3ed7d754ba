package io.muster.readiness.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run of the analysis learned of one log group.
 *
 * <p>The time from {@code from} to {@code to} was read whole. A run that does not get as far as it
 * wanted says so with an earlier {@code to} and with {@code leftOut}; one that read nothing at all
 * has {@code to} equal to {@code from}. What another run read before may be read again: see {@link
 * LogObservation#plus}.
 *
 * @param readAt when the run began
 * @param from the beginning of an hour, so that no hour is read from its middle
 * @param to exclusive
 * @param streams as listed now, whatever time was read; missing where they could not be listed
 * @param leftOut what the run wanted to read and did not; null for nothing
 */
public record LogWindow(
        String group,
        Instant readAt,
        Instant from,
        Instant to,
        Fact<LogStreams> streams,
        LogCounts counts,
        @Nullable LogLeftOut leftOut) {

    public LogWindow {
        if (!from.equals(HourlyCounts.hourOf(from)) || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "%s: from the beginning of an hour to a later time, not from %s to %s"
                            .formatted(group, from, to));
        }
    }
}
