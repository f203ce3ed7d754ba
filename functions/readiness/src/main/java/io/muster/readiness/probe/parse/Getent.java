package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.NameResolution;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code getent ahosts NAME} and {@code getent hosts NAME}: an address first, a name somewhere
 * behind it. It prints nothing for a name that does not resolve.
 */
public final class Getent {

    static final int MOST = 64;

    private static final Set<String> SOCKET_TYPES = Set.of("STREAM", "DGRAM", "RAW");

    private Getent() {}

    public static Fact<NameResolution> parse(String output) {
        Set<String> addresses = new LinkedHashSet<>();
        String name = null;
        for (String line : Lines.of(output).all()) {
            List<String> words = Field.words(line);
            if (!Addresses.isAddress(words.getFirst())) {
                continue;
            }
            if (addresses.size() < MOST) {
                addresses.add(Field.text(words.getFirst()));
            }
            boolean ahosts = words.size() > 1 && SOCKET_TYPES.contains(words.get(1));
            if (name == null && words.size() > (ahosts ? 2 : 1)) {
                name = Field.text(words.get(ahosts ? 2 : 1));
            }
        }
        return Fact.known(new NameResolution(name, List.copyOf(addresses)));
    }
}
