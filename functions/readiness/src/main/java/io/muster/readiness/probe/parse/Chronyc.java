package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code chronyc tracking}. The reference is in brackets behind its id: {@code Reference ID :
 * A9FEA97B (169.254.169.123)}; empty brackets while there is none, also where chronyd takes its own
 * clock for one ({@code local stratum}): that has the id {@code 7F7F0101}.
 */
public final class Chronyc {

    private Chronyc() {}

    public static Fact<ClockSync> parse(String output) {
        Keyed keyed = Keyed.of(output, ':');
        String leap = keyed.get("Leap status");
        String reference = keyed.get("Reference ID");
        if (leap == null || reference == null) {
            return Unreadable.of("chronyc tracking", output);
        }
        boolean own = reference.startsWith("7F7F01") || reference.startsWith(ClockSync.OWN_CLOCK);
        return Fact.known(
                new ClockSync(
                        !leap.equals("Not synchronised") && !own,
                        own ? ClockSync.OWN_CLOCK : source(reference),
                        offset(keyed.get("System time")),
                        true));
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
