package io.muster.cli.text;

/**
 * Text that came from tags, guests and services, made fit for a terminal: what could move the
 * cursor, change colours, hide or reverse text is replaced by a sign that shows where it was.
 */
public final class Printable {

    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** One line: line breaks and tabs become spaces. */
    public static String line(String text) {
        return clean(text, false);
    }

    /** Several lines: line feeds stay, everything else is as in {@link #line}. */
    public static String lines(String text) {
        return clean(text, true);
    }

    /** Whether a character is invisible and changes how its neighbours are read. */
    public static boolean isDeceptive(int codePoint) {
        return Character.isISOControl(codePoint)
                || codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || codePoint == 0x2028
                || codePoint == 0x2029
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069)
                || isLoneSurrogate(codePoint);
    }

    private static String clean(String text, boolean keepLineFeeds) {
        if (text.codePoints().noneMatch(Printable::isDeceptive)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(
                        codePoint -> {
                            if (!isDeceptive(codePoint)) {
                                clean.appendCodePoint(codePoint);
                            } else if (codePoint == '\n' && keepLineFeeds) {
                                clean.append('\n');
                            } else {
                                clean.appendCodePoint(isSpace(codePoint) ? ' ' : REPLACEMENT);
                            }
                        });
        return clean.toString();
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == '\n' || codePoint == '\r' || codePoint == '\t' || codePoint == 0x2028;
    }
}
