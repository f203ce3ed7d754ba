package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.util.List;

/**
 * {@code ntpq -pn}: a peer a line, the one the clock follows marked {@code *} ({@code o} for a
 * pulse); its offset, the ninth column, is in milliseconds.
 */
public final class Ntpq {

    private static final int OFFSET = 8;

    private Ntpq() {}

    public static Fact<ClockSync> parse(String output) {
        boolean heading = false;
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(line);
            heading |= words.size() > 1 && words.get(1).equals("refid");
            boolean followed = line.startsWith("*") || line.startsWith("o");
            if (heading && followed && words.size() > OFFSET) {
                Double millis = Numbers.decimal(words.get(OFFSET));
                String peer = words.getFirst().substring(1);
                boolean own =
                        peer.startsWith(ClockSync.OWN_CLOCK)
                                || peer.startsWith("LOCAL(")
                                || words.get(1).equals(".LOCL.");
                return Fact.known(
                        new ClockSync(
                                !own,
                                own ? ClockSync.OWN_CLOCK : Field.orNull(peer),
                                millis == null ? null : Double.valueOf(millis / 1_000),
                                true));
            }
        }
        return heading
                ? Fact.known(new ClockSync(false, null, null, true))
                : Unreadable.of("ntpq -pn", output);
    }
}
