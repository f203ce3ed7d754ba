package io.muster.aws.guest;

import java.time.Duration;

/** Waits before calls, so that others of the account get their share of Systems Manager. */
public interface Pace {

    /** Waits until the next call may be made. */
    void await() throws InterruptedException;

    /** Waits so long, while a service comes to agree with itself. */
    void pause(Duration time) throws InterruptedException;

    /** At most so many calls a second, evenly. For one thread. */
    static Pace perSecond(int calls) {
        return new Even(Duration.ofSeconds(1).dividedBy(calls).toNanos());
    }

    /** Calls at even intervals; time that was not used is not saved up. */
    final class Even implements Pace {

        private final long nanosBetween;
        private long next = System.nanoTime();

        private Even(long nanosBetween) {
            this.nanosBetween = nanosBetween;
        }

        @Override
        public void await() throws InterruptedException {
            long now = System.nanoTime();
            long wait = next - now;
            if (wait > 0) {
                pause(Duration.ofNanos(wait));
            }
            next = Math.max(next, now) + nanosBetween;
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            Thread.sleep(time);
        }
    }
}
