package io.muster.cli.demo;

import io.muster.readiness.text.DisplayWidth;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A screen as an SVG: text on the grid of a terminal, in the colours that the reader's browser
 * prefers, light or dark.
 */
final class ScreenPicture {

    private static final double CHARACTER = 8.0;
    private static final double LINE = 18.0;
    private static final double MARGIN = 16.0;
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[([0-9;]*)m");

    private ScreenPicture() {}

    /**
     * Draws a screen.
     *
     * @param screen with the codes of its colours, as {@link io.muster.cli.text.Style} writes them
     * @param columns how wide it is
     */
    static String of(String screen, int columns) {
        List<String> lines = screen.stripTrailing().lines().toList();
        double width = columns * CHARACTER + 2 * MARGIN;
        double height = lines.size() * LINE + 2 * MARGIN;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$s %2$s" width="%1$s" height="%2$s" role="img" xml:space="preserve">
                <title>The screen of ./muster demo</title>
                <style>
                text { font: 13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; white-space: pre }
                rect { fill: #ffffff; stroke: #d1d9e0 }
                .c1 { font-weight: 600 }
                .c2 { fill: #59636e }
                .c31 { fill: #c62828 }
                .c32 { fill: #1a7f37 }
                .c33 { fill: #8a5a00 }
                .c36 { fill: #0b6e84 }
                @media (prefers-color-scheme: dark) {
                text { fill: #e6edf3 }
                rect { fill: #0d1117; stroke: #3d444d }
                .c2 { fill: #9198a1 }
                .c31 { fill: #ff7b72 }
                .c32 { fill: #56d364 }
                .c33 { fill: #e3b341 }
                .c36 { fill: #56d4dd }
                }
                </style>
                <rect x="0.5" y="0.5" width="%3$s" height="%4$s" rx="6"/>
                """
                        .formatted(
                                number(width),
                                number(height),
                                number(width - 1),
                                number(height - 1)));
        for (int i = 0; i < lines.size(); i++) {
            line(lines.get(i), MARGIN + (i + 0.75) * LINE, svg);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void line(String line, double y, StringBuilder svg) {
        Matcher colour = COLOUR.matcher(line);
        String classes = "";
        int column = 0;
        int from = 0;
        while (colour.find()) {
            column = run(line.substring(from, colour.start()), column, y, classes, svg);
            classes = classes(colour.group(1));
            from = colour.end();
        }
        run(line.substring(from), column, y, classes, svg);
    }

    /** Draws a piece of one colour, and gives the column after it. */
    private static int run(String text, int column, double y, String classes, StringBuilder svg) {
        if (!text.isBlank()) {
            int blanks = text.length() - text.stripLeading().length();
            String shown = text.strip();
            svg.append("<text x=\"")
                    .append(number(MARGIN + (column + blanks) * CHARACTER))
                    .append("\" y=\"")
                    .append(number(y))
                    .append("\" textLength=\"")
                    .append(number(DisplayWidth.of(shown) * CHARACTER))
                    .append('"')
                    .append(classes.isEmpty() ? "" : " class=\"" + classes + '"')
                    .append('>')
                    .append(escaped(shown))
                    .append("</text>\n");
        }
        return column + DisplayWidth.of(text);
    }

    private static String classes(String codes) {
        return codes.equals("0") || codes.isEmpty() ? "" : "c" + codes.replace(";", " c");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.1f", value);
    }
}
