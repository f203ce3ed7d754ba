package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Mount;
import java.util.List;
import java.util.stream.Stream;

/** {@code /proc/mounts}: six words a line, blanks and line breaks within them in octal. */
public final class ProcMounts {

    private static final int MAX_OPTIONS = 64;

    private ProcMounts() {}

    public static Fact<Listing<Mount>> parse(String output) {
        Rows<Mount> rows = new Rows<>("/proc/mounts", Df.MOST, output);
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (words.size() >= 4) {
                rows.add(
                        new Mount(
                                Field.text(Field.unescaped(words.get(0))),
                                Field.text(Field.unescaped(words.get(1))),
                                Field.text(words.get(2)),
                                Stream.of(words.get(3).split(",", MAX_OPTIONS))
                                        .map(Field::text)
                                        .toList()));
            } else {
                rows.unreadable();
            }
        }
        return rows.some();
    }
}
