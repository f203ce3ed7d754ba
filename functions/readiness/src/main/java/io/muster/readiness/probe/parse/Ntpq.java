package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.util.List;

/**
 * {@code ntpq -pn}: a peer a line, the one the clock follows marked {@code *} ({@code o} for a
 * pulse); its offset, the ninth column, is in milliseconds. Of an address it prints no more than
 * its column holds.
 */
public final class Ntpq {

    private static final int OFFSET = 8;

    /** The width of the column of addresses; one of IPv6 that fills it is cut. */
    private static final int COLUMN = 15;

    private Ntpq() {}

    public static Fact<ClockSync> parse(String output) {
        boolean heading = false;
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(line);
            heading |= words.size() > 1 && words.get(1).equals("refid");
            boolean followed = line.startsWith("*") || line.startsWith("o");
            if (heading && followed && words.size() > OFFSET) {
                return Fact.known(followed(words));
            }
        }
        return heading
                ? Fact.known(new ClockSync(false, null, null, true))
                : Unreadable.of("ntpq -pn", output);
    }

    private static ClockSync followed(List<String> words) {
        Double millis = Numbers.decimal(words.get(OFFSET));
        String peer = words.getFirst().substring(1);
        boolean own =
                peer.startsWith(ClockSync.OWN_CLOCK)
                        || peer.startsWith("LOCAL(")
                        || words.get(1).equals(".LOCL.");
        boolean cut = peer.indexOf(':') >= 0 && peer.length() == COLUMN;
        return new ClockSync(
                !own,
                own ? ClockSync.OWN_CLOCK : cut ? null : Field.orNull(peer),
                millis == null ? null : Double.valueOf(millis / 1_000),
                true);
    }
}
