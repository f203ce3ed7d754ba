package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;

/** {@code systemctl --failed}: the names of units, one a line. */
public final class FailedUnits {

    private static final int MOST = 200;

    /** systemd's own limit for the name of a unit. */
    private static final int MAX_NAME_LENGTH = 255;

    private FailedUnits() {}

    public static Fact<Listing<String>> parse(String output) {
        return Rows.of(
                        "systemctl",
                        MOST,
                        output,
                        line -> {
                            String name = line.strip();
                            boolean unit = name.indexOf('.') > 0 && Field.words(name).size() == 1;
                            return unit ? Field.text(name, MAX_NAME_LENGTH) : null;
                        })
                .orNone();
    }
}
