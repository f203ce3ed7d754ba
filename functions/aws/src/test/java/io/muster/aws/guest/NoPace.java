package io.muster.aws.guest;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Never waits; remembers what it was asked to wait. */
final class NoPace implements Pace {

    final List<Duration> pauses = new ArrayList<>();
    int calls;

    @Override
    public void await() {
        calls++;
    }

    @Override
    public void pause(Duration time) {
        pauses.add(time);
    }
}
