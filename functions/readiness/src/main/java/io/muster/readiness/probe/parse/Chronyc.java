package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code chronyc tracking}. The reference is in brackets behind its id: {@code Reference ID :
 * A9FEA97B (169.254.169.123)}; empty brackets while there is none, also where chronyd takes its own
 * clock for one ({@code local stratum}): that has the id {@code 7F7F0101}.
 */
public final class Chronyc {

    /**
     * So long after its last answer a clock may be a second off, which chronyd does not say: its
     * leap status stays normal. It asks every 1,024 s, or as rarely as its configuration wants.
     */
    private static final Duration MAX_AGE = Duration.ofDays(1);

    private static final int MAX_LOST = 3;

    private Chronyc() {}

    /**
     * Reads the answer.
     *
     * @param probedAt by the same clock
     */
    public static Fact<ClockSync> parse(String output, Instant probedAt) {
        Keyed keyed = Keyed.of(output, ':');
        String leap = keyed.get("Leap status");
        String reference = keyed.get("Reference ID");
        if (leap == null || reference == null) {
            return Unreadable.of("chronyc tracking", output);
        }
        boolean own = reference.startsWith("7F7F01") || reference.startsWith(ClockSync.OWN_CLOCK);
        return Fact.known(
                new ClockSync(
                        !leap.equals("Not synchronised")
                                && !own
                                && !answeredLongAgo(keyed, probedAt),
                        own ? ClockSync.OWN_CLOCK : source(reference),
                        offset(keyed.get("System time")),
                        true));
    }

    /**
     * {@code Ref time (UTC) : Sun Nov 22 03:31:44 2026}, {@code Update interval : 1037.2 seconds}.
     */
    private static boolean answeredLongAgo(Keyed keyed, Instant probedAt) {
        String told = keyed.get("Ref time (UTC)");
        CDate answered = told == null ? null : CDate.find(Field.words(told), 0, null);
        Instant at = answered == null ? null : answered.at();
        String every = keyed.get("Update interval");
        Double seconds = every == null ? null : Numbers.decimal(Field.words(every).getFirst());
        long lost = seconds == null ? 0 : Math.round(seconds * MAX_LOST);
        return at != null
                && probedAt.getEpochSecond() - at.getEpochSecond()
                        > Math.max(MAX_AGE.toSeconds(), lost);
    }

    private static @Nullable String source(String reference) {
        int open = reference.indexOf('(');
        int close = reference.indexOf(')', Math.max(0, open));
        return open < 0 || close < 0 ? null : Field.orNull(reference.substring(open + 1, close));
    }

    /** {@code 0.000013 seconds slow of NTP time}. */
    private static @Nullable Double offset(@Nullable String time) {
        List<String> words = time == null ? List.of() : Field.words(time);
        Double seconds = words.size() < 3 ? null : Numbers.decimal(words.getFirst());
        return seconds == null || !words.get(2).equals("slow") ? seconds : Double.valueOf(-seconds);
    }
}
