package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;

/** {@code hostname -I}: addresses in one line; busybox knows {@code -i} alone. */
public final class HostAddresses {

    private static final int MOST = 256;

    private HostAddresses() {}

    public static Fact<Listing<String>> parse(String output) {
        Rows<String> rows = new Rows<>("hostname -I", MOST, output);
        for (String line : rows.lines()) {
            for (String word : Field.words(line)) {
                rows.add(Addresses.isAddress(word) ? Field.text(word) : null);
            }
        }
        return rows.some();
    }
}
