package io.muster.readiness.probe.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an output that are not blank, bounded: at most {@value #MOST} lines of {@value
 * #LONGEST} characters.
 *
 * <p>Every parser goes through here first, so that no parser's time or memory depends on how much a
 * guest prints.
 *
 * @param cut whether lines, or the ends of lines, were left out
 */
record Lines(List<String> all, boolean cut) {

    static final int MOST = 20_000;
    static final int LONGEST = 8_192;

    /** Splits at line feeds; a carriage return before one goes with it. */
    static Lines of(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        boolean cut = false;
        while (from < text.length()) {
            if (lines.size() == MOST) {
                cut = true;
                break;
            }
            int feed = text.indexOf('\n', from);
            int end = feed < 0 ? text.length() : feed;
            int stop = end > from && text.charAt(end - 1) == '\r' ? end - 1 : end;
            if (stop - from > LONGEST) {
                stop = from + LONGEST;
                cut = true;
            }
            String line = text.substring(from, stop);
            if (!line.isBlank()) {
                lines.add(line);
            }
            from = end + 1;
        }
        return new Lines(lines, cut);
    }

    /** For saying what could not be read. */
    String first() {
        return all.isEmpty() ? "" : Field.text(all.getFirst());
    }
}
