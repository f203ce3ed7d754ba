package io.muster.aws.client;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;

/**
 * How long a call waits and how often it is tried.
 *
 * @param connectTimeout for a connection to be made
 * @param usual of a call of the table, of a queue and the like
 * @param listing for a call that lists what a scope has
 * @param newRetryStrategy a strategy for each client: one that adapts keeps the client's own rate
 * @param keepsConnections whether a connection is kept for the next call
 */
record CallPolicy(
        Duration connectTimeout,
        Patience usual,
        Patience listing,
        Supplier<RetryStrategy> newRetryStrategy,
        boolean keepsConnections) {

    /**
     * How long a call may take.
     *
     * @param attempt one try, from its first byte sent to its last byte read
     * @param call all tries, with the waits between them
     */
    record Patience(Duration attempt, Duration call) {}

    /** One more than the SDK's default of three: a scan's next chance may be an hour away. */
    private static final int MAX_ATTEMPTS = 4;

    /**
     * Adaptive: what is throttled slows the client down, where others of the account need the same
     * allowance.
     *
     * <p>A listing is waited for longer. Emulators answer one call after the other and all that
     * they have in one page, whatever is asked for: 5,000 instances took one 17 seconds, and of the
     * four calls that a scan makes at once the last one waits for three such pages.
     */
    static final CallPolicy DEFAULT =
            new CallPolicy(
                    Duration.ofSeconds(5),
                    new Patience(Duration.ofSeconds(30), Duration.ofMinutes(3)),
                    new Patience(Duration.ofMinutes(2), Duration.ofMinutes(5)),
                    () -> adaptive(MAX_ATTEMPTS),
                    true);

    /** For priming, whose results are discarded: short timeouts, and no connection is kept. */
    static final CallPolicy PRIMING = priming(Duration.ofSeconds(5), Duration.ofSeconds(8));

    private static CallPolicy priming(Duration attempt, Duration call) {
        Patience little = new Patience(attempt, call);
        return new CallPolicy(Duration.ofSeconds(2), little, little, () -> adaptive(2), false);
    }

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
