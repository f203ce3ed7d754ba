package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Login;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * {@code last}, with {@code -F} (dates with years) or without, and busybox's: sessions, newest
 * first, and between them the system's own records, which are left out.
 */
public final class Last {

    private static final Set<String> RECORDS = Set.of("reboot", "shutdown", "runlevel", "wtmp");

    private Last() {}

    /**
     * Reads the sessions.
     *
     * @param probed when the guest was asked, by its own clock: it gives the year that is missing
     */
    public static Fact<Listing<Login>> parse(String output, Instant probed) {
        Rows<Login> rows = new Rows<>("last", Lastlog.MOST);
        boolean ended = false;
        for (String line : rows.lines(output)) {
            List<String> words = Field.words(line);
            if (words.isEmpty() || words.getFirst().equals("USER")) {
                ended |= !words.isEmpty();
            } else if (words.size() > 2 && words.get(1).equals("begins")) {
                ended = true;
            } else if (!RECORDS.contains(words.getFirst())) {
                CDate date = CDate.find(words, 1, probed);
                rows.add(date == null ? null : Lastlog.login(words, date));
            } else {
                ended = true;
            }
        }
        return ended ? rows.orNone(output) : rows.some(output);
    }
}
