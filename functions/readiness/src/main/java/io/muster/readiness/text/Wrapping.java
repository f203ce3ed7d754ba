package io.muster.readiness.text;

import java.util.ArrayList;
import java.util.List;

/** Text broken into lines at spaces; a word wider than the line is broken where the line ends. */
public final class Wrapping {

    private Wrapping() {}

    /**
     * The lines of a text.
     *
     * @param width the widest line, in columns; at least 1
     */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" +", -1)) {
            String rest = word;
            int joined = DisplayWidth.of(line.toString()) + 1 + DisplayWidth.of(rest);
            if (!line.isEmpty() && joined > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            if (!line.isEmpty()) {
                line.append(' ');
            }
            while (line.isEmpty() && !fits(rest, width)) {
                String head = head(rest, width);
                lines.add(head);
                rest = rest.substring(head.length());
            }
            line.append(rest);
        }
        lines.add(line.toString());
        return lines;
    }

    /** One character fits any line, however wide it is. */
    private static boolean fits(String word, int width) {
        return DisplayWidth.of(word) <= width || DisplayWidth.graphemes(word).size() == 1;
    }

    private static String head(String word, int width) {
        String head = DisplayWidth.cut(word, width, "");
        return head.isEmpty() ? DisplayWidth.graphemes(word).get(0) : head;
    }
}
