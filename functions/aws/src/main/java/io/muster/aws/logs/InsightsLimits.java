package io.muster.aws.logs;

import java.time.Instant;

/**
 * How much one run may ask.
 *
 * @param inFlight queries at a time; the account has 100, shared with its dashboards
 * @param bytes that are scanned before no further query is started; those that run by then are
 *     waited for
 * @param deadline after which nothing is waited for any more
 */
public record InsightsLimits(int inFlight, long bytes, Instant deadline) {}
