package io.muster.readiness.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * How many columns of a terminal a text takes: Korean, Chinese and Japanese characters and emoji
 * take two, combining marks none.
 *
 * <p>Counts by grapheme (what a reader calls a character), as current terminals draw them, so that
 * a family emoji of seven code points is one thing of two columns. The wide ranges are those with
 * East_Asian_Width W or F in Unicode 15 (UAX #11).
 */
public final class DisplayWidth {

    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int EMOJI_PRESENTATION_SELECTOR = 0xFE0F;

    /** First and last code point of each wide range, ascending; emoji are asked of Character. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2329, 0x232A, 0x2E80, 0x303E, 0x3041, 0x33FF, 0x3400, 0x4DBF, 0x4E00,
        0x9FFF, 0xA000, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE10, 0xFE19,
        0xFE30, 0xFE6F, 0xFF01, 0xFF60, 0xFFE0, 0xFFE6, 0x16FE0, 0x16FF1, 0x17000, 0x18CFF, 0x18D00,
        0x18D08, 0x1AFF0, 0x1B2FB, 0x1F200, 0x1F202, 0x1F210, 0x1F23B, 0x1F240, 0x1F248, 0x1F250,
        0x1F251, 0x20000, 0x3FFFD
    };

    private DisplayWidth() {}

    public static int of(String text) {
        int ascii = 0;
        while (ascii < text.length() && text.charAt(ascii) < 0x7f) {
            ascii++;
        }
        if (ascii == text.length()) {
            return ascii;
        }
        return graphemes(text).stream().mapToInt(DisplayWidth::ofGrapheme).sum();
    }

    /** The text cut to a width, with an ellipsis in place of what was cut off. */
    public static String cut(String text, int width) {
        return cut(text, width, "…");
    }

    /**
     * The text cut to a width.
     *
     * @param ellipsis stands for what was cut off, and counts
     */
    public static String cut(String text, int width, String ellipsis) {
        if (of(text) <= width) {
            return text;
        }
        int room = width - of(ellipsis);
        if (room < 0) {
            return "";
        }
        StringBuilder kept = new StringBuilder();
        int used = 0;
        for (String grapheme : graphemes(text)) {
            int wide = ofGrapheme(grapheme);
            if (used + wide > room) {
                break;
            }
            kept.append(grapheme);
            used += wide;
        }
        return kept.append(ellipsis).toString();
    }

    /** The text followed by spaces up to a width; unchanged where it is as wide or wider. */
    public static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - of(text)));
    }

    /** The text after spaces up to a width; unchanged where it is as wide or wider. */
    public static String padLeft(String text, int width) {
        return " ".repeat(Math.max(0, width - of(text))) + text;
    }

    static List<String> graphemes(String text) {
        List<String> graphemes = new ArrayList<>();
        GRAPHEME.matcher(text).results().map(MatchResult::group).forEach(graphemes::add);
        return graphemes;
    }

    private static int ofGrapheme(String grapheme) {
        int widest = 0;
        int first = grapheme.codePointAt(0);
        for (int i = 0; i < grapheme.length(); i += Character.charCount(grapheme.codePointAt(i))) {
            int codePoint = grapheme.codePointAt(i);
            if (codePoint == EMOJI_PRESENTATION_SELECTOR && Character.isEmoji(first)) {
                return 2;
            }
            widest = Math.max(widest, ofCodePoint(codePoint));
        }
        return widest;
    }

    private static int ofCodePoint(int codePoint) {
        if (codePoint < 0x7f) {
            return codePoint < 0x20 ? 0 : 1;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.FORMAT,
                    Character.CONTROL ->
                    codePoint == 0xAD ? 1 : 0;
            default -> isMedialJamo(codePoint) ? 0 : isWide(codePoint) ? 2 : 1;
        };
    }

    /** Vowels and final consonants that join the Hangul syllable before them. */
    private static boolean isMedialJamo(int codePoint) {
        return (codePoint >= 0x1160 && codePoint <= 0x11FF)
                || (codePoint >= 0xD7B0 && codePoint <= 0xD7FF);
    }

    private static boolean isWide(int codePoint) {
        if (Character.isEmojiPresentation(codePoint)) {
            return true;
        }
        for (int i = 0; i < WIDE.length && WIDE[i] <= codePoint; i += 2) {
            if (codePoint <= WIDE[i + 1]) {
                return true;
            }
        }
        return false;
    }
}
