package io.muster.readiness.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** What redaction makes of texts, in Java and in each awk. */
public final class RedactionVectors {

    private RedactionVectors() {}

    /** A text of some lines, and what becomes of it. */
    public record Vector(String text, String redacted) {}

    public static List<Vector> all() {
        try (InputStream in =
                Objects.requireNonNull(
                        RedactionVectors.class.getResourceAsStream("redaction.txt"))) {
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(all.split("\n\n"))
                    .map(RedactionVectors::vector)
                    .filter(vector -> !vector.text().isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Vector vector(String lines) {
        String text = said(lines, "-");
        String redacted = said(lines, "+");
        return new Vector(text, redacted.isEmpty() ? text : redacted);
    }

    private static String said(String lines, String sign) {
        return lines.lines()
                .filter(line -> line.equals(sign) || line.startsWith(sign + " "))
                .map(line -> line.substring(Math.min(2, line.length())))
                .collect(Collectors.joining("\n"));
    }
}
