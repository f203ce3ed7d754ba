package io.muster.readiness.logs;

import io.muster.readiness.text.Untrusted;
import java.time.Instant;

/**
 * One event of a log group, as CloudWatch Logs gives it.
 *
 * @param at the event's own time, by the clock of who sent it
 * @param message of any length; several lines of one event count as one
 */
public record LogEvent(Instant at, String group, String stream, String message) {

    /** AWS's own limit for the name of a stream. */
    private static final int MAX_STREAM_LENGTH = 512;

    public LogEvent {
        stream = Untrusted.fact(stream, MAX_STREAM_LENGTH);
    }
}
