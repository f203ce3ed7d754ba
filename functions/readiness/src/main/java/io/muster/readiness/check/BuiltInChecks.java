package io.muster.readiness.check;

import io.muster.readiness.check.configure.Imdsv2Required;
import java.util.List;

/** The checks that Muster comes with, in the order of their ids. */
public final class BuiltInChecks {

    private BuiltInChecks() {}

    public static Catalogue catalogue() {
        return Catalogue.of(List.of(new Imdsv2Required()));
    }
}
