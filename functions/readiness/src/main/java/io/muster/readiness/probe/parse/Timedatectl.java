package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import org.jspecify.annotations.Nullable;

/**
 * {@code timedatectl}, which earlier probes asked: its status, whose words changed ({@code NTP
 * synchronized} of Amazon Linux 2, {@code System clock synchronized} since), or {@code timedatectl
 * show} with equals signs. The kernel's flag is what it repeats; the source it does not tell.
 */
public final class Timedatectl {

    private Timedatectl() {}

    public static Fact<ClockSync> parse(String output) {
        Keyed status = Keyed.of(output, ':');
        Keyed show = Keyed.of(output, '=');
        Boolean synchronised = truth(status.get("System clock synchronized", "NTP synchronized"));
        if (synchronised == null) {
            synchronised = truth(show.get("NTPSynchronized"));
        }
        if (synchronised == null) {
            return Unreadable.of("timedatectl", output);
        }
        Boolean active =
                truth(
                        status.get(
                                "NTP service",
                                "systemd-timesyncd.service active",
                                "Network time on",
                                "NTP enabled"));
        return Fact.known(
                new ClockSync(
                        synchronised,
                        null,
                        null,
                        active == null ? truth(show.get("NTP")) : active));
    }

    private static @Nullable Boolean truth(@Nullable String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "yes", "active" -> Boolean.TRUE;
            case "no", "inactive" -> Boolean.FALSE;
            default -> null;
        };
    }
}
