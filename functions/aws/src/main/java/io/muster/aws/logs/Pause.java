package io.muster.aws.logs;

import java.time.Duration;

/** Waits while queries run. */
@FunctionalInterface
public interface Pause {

    /** By the wall clock. */
    Pause REAL = Thread::sleep;

    void take(Duration time) throws InterruptedException;
}
