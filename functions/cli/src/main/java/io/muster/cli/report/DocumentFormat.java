package io.muster.cli.report;

import io.muster.cli.report.Document.Block;
import io.muster.cli.report.Document.Item;
import io.muster.cli.text.Printable;
import io.muster.readiness.text.Untrusted;
import java.io.PrintStream;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Documents as Markdown and as HTML: what comes from tags and people is text there. */
enum DocumentFormat {
    MARKDOWN {
        @Override
        void begin(String title, String language, PrintStream out) {
            // A page of Markdown has no frame.
        }

        @Override
        void print(Block block, PrintStream out) {
            switch (block) {
                case Block.Heading heading ->
                        out.println("#".repeat(heading.level()) + " " + escaped(heading.text()));
                case Block.Paragraph paragraph -> out.println(escaped(paragraph.text()));
                case Block.Code code -> {
                    String fence = fence(code.text());
                    out.println(fence + "sh");
                    Printable.lines(code.text()).lines().forEach(out::println);
                    out.println(fence);
                }
                case Block.Items items ->
                        items.items()
                                .forEach(
                                        item ->
                                                out.println(
                                                        "- "
                                                                + escaped(item.text())
                                                                + link(item, " <%s>")));
                case Block.Table table -> {
                    out.println(row(table.head()));
                    out.println("|" + "---|".repeat(table.head().size()));
                    table.rows().forEach(row -> out.println(row(row)));
                }
                case Block.Chart unused -> {
                    // Its figures are in the table beside it.
                    return;
                }
            }
            out.println();
        }

        private String row(List<String> cells) {
            StringJoiner row = new StringJoiner(" | ", "| ", " |");
            cells.forEach(cell -> row.add(escaped(cell)));
            return row.toString();
        }

        @Override
        void end(PrintStream out) {
            // See above.
        }
    },
    HTML {
        @Override
        void begin(String title, String language, PrintStream out) {
            out.println("<!DOCTYPE html>");
            out.println("<html lang=\"%s\">".formatted(html(language)));
            out.println("<head><meta charset=\"utf-8\"><title>" + html(title) + "</title>");
            out.println(
                    "<style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}"
                            + "table{border-collapse:collapse}td,th{border:1px solid #999;"
                            + "padding:.3em .6em;text-align:left}"
                            + "pre{white-space:pre-wrap;overflow-wrap:anywhere;background:#eee;"
                            + "padding:.6em}</style></head>");
            out.println("<body>");
        }

        @Override
        void print(Block block, PrintStream out) {
            switch (block) {
                case Block.Heading heading ->
                        out.println(element("h" + heading.level(), html(heading.text())));
                case Block.Paragraph paragraph ->
                        out.println("<p>" + html(paragraph.text()) + "</p>");
                case Block.Code code -> {
                    out.print("<pre><code>");
                    Printable.lines(code.text()).lines().forEach(line -> out.println(html(line)));
                    out.println("</code></pre>");
                }
                case Block.Items items -> {
                    out.println("<ul>");
                    items.items()
                            .forEach(
                                    item ->
                                            out.println(
                                                    "<li>"
                                                            + html(item.text())
                                                            + link(
                                                                    item,
                                                                    " <a rel=\"noopener\" href=\"%1$s\">%1$s</a>")
                                                            + "</li>"));
                    out.println("</ul>");
                }
                case Block.Table table -> {
                    out.println("<table>");
                    out.println(row(table.head(), "th"));
                    table.rows().forEach(row -> out.println(row(row, "td")));
                    out.println("</table>");
                }
                case Block.Chart chart -> out.println("<p>" + LineChart.svg(chart) + "</p>");
            }
        }

        private String row(List<String> cells, String tag) {
            StringBuilder row = new StringBuilder("<tr>");
            cells.forEach(cell -> row.append(element(tag, html(cell))));
            return row.append("</tr>").toString();
        }

        private static String element(String tag, String content) {
            return "<" + tag + ">" + content + "</" + tag + ">";
        }

        @Override
        void end(PrintStream out) {
            out.println("</body>");
            out.println("</html>");
        }
    };

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

    abstract void begin(String title, String language, PrintStream out);

    abstract void print(Block block, PrintStream out);

    abstract void end(PrintStream out);

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
