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

    private static final Set<String> RECORDS =
            Set.of("reboot", "s-reboot", "soft-reboot", "shutdown", "runlevel", "wtmp", "USER");

    /** In the place of a terminal: a start of the system, or of its user space alone. */
    private static final Set<String> STARTS = Set.of("s-reboot", "system", "~");

    private Last() {}

    /**
     * Reads the sessions.
     *
     * @param probed when the guest was asked, by its own clock: it gives the year that is missing
     */
    public static Fact<Listing<Login>> parse(String output, Instant probed) {
        Rows<Login> rows = new Rows<>("last", Lastlog.MOST, output);
        boolean ended = false;
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            boolean begins = words.size() > 2 && words.get(1).equals("begins");
            boolean start = words.size() > 1 && STARTS.contains(words.get(1));
            if (begins || start || RECORDS.contains(words.getFirst())) {
                ended = true;
            } else {
                CDate date = CDate.find(words, 1, probed);
                rows.add(date == null ? null : Lastlog.login(words, date));
            }
        }
        return ended ? rows.orNone() : rows.some();
    }
}
