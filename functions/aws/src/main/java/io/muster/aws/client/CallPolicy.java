package io.muster.aws.client;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How long a call waits and how often it is tried.
 *
 * @param connectTimeout for a connection to be made
 * @param attemptTimeout for one try, from its first byte sent to its last byte read
 * @param callTimeout for all tries of one call, with the waits between them
 * @param newRetryStrategy a strategy for each client: one that adapts keeps the client's own rate
 * @param keepsConnections whether a connection is kept for the next call
 */
record CallPolicy(
        Duration connectTimeout,
        Duration attemptTimeout,
        Duration callTimeout,
        Supplier<RetryStrategy> newRetryStrategy,
        boolean keepsConnections) {

    /** One more than the SDK's default of three: a scan's next chance may be an hour away. */
    private static final int MAX_ATTEMPTS = 4;

    /**
     * Adaptive: what is throttled slows the client down, where others of the account need the same
     * allowance. A page of a thousand instances takes seconds, so a try may take thirty.
     */
    static final CallPolicy DEFAULT =
            new CallPolicy(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(30),
                    Duration.ofMinutes(3),
                    () -> adaptive(MAX_ATTEMPTS),
                    true);

    /** For priming, whose results are discarded: short timeouts, and no connection is kept. */
    static final CallPolicy PRIMING =
            new CallPolicy(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(8),
                    () -> adaptive(2),
                    false);

    /**
     * Not by the SDK's behaviour of 2026, which takes {@code LimitExceededException} for
     * throttling: of a query it says that the account's others are under way, for which its caller
     * waits.
     */
    @SuppressWarnings("deprecation") // nothing else chooses the behaviour for one client
    private static RetryStrategy adaptive(int mostAttempts) {
        return AwsRetryStrategy.adaptiveRetryStrategy(false).toBuilder()
                .maxAttempts(mostAttempts)
                .build();
    }
}
