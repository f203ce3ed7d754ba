package io.muster.cli.text;

import io.muster.readiness.text.Untrusted;

/**
 * Text that came from tags, guests and services, made fit for a terminal: what could move the
 * cursor, change colours, hide or reverse text is replaced by a sign that shows where it was.
 */
public final class Printable {

    private static final String REPLACEMENT = "\uFFFD";

    private Printable() {}

    /** One line: line breaks and tabs become spaces. */
    public static String line(String text) {
        return Untrusted.replaced(text, Printable::sign);
    }

    /** Several lines: line feeds stay, everything else is as in {@link #line}. */
    public static String lines(String text) {
        return Untrusted.replaced(text, point -> point == '\n' ? "\n" : sign(point));
    }

    private static String sign(int point) {
        return switch (point) {
            case '\n', '\r', '\t', 0x2028 -> " ";
            default -> REPLACEMENT;
        };
    }
}
