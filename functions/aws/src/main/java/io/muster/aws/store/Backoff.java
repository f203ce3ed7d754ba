package io.muster.aws.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before asking again for what DynamoDB left undone. The SDK's own retries do not
 * cover it, because a call that leaves keys unprocessed has succeeded.
 */
interface Backoff {

    Duration FIRST = Duration.ofMillis(50);
    Duration LONGEST = Duration.ofSeconds(5);

    /**
     * Waits.
     *
     * @param attempt 1 before the second try
     */
    void await(int attempt) throws InterruptedException;

    /** Doubles from {@link #FIRST} to {@link #LONGEST}, anywhere from none to all of it. */
    static Backoff jittered() {
        return attempt -> {
            long most = Math.min(LONGEST.toMillis(), FIRST.toMillis() << Math.min(attempt - 1, 20));
            Thread.sleep(ThreadLocalRandom.current().nextLong(most + 1));
        };
    }
}
