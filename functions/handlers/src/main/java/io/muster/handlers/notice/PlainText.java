package io.muster.handlers.notice;

import java.util.List;

/**
 * Somebody else's words in a mail: tags, names and guests say what they like, and must not end a
 * line, turn the text's direction, ring a bell or make a link of their own.
 */
final class PlainText {

    private static final int MAX_LINE_LENGTH = 400;
    private static final int MAX_COMMAND_LENGTH = 2_000;
    private static final int MAX_COMMAND_LINES = 20;

    private PlainText() {}

    /** One line, bounded. */
    static String line(String text) {
        String line =
                text.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]+", " ")
                        .replace("://", "[:]//")
                        .strip();
        return cut(line, MAX_LINE_LENGTH, "…");
    }

    /** One line of ASCII, as the subject of a message must be. */
    static String subject(String text, int longest) {
        return cut(line(text).replaceAll("[^ -~]", "?"), longest, "...");
    }

    /**
     * The lines of a remedy, which are Muster's own and quoted by it; none where they are too many,
     * because half a command must not be pasted.
     */
    static List<String> commands(String remedy) {
        List<String> lines = remedy.lines().toList();
        return remedy.length() > MAX_COMMAND_LENGTH || lines.size() > MAX_COMMAND_LINES
                ? List.of()
                : lines;
    }

    private static String cut(String text, int longest, String end) {
        if (text.length() <= longest) {
            return text;
        }
        int keep = longest - end.length();
        return text.substring(0, Character.isHighSurrogate(text.charAt(keep - 1)) ? keep - 1 : keep)
                + end;
    }
}
