package io.muster.handlers.notice;

import io.muster.readiness.text.Untrusted;
import java.util.List;

/** Text from outside in a mail: it ends no line, turns no text around and makes no link. */
final class PlainText {

    private static final int MAX_LINE_LENGTH = 400;
    private static final int MAX_COMMAND_LENGTH = 2_000;
    private static final int MAX_COMMAND_LINES = 20;
    private static final String ELLIPSIS = "...";

    private PlainText() {}

    /** One line, bounded. */
    static String line(String text) {
        return Untrusted.unlinked(Untrusted.line(text, MAX_LINE_LENGTH).strip());
    }

    /** One line as the subject of a message must be. */
    static String subject(String text, int longest) {
        String line = line(text);
        if (line.length() <= longest) {
            return line;
        }
        int end = longest - ELLIPSIS.length();
        // Not between the halves of a character.
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end)
                + ELLIPSIS;
    }

    /**
     * The lines of a remedy, which are Muster's own; none where they are too many, because half a
     * command must not be pasted, or where a value in them would become a link.
     */
    static List<String> commands(String remedy) {
        List<String> lines = remedy.lines().toList();
        return remedy.length() > MAX_COMMAND_LENGTH
                        || lines.size() > MAX_COMMAND_LINES
                        || Untrusted.links(remedy)
                ? List.of()
                : lines;
    }
}
