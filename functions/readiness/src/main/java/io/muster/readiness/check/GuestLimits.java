package io.muster.readiness.check;

import java.time.Duration;

/**
 * The limits that the inside of an instance is judged by.
 *
 * @param maximumAge of a guest's answer
 * @param fileSystemPercent share of space or inodes from which a file system is too full
 * @param daysToFull shortest time in which a file system may be forecast to fill up
 * @param failedLogins refused log-ins from one source within a day
 * @param rootLogins how long a direct log-in of root counts
 * @param logErrors how long a line of a log counts
 * @param logFileBytes size from which a log file should have been rotated
 * @param logSharePercent share of its disk that {@code /var/log} may take
 * @param clockOffset how far a clock may be off
 */
public record GuestLimits(
        Duration maximumAge,
        int fileSystemPercent,
        int daysToFull,
        int failedLogins,
        Duration rootLogins,
        Duration logErrors,
        long logFileBytes,
        int logSharePercent,
        Duration clockOffset) {}
