package io.muster.aws.client;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/**
 * Clients that retry as often as the real ones, but at once: neither a wait between two tries nor
 * the adapted rate, both of which would make a test of failures take minutes.
 */
public final class QuickClients {

    public static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(
                    AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMIEXAMPLEKEY"));

    private QuickClients() {}

    public static AwsClients of(URI endpoint) {
        return of(Region.US_EAST_1, endpoint);
    }

    public static AwsClients of(URI endpoint, int attempts, Duration attemptTimeout) {
        return of(Region.US_EAST_1, endpoint, attempts, attemptTimeout);
    }

    public static AwsClients of(Region region, URI endpoint) {
        return of(region, endpoint, 4, Duration.ofSeconds(20));
    }

    /** Those that try once, and wait for a listing for another time than for other calls. */
    public static AwsClients patient(URI endpoint, Duration usual, Duration listing) {
        return of(
                Region.US_EAST_1,
                endpoint,
                1,
                new CallPolicy.Patience(usual, Duration.ofMinutes(1)),
                new CallPolicy.Patience(listing, Duration.ofMinutes(1)));
    }

    private static AwsClients of(
            Region region, URI endpoint, int attempts, Duration attemptTimeout) {
        CallPolicy.Patience all = new CallPolicy.Patience(attemptTimeout, Duration.ofMinutes(1));
        return of(region, endpoint, attempts, all, all);
    }

    private static AwsClients of(
            Region region,
            URI endpoint,
            int attempts,
            CallPolicy.Patience usual,
            CallPolicy.Patience listing) {
        return new AwsClients(
                region,
                CREDENTIALS,
                endpoint,
                new CallLedger(),
                new CallPolicy(
                        Duration.ofSeconds(2),
                        usual,
                        listing,
                        () ->
                                AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                        .maxAttempts(attempts)
                                        // Many failures in a row are what is tested.
                                        .circuitBreakerEnabled(false)
                                        .backoffStrategy(BackoffStrategy.retryImmediately())
                                        .throttlingBackoffStrategy(
                                                BackoffStrategy.retryImmediately())
                                        .build(),
                        true));
    }
}
