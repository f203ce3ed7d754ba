package io.muster.cli.report;

import io.muster.cli.report.Document.Block;
import io.muster.cli.report.Document.Item;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.Untrusted;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Documents as Markdown and as HTML: what comes from tags and people is text there. */
enum DocumentFormat {
    MARKDOWN {
        @Override
        void begin(String title, String language, StringBuilder out) {
            // A page of Markdown has no frame.
        }

        @Override
        void write(Block block, Escapes escapes, StringBuilder out) {
            switch (block) {
                case Block.Heading heading ->
                        out.repeat('#', heading.level())
                                .append(' ')
                                .append(escapes.of(heading.text()))
                                .append('\n');
                case Block.Paragraph paragraph ->
                        out.append(escapes.of(paragraph.text())).append('\n');
                case Block.Code code -> {
                    String fence = fence(code.text());
                    out.append(fence).append("sh\n");
                    Printable.lines(code.text())
                            .lines()
                            .forEach(line -> out.append(line).append('\n'));
                    out.append(fence).append('\n');
                }
                case Block.Items items -> {
                    for (Item item : items.items()) {
                        out.append("- ").append(escapes.of(item.text()));
                        out.append(link(item, " <%s>")).append('\n');
                    }
                }
                case Block.Table table -> {
                    row(table.head(), escapes, out);
                    out.append('|').repeat("---|", table.head().size()).append('\n');
                    table.rows().forEach(row -> row(row, escapes, out));
                }
                case Block.Chart unused -> {
                    // Its figures are in the table beside it.
                    return;
                }
            }
            out.append('\n');
        }

        private void row(List<String> cells, Escapes escapes, StringBuilder out) {
            for (String cell : cells) {
                out.append("| ").append(escapes.of(cell)).append(' ');
            }
            out.append("|\n");
        }

        @Override
        void end(StringBuilder out) {
            // See above.
        }

        @Override
        String escape(String text) {
            return escaped(text);
        }
    },
    HTML {
        @Override
        void begin(String title, String language, StringBuilder out) {
            out.append("<!DOCTYPE html>\n<html lang=\"").append(html(language)).append("\">\n");
            out.append("<head><meta charset=\"utf-8\"><title>").append(html(title));
            out.append(
                    "</title>\n<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
                            + "table{border-collapse:collapse}td,th{border:1px solid #999;"
                            + "padding:.3em .6em;text-align:left}"
                            + "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eee;"
                            + "padding:.6em}</style></head>\n<body>\n");
        }

        @Override
        void write(Block block, Escapes escapes, StringBuilder out) {
            switch (block) {
                case Block.Heading heading -> {
                    element("h" + heading.level(), escapes.of(heading.text()), out);
                    out.append('\n');
                }
                case Block.Paragraph paragraph ->
                        out.append("<p>").append(escapes.of(paragraph.text())).append("</p>\n");
                case Block.Code code -> {
                    out.append("<pre><code>");
                    Printable.lines(code.text())
                            .lines()
                            .forEach(line -> out.append(html(line)).append('\n'));
                    out.append("</code></pre>\n");
                }
                case Block.Items items -> {
                    out.append("<ul>\n");
                    for (Item item : items.items()) {
                        out.append("<li>").append(escapes.of(item.text()));
                        out.append(link(item, " <a rel=\"noopener\" href=\"%1$s\">%1$s</a>"));
                        out.append("</li>\n");
                    }
                    out.append("</ul>\n");
                }
                case Block.Table table -> {
                    out.append("<table>\n");
                    row(table.head(), "th", escapes, out);
                    table.rows().forEach(row -> row(row, "td", escapes, out));
                    out.append("</table>\n");
                }
                case Block.Chart chart ->
                        out.append("<p>").append(LineChart.svg(chart)).append("</p>\n");
            }
        }

        private void row(List<String> cells, String tag, Escapes escapes, StringBuilder out) {
            out.append("<tr>");
            cells.forEach(cell -> element(tag, escapes.of(cell), out));
            out.append("</tr>\n");
        }

        private static void element(String tag, String content, StringBuilder out) {
            out.append('<').append(tag).append('>').append(content);
            out.append("</").append(tag).append('>');
        }

        @Override
        void end(StringBuilder out) {
            out.append("</body>\n</html>\n");
        }

        @Override
        String escape(String text) {
            return html(text);
        }
    };

    /** A report writes itself in parts of about this many characters. */
    private static final int PART_LENGTH = 1 << 16;

    /** Texts as they stand in a format: of a large report most are said thousands of times. */
    static final class Escapes {

        private final Map<String, String> known = new HashMap<>();
        private final DocumentFormat format;

        Escapes(DocumentFormat format) {
            this.format = format;
        }

        String of(String text) {
            return known.computeIfAbsent(text, format::escape);
        }
    }

    /** Prints a document. */
    void print(Document document, String title, String language, PrintStream to) {
        Escapes escapes = new Escapes(this);
        StringBuilder out = new StringBuilder(2 * PART_LENGTH);
        begin(title, language, out);
        for (Block block : document.blocks()) {
            write(block, escapes, out);
            if (out.length() > PART_LENGTH) {
                to.append(out);
                out.setLength(0);
            }
        }
        end(out);
        to.append(out);
    }

    /** An address with nothing in it that would end a link. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`|\\\\]+");

    /** A run of backticks. */
    private static final Pattern BACKTICKS = Pattern.compile("`+");

    /** A fence that nothing in a text ends. */
    private static String fence(String text) {
        int longest =
                BACKTICKS
                        .matcher(text)
                        .results()
                        .mapToInt(run -> run.end() - run.start())
                        .max()
                        .orElse(0);
        return "`".repeat(Math.max(3, longest + 1));
    }

    abstract void begin(String title, String language, StringBuilder out);

    abstract void write(Block block, Escapes escapes, StringBuilder out);

    abstract void end(StringBuilder out);

    abstract String escape(String text);

    /** What is no address that can be a link is not shown as one. */
    static String link(Item item, String as) {
        return !item.link().isEmpty() && ADDRESS.matcher(item.link()).matches()
                ? as.formatted(item.link().replace("&", "&amp;"))
                : "";
    }

    /** A large report has tens of thousands of texts: one pass over each. */
    static String html(String text) {
        return escaped(
                Printable.line(text),
                sign ->
                        switch (sign) {
                            case '&' -> "&amp;";
                            case '<' -> "&lt;";
                            case '>' -> "&gt;";
                            case '"' -> "&quot;";
                            case '\'' -> "&#39;";
                            default -> "";
                        });
    }

    /** Every sign that could be mark-up, a link, a mention or HTML stands for itself. */
    static String escaped(String text) {
        return escaped(
                Untrusted.unlinked(Printable.line(text)),
                sign ->
                        switch (sign) {
                            case '&' -> "&amp;";
                            case '<' -> "&lt;";
                            case '@' -> "&#64;";
                            case '\\' -> "\\\\";
                            case '`' -> "\\`";
                            case '*' -> "\\*";
                            case '_' -> "\\_";
                            case '{' -> "\\{";
                            case '}' -> "\\}";
                            case '[' -> "\\[";
                            case ']' -> "\\]";
                            case '#' -> "\\#";
                            case '+' -> "\\+";
                            case '!' -> "\\!";
                            case '|' -> "\\|";
                            case '~' -> "\\~";
                            case '>' -> "\\>";
                            default -> "";
                        });
    }

    /**
     * A text with something in the place of some of its characters.
     *
     * @param of what stands for a character; empty for one that stays
     */
    private static String escaped(String text, IntFunction<String> of) {
        StringBuilder escaped = null;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign > '~' || Character.isLetter(sign) || sign == ' ') {
                continue;
            }
            String escape = of.apply(sign);
            if (!escape.isEmpty()) {
                escaped = escaped == null ? new StringBuilder(text.length() + 32) : escaped;
                escaped.append(text, from, i).append(escape);
                from = i + 1;
            }
        }
        return escaped == null ? text : escaped.append(text, from, text.length()).toString();
    }
}
