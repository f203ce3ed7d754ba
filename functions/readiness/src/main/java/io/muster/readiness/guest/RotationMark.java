package io.muster.readiness.guest;

import java.time.LocalDateTime;

/**
 * A line of logrotate's state file.
 *
 * @param at in the guest's own time zone; at midnight in version 1, which has no time
 * @param proof whether a rotation took place then. When logrotate first sees a file it notes the
 *     hour without minutes and seconds, and version 1 notes the day alone: neither proves anything
 */
public record RotationMark(String path, LocalDateTime at, boolean proof) {}
