package io.muster.readiness.probe.parse;

import io.muster.readiness.text.Untrusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of what a guest prints: taken apart, and through the gate for text from outside. */
final class Field {

    /** The longest text of a field, in characters; a path of Linux may have 4,096 bytes. */
    static final int LONGEST = 1_024;

    /** The longest message of a log entry, in characters. */
    static final int MAX_MESSAGE_LENGTH = 2_048;

    private Field() {}

    static String text(String raw) {
        return text(raw, LONGEST);
    }

    static String text(String raw, int longest) {
        return Untrusted.fact(raw, longest);
    }

    /** The text, or null for none and for the signs with which tools say none. */
    static @Nullable String orNull(@Nullable String raw) {
        if (raw == null) {
            return null;
        }
        String text = raw.strip();
        return text.isEmpty() || text.equals("-") || text.equals("n/a") ? null : text(text);
    }

    /** The words between blanks. */
    static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            while (at < line.length() && blank(line.charAt(at))) {
                at++;
            }
            int from = at;
            while (at < line.length() && !blank(line.charAt(at))) {
                at++;
            }
            if (at > from) {
                words.add(line.substring(from, at));
            }
        }
        return words;
    }

    /** The fields between the tabs that the probe itself puts there; the last may hold more. */
    static List<String> tabbed(String line, int most) {
        return List.of(line.split("\t", most));
    }

    /** The word after a name, or null. */
    static @Nullable String following(List<String> words, String name) {
        int at = words.indexOf(name);
        return at < 0 || at + 1 >= words.size() ? null : words.get(at + 1);
    }

    private static boolean blank(char letter) {
        return letter == ' ' || letter == '\t';
    }

    /** What follows the first words, without the blanks before it. */
    static String after(String line, int words) {
        int at = 0;
        for (int i = 0; i <= words; i++) {
            while (at < line.length() && blank(line.charAt(at))) {
                at++;
            }
            if (i == words) {
                break;
            }
            while (at < line.length() && !blank(line.charAt(at))) {
                at++;
            }
        }
        return line.substring(at);
    }

    /**
     * Undoes the octal escapes of the kernel's tables ({@code \040} is a blank) and the hexadecimal
     * ones of lsblk ({@code \x20}). The bytes so written are UTF-8.
     */
    static String unescaped(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder out = new StringBuilder(escaped.length());
        byte[] bytes = new byte[escaped.length()];
        int waiting = 0;
        int at = 0;
        while (at < escaped.length()) {
            int octet = octet(escaped, at);
            if (octet >= 0) {
                bytes[waiting++] = (byte) octet;
                at += 4;
                continue;
            }
            waiting = flush(out, bytes, waiting);
            out.append(escaped.charAt(at++));
        }
        flush(out, bytes, waiting);
        return out.toString();
    }

    private static int flush(StringBuilder out, byte[] bytes, int waiting) {
        if (waiting > 0) {
            out.append(new String(bytes, 0, waiting, StandardCharsets.UTF_8));
        }
        return 0;
    }

    /** The byte that four characters from here on write, or -1. */
    private static int octet(String text, int at) {
        if (at + 4 > text.length() || text.charAt(at) != '\\') {
            return -1;
        }
        boolean hex = text.charAt(at + 1) == 'x';
        int radix = hex ? 16 : 8;
        int value = 0;
        for (int i = hex ? at + 2 : at + 1; i < at + 4; i++) {
            int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                return -1;
            }
            value = value * radix + digit;
        }
        return value < 256 ? value : -1;
    }

    /** Without the quotes around it, if there are any, and without backslashes before quotes. */
    static String unquoted(String text) {
        String bare = text.strip();
        if (bare.length() < 2) {
            return bare;
        }
        char quote = bare.charAt(0);
        if ((quote != '"' && quote != '\'') || bare.charAt(bare.length() - 1) != quote) {
            return bare;
        }
        String inside = bare.substring(1, bare.length() - 1);
        if (quote == '\'' || inside.indexOf('\\') < 0) {
            return inside;
        }
        StringBuilder out = new StringBuilder(inside.length());
        for (int at = 0; at < inside.length(); at++) {
            char letter = inside.charAt(at);
            if (letter == '\\' && at + 1 < inside.length()) {
                at++;
                letter = inside.charAt(at);
            }
            out.append(letter);
        }
        return out.toString();
    }
}
