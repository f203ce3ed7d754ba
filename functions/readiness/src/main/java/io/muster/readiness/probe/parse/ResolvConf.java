package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.ResolverSettings;
import java.util.ArrayList;
import java.util.List;

/** {@code /etc/resolv.conf}; the last {@code search} or {@code domain} line counts. */
public final class ResolvConf {

    private static final int MOST = 32;

    private ResolvConf() {}

    public static Fact<ResolverSettings> parse(String output) {
        List<String> nameservers = new ArrayList<>();
        List<String> search = new ArrayList<>();
        List<String> options = new ArrayList<>();
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(line);
            if (words.size() < 2) {
                continue;
            }
            switch (words.getFirst()) {
                case "nameserver" -> keep(nameservers, words.subList(1, 2));
                case "options" -> keep(options, words.subList(1, words.size()));
                case "search", "domain" -> {
                    search.clear();
                    keep(search, words.subList(1, words.size()));
                }
                default -> {
                    // Comments, and words of other systems such as sortlist.
                }
            }
        }
        return Fact.known(new ResolverSettings(nameservers, search, options));
    }

    private static void keep(List<String> into, List<String> words) {
        words.stream().limit(MOST - into.size()).map(Field::text).forEach(into::add);
    }
}
