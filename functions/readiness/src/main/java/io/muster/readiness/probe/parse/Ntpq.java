package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ClockSync;
import java.util.List;

/**
 * {@code ntpq -pn}: a peer a line, the one the clock follows marked {@code *} ({@code o} for a
 * pulse); its offset, the ninth column, is in milliseconds. Of an address of IPv6, ntp 4.2.8 prints
 * what its column holds, and ntpsec all, on a line of its own where it is too long.
 */
public final class Ntpq {

    private static final int OFFSET = 8;

    /** The width of the column of addresses in ntp 4.2.8. */
    private static final int COLUMN = 15;

    private Ntpq() {}

    public static Fact<ClockSync> parse(String output) {
        boolean heading = false;
        String address = "";
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(address + line);
            heading |= words.size() > 1 && words.get(1).equals("refid");
            if (heading && words.size() == 1 && address.isEmpty() && isAddress(line)) {
                address = line;
                continue;
            }
            boolean followed = "*o".indexOf((address + line).charAt(0)) >= 0;
            address = "";
            if (heading && followed && words.size() > OFFSET) {
                return Fact.known(followed(words));
            }
        }
        return heading
                ? Fact.known(new ClockSync(false, null, null, true))
                : Unreadable.of("ntpq -pn", output);
    }

    private static boolean isAddress(String line) {
        return Addresses.isAddress(line.substring(1).strip());
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
