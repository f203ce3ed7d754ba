package io.muster.readiness.probe.parse;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of an output, bounded: at most {@value #MOST} lines of {@value #LONGEST} characters.
 *
 * <p>Every parser goes through here first, so that no parser's time or memory depends on how much a
 * guest prints.
 */
final class Lines {

    static final int MOST = 20_000;
    static final int LONGEST = 8_192;

    private final List<String> all;
    private final boolean cut;

    private Lines(List<String> all, boolean cut) {
        this.all = all;
        this.cut = cut;
    }

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
            lines.add(text.substring(from, stop));
            from = end + 1;
        }
        return new Lines(lines, cut);
    }

    List<String> all() {
        return all;
    }

    /** Whether lines, or the ends of lines, were left out. */
    boolean cut() {
        return cut;
    }

    /** The first line that is not blank, for saying what could not be read. */
    String first() {
        for (String line : all) {
            if (!line.isBlank()) {
                return Field.text(line);
            }
        }
        return "";
    }
}
