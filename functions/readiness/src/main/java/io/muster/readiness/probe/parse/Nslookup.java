package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.NameResolution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code nslookup NAME} of bind and busybox: the server's own address stands before the first
 * {@code Name:}, the answers behind it, numbered by old busybox ({@code Address 1: ...}).
 */
public final class Nslookup {

    private Nslookup() {}

    public static Fact<NameResolution> parse(String output) {
        Set<String> addresses = new LinkedHashSet<>();
        String name = null;
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(line);
            if (words.size() < 2) {
                continue;
            }
            if (words.getFirst().equals("Name:")) {
                name = Field.text(words.get(1));
            } else if (name != null && words.getFirst().startsWith("Address")) {
                words.stream()
                        .skip(1)
                        .filter(Addresses::isAddress)
                        .limit(1)
                        .filter(address -> addresses.size() < Getent.MOST)
                        .forEach(address -> addresses.add(Field.text(address)));
            }
        }
        return Fact.known(new NameResolution(name, List.copyOf(addresses)));
    }
}
