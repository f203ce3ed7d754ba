package io.muster.cli.session;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system's clock and time zone. Unlike {@link Clock#systemDefaultZone()} it looks for the zone
 * when it is asked for it, which most commands never do: Java then looks into each jar of the class
 * path for providers of zones.
 */
public final class SystemClock extends Clock {

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }

    @Override
    public long millis() {
        return System.currentTimeMillis();
    }
}
