package io.muster.readiness.check;

import java.time.Duration;

/**
 * The limits that logs in CloudWatch are judged by.
 *
 * @param instancePattern a regular expression whose group {@code instance} names one
 * @param maximumAge of an analysis
 * @param silence how long a stream that is in use may say nothing
 * @param retentionMinimumDays shortest time for which a group keeps events
 * @param retentionMaximumDays longest time for which it does
 * @param idle how long a group may take in nothing
 * @param serverErrorsPercent share of requests that may fail on the server's side
 * @param savingMinimumUsd monthly saving that is worth a move
 */
public record LogLimits(
        String instancePattern,
        Duration maximumAge,
        Duration silence,
        int retentionMinimumDays,
        int retentionMaximumDays,
        Duration idle,
        int serverErrorsPercent,
        int savingMinimumUsd) {}
