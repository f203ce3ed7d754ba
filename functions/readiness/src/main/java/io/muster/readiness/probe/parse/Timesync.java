package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What systemd-timesyncd leaves in {@code /run/systemd/timesync}, which is there while it runs:
 * {@code synchronized}, touched whenever a server has answered. Each line is a time of the last
 * change, in seconds since 1970, and a file there.
 */
public final class Timesync {

    /** It asks every 2,048 s at least (PollIntervalMaxSec); two answers may be lost. */
    private static final Duration MAX_AGE = Duration.ofSeconds(3 * 2_048);

    private Timesync() {}

    /**
     * Reads the times.
     *
     * @param probedAt by the same clock
     */
    public static Fact<ClockSync> parse(String output, Instant probedAt) {
        boolean running = false;
        Long answered = null;
        for (String line : Lines.of(output).all()) {
            int blank = line.indexOf(' ');
            String path = line.substring(blank + 1);
            Long seconds = blank < 0 ? null : Numbers.count(line.substring(0, blank));
            running |= path.equals(".");
            if (path.equals("synchronized")) {
                answered = seconds;
            }
        }
        return running
                ? Fact.known(new ClockSync(recent(answered, probedAt), null, null, true))
                : Unreadable.of("timesync", output);
    }

    private static boolean recent(@Nullable Long seconds, Instant probedAt) {
        return seconds != null && probedAt.getEpochSecond() - seconds <= MAX_AGE.toSeconds();
    }
}
