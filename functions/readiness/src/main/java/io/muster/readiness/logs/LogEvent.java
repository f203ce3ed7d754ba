package io.muster.readiness.logs;

import java.time.Instant;

/**
 * One event of a log group, as CloudWatch Logs gives it.
 *
 * @param at the event's own time, by the clock of who sent it
 * @param message of any length; several lines of one event count as one
 */
public record LogEvent(Instant at, String group, String stream, String message) {}
