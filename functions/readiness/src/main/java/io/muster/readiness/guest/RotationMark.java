package io.muster.readiness.guest;

import java.time.LocalDateTime;

/**
 * A line of logrotate's state file.
 *
 * @param at of the last rotation, or when logrotate first saw the file, in the guest's own time
 *     zone; at midnight in version 1, which has no time
 */
public record RotationMark(String path, LocalDateTime at) {}
