package io.muster.readiness.finding;

import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * How often a finding was back soon after it was resolved.
 *
 * @param times each less than {@link #WINDOW} after it was resolved
 * @param since the first of them
 * @param last the last of them
 */
public record Reopenings(int times, Instant since, Instant last) {

    /** What is back within it counts as the same; what stays as it is for as long is settled. */
    public static final Duration WINDOW = Duration.ofDays(7);

    /** Twice may be a mend that did not hold; from the third time on, it comes and goes. */
    static final int MIN_TIMES = 3;

    /** The first. */
    static Reopenings first(Instant at) {
        return new Reopenings(1, at, at);
    }

    /** With one more. */
    Reopenings plus(Instant at) {
        return new Reopenings(times + 1, since, at);
    }

    /** Whether it comes and goes. */
    public boolean flapping() {
        return times >= MIN_TIMES;
    }

    /** Whether it stayed as it is for so long that it does so no more. */
    boolean over(Instant now) {
        return !last.plus(WINDOW).isAfter(now);
    }

    /** As a line of evidence. */
    Message told() {
        return Message.of("common.flapping")
                .with("count", times)
                .with("date", since.atZone(ZoneOffset.UTC).toLocalDate());
    }
}
