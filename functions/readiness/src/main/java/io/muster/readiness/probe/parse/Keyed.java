package io.muster.readiness.probe.parse;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outputs of the form {@code Name: value}, one a line; the first of a name counts. */
final class Keyed {

    /** More names than any tool here prints. */
    private static final int MOST = 1_000;

    private final Map<String, String> values = new LinkedHashMap<>();

    private Keyed() {}

    /** Reads every line; {@code separator} stands between name and value. */
    static Keyed of(String output, char separator) {
        Keyed keyed = new Keyed();
        for (String line : Lines.of(output).all()) {
            int at = line.indexOf(separator);
            if (at > 0 && keyed.values.size() < MOST) {
                keyed.values.putIfAbsent(
                        line.substring(0, at).strip(), line.substring(at + 1).strip());
            }
        }
        return keyed;
    }

    /** The value of the first of these names that has one. */
    @Nullable String get(String... names) {
        for (String name : names) {
            String value = values.get(name);
            if (value != null && !value.isEmpty()) {
                return value;
            }
        }
        return null;
    }
}
