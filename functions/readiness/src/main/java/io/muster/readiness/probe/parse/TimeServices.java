package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;

/**
 * {@code absent}: the guest runs none of the programs that keep a clock right, so that nothing
 * corrects its clock.
 */
public final class TimeServices {

    private TimeServices() {}

    public static Fact<ClockSync> parse(String output) {
        return Lines.of(output).first().startsWith("absent")
                ? Fact.known(new ClockSync(false, null, null, false))
                : Unreadable.of("time-services", output);
    }
}
