package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Login;
import java.util.List;

/**
 * {@code lastlog}, {@code lastlog -t DAYS} and {@code lastlog2}: user, terminal, origin and date in
 * columns whose widths differ between versions; users that never logged in are left out. A heading
 * alone is the answer that none did.
 */
public final class Lastlog {

    static final int MOST = 500;

    private Lastlog() {}

    public static Fact<Listing<Login>> parse(String output) {
        Rows<Login> rows = new Rows<>("lastlog", MOST, output);
        boolean heading = false;
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (words.getFirst().equals("Username") || line.contains("**Never logged in**")) {
                heading = true;
            } else {
                CDate date = CDate.find(words, 1, null);
                rows.add(date == null ? null : login(words, date));
            }
        }
        return heading ? rows.orNone() : rows.some();
    }

    static Login login(List<String> words, CDate date) {
        String terminal = null;
        String from = null;
        for (String word : words.subList(1, date.from())) {
            if (terminal == null && from == null && isTerminal(word)) {
                terminal = Field.text(word);
            } else if (from == null) {
                from = Field.text(word);
            }
        }
        return new Login(Field.text(words.getFirst()), terminal, from, date.at());
    }

    private static boolean isTerminal(String word) {
        return !Addresses.isAddress(word) && word.indexOf('.') < 0;
    }
}
