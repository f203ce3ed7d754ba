package io.muster.aws.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long to wait before asking again for what a service left undone of a batch. The SDK's own
 * retries do not cover it, because a call that leaves a part undone has succeeded.
 */
public interface Backoff {

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
