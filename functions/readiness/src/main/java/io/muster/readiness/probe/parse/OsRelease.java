package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.OperatingSystem;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /etc/os-release}: shell assignments, quoted or not.
 *
 * @see <a
 *     href="https://www.freedesktop.org/software/systemd/man/latest/os-release.html">os-release(5)</a>
 */
public final class OsRelease {

    private static final List<String> KEYS =
            List.of("ID", "ID_LIKE", "NAME", "VERSION", "VERSION_ID", "PRETTY_NAME", "SUPPORT_END");

    private static final int MAX_IDS = 16;

    private OsRelease() {}

    public static Fact<OperatingSystem> parse(String output) {
        Map<String, String> values = new HashMap<>();
        for (String line : Lines.of(output).all()) {
            int equals = line.indexOf('=');
            String key = line.substring(0, Math.max(0, equals)).strip();
            if (KEYS.contains(key)) {
                values.put(key, Field.text(Field.unquoted(line.substring(equals + 1))));
            }
        }
        String name = values.getOrDefault("NAME", "Linux");
        String id = values.get("ID");
        if (id == null && !values.containsKey("NAME") && !values.containsKey("PRETTY_NAME")) {
            return Unreadable.of("/etc/os-release", output);
        }
        return Fact.known(
                new OperatingSystem(
                        id == null ? "linux" : id,
                        Field.words(values.getOrDefault("ID_LIKE", "")).stream()
                                .limit(MAX_IDS)
                                .toList(),
                        values.get("VERSION_ID"),
                        values.getOrDefault(
                                "PRETTY_NAME",
                                (name + " " + values.getOrDefault("VERSION", "")).strip()),
                        date(values.get("SUPPORT_END"))));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : Dates.day(text);
    }
}
