package io.muster.readiness.text;

import java.lang.Character.UnicodeScript;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * The one gate for text from outside: AWS's names and tags, what guests and services print, lines
 * of logs.
 *
 * <p>What acts does not pass: control characters (Cc), formatting characters (Cf, the bidirectional
 * ones among them), line and paragraph separators, unpaired surrogates, and what Unicode keeps free
 * for more invisible characters. They end lines, move cursors, turn text around, hide text. All
 * else passes unchanged: letters, marks and signs of every script, variation selectors, private
 * use, and code points that a later Unicode may assign.
 *
 * <p>Of Cf, the joiners alone pass, and only where writing needs them: U+200C and U+200D right
 * after a letter or mark of a script that joins or stacks its letters (Persian, Hindi, Sinhala),
 * and U+200D between the pictures of one emoji. Soft hyphens, direction marks, the Arabic number
 * signs and the flags of Scotland's kind, which are spelled in invisible tags, do not pass.
 *
 * <p>What is stored has passed here where it came in; each output has only its own escaping beside.
 */
public final class Untrusted {

    private static final String ELLIPSIS = "…";
    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final int EMOJI_PRESENTATION_SELECTOR = 0xFE0F;

    /** Unicode Standard Annex 31 names these scripts for its rules on joiners, and Khmer's kin. */
    private static final Set<UnicodeScript> JOINING =
            EnumSet.of(
                    UnicodeScript.ARABIC,
                    UnicodeScript.BENGALI,
                    UnicodeScript.DEVANAGARI,
                    UnicodeScript.GUJARATI,
                    UnicodeScript.GURMUKHI,
                    UnicodeScript.KANNADA,
                    UnicodeScript.KHMER,
                    UnicodeScript.MALAYALAM,
                    UnicodeScript.MONGOLIAN,
                    UnicodeScript.MYANMAR,
                    UnicodeScript.NKO,
                    UnicodeScript.ORIYA,
                    UnicodeScript.SINHALA,
                    UnicodeScript.SYRIAC,
                    UnicodeScript.TAMIL,
                    UnicodeScript.TELUGU);

    /** What a mail program or a renderer of Markdown makes a link of without being asked. */
    private static final Pattern LINK =
            Pattern.compile(
                    "(?i)(?<=www)\\.|(?<=(?<![a-z0-9])(?:https?|ftps?|mailto|xmpp)):"
                            + "|:(?=//[^\\s\"])|(?<=[\\w.+%-])@(?=[\\w-]+\\.)");

    private Untrusted() {}

    /**
     * A text as a fact, to be kept and compared: what acts becomes a visible escape, {@code \x0a}
     * or {@code \}{@code u{202e}}, so that names that differ stay different.
     *
     * @param max in characters; of what is longer the last one is an ellipsis
     */
    public static String fact(String text, int max) {
        return bounded(text, max, replaced(head(text, max), Untrusted::escape));
    }

    /**
     * A text as part of a message, on one line: what acts becomes a blank, one for all that stand
     * together.
     *
     * @param max in characters; of what is longer the last one is an ellipsis
     */
    public static String line(String text, int max) {
        String clean = replaced(head(text, max), acting -> "\n");
        return bounded(text, max, clean.indexOf('\n') < 0 ? clean : clean.replaceAll("\n+", " "));
    }

    /**
     * The text with a sign in place of each character that acts.
     *
     * @param sign for a code point
     */
    public static String replaced(String text, IntFunction<String> sign) {
        int at = acting(text, 0);
        if (at == text.length()) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length() + 16);
        int from = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            clean.append(text, from, at).append(sign.apply(point));
            from = at + Character.charCount(point);
            at = acting(text, from);
        }
        return clean.append(text, from, text.length()).toString();
    }

    /** The text with brackets around the sign that would make a link of a part of it. */
    public static String unlinked(String text) {
        return mayLink(text) ? LINK.matcher(text).replaceAll("[$0]") : text;
    }

    /** Whether a part of a text would become a link: see {@link #unlinked}. */
    public static boolean links(String text) {
        return mayLink(text) && LINK.matcher(text).find();
    }

    /** Whether a sign of {@link #LINK} stands where it could match; of most texts, none does. */
    private static boolean mayLink(String text) {
        for (int i = 0; i < text.length(); i++) {
            int before = i == 0 ? ' ' : text.charAt(i - 1) | 0x20;
            boolean may =
                    switch (text.charAt(i)) {
                        case '@' -> true;
                        case '.' -> before == 'w';
                        case ':' -> "pso".indexOf(before) >= 0 || text.startsWith("//", i + 1);
                        default -> false;
                    };
            if (may) {
                return true;
            }
        }
        return false;
    }

    /**
     * Where the first character that acts stands, from an index on; the length if there is none.
     */
    private static int acting(String text, int from) {
        int at = from;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c >= ' ' && c < 0x7f) {
                at++;
                continue;
            }
            int point = text.codePointAt(at);
            if (acts(point) && !joins(text, at, point)) {
                return at;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    private static boolean acts(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    true;
            case Character.UNASSIGNED ->
                    point == 0x2065
                            || (point >= 0xFFF0 && point <= 0xFFF8)
                            || (point >= 0xE0000 && point <= 0xE0FFF);
            default -> false;
        };
    }

    private static boolean joins(String text, int at, int point) {
        if (at == 0 || (point != JOINER && point != NON_JOINER)) {
            return false;
        }
        int before = text.codePointBefore(at);
        if (JOINING.contains(UnicodeScript.of(before)) && isLetterOrMark(before)) {
            return true;
        }
        return point == JOINER
                && at + 1 < text.length()
                && Character.isExtendedPictographic(text.codePointAt(at + 1))
                && (Character.isExtendedPictographic(before)
                        || Character.isEmojiModifier(before)
                        || before == EMOJI_PRESENTATION_SELECTOR);
    }

    private static boolean isLetterOrMark(int point) {
        return switch (Character.getType(point)) {
            case Character.OTHER_LETTER,
                    Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK ->
                    true;
            default -> false;
        };
    }

    private static String escape(int point) {
        return (point < 0x100 ? "\\x%02x" : "\\u{%x}").formatted(point);
    }

    private static String bounded(String text, int max, String clean) {
        return text.length() <= max && clean.length() <= max
                ? clean
                : head(clean, max - ELLIPSIS.length()) + ELLIPSIS;
    }

    /** The beginning of a text that ends with no half of a character. */
    private static String head(String text, int max) {
        if (text.length() <= max) {
            return text;
        }
        boolean whole = !Character.isSurrogatePair(text.charAt(max - 1), text.charAt(max));
        return text.substring(0, whole ? max : max - 1);
    }
}
