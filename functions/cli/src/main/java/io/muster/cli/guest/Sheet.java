package io.muster.cli.guest;

import io.muster.cli.session.Session;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.DisplayWidth;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts on a screen: named values, and under a heading the rows of a table. */
record Sheet(PrintStream out, Style style, int columns) {

    private static final int NAME = 11;
    private static final String INDENT = "  ";
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final double STEP = 1_024;

    Sheet(Session session) {
        this(session.out(), session.terminal().style(), session.terminal().columns());
    }

    /** A named value. */
    void field(String name, String value) {
        line(DisplayWidth.pad(name, NAME), Printable.line(value));
    }

    <T> void field(String name, Fact<T> fact, Function<T, String> words) {
        switch (fact) {
            case Known<T> known -> field(name, words.apply(known.value()));
            case Missing<T> missing -> line(DisplayWidth.pad(name, NAME), unknown(missing));
        }
    }

    /**
     * A heading with the items that are shown of a listing.
     *
     * @param rows makes the rows to show; none says that there is nothing
     * @param numbers the columns, from 0, whose text goes to their right end
     */
    <T> void table(
            String heading,
            Fact<Listing<T>> fact,
            Function<Listing<T>, List<List<String>>> rows,
            Integer... numbers) {
        out.println();
        switch (fact) {
            case Missing<Listing<T>> missing -> heading(heading, unknown(missing));
            case Known<Listing<T>> known -> {
                List<List<String>> shown = rows.apply(known.value());
                heading(heading, shown.isEmpty() ? "none" : "");
                rows(shown, Set.of(numbers));
                if (!known.value().complete()) {
                    String gaps = "not all: " + known.value().gaps();
                    out.println(INDENT + style.doubtful(cut(gaps, columns - INDENT.length())));
                }
            }
        }
    }

    private void rows(List<List<String>> rows, Set<Integer> numbers) {
        List<List<String>> clean =
                rows.stream().map(row -> row.stream().map(Printable::line).toList()).toList();
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().size()];
        for (List<String> row : clean) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        for (List<String> row : clean) {
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                // The last one is cut where the line ends.
                int width = i == row.size() - 1 ? widths[i] : Math.min(widths[i], columns / 2);
                String cell = DisplayWidth.cut(row.get(i), width, style.ellipsis());
                cells.add(
                        numbers.contains(i)
                                ? DisplayWidth.padLeft(cell, width)
                                : DisplayWidth.pad(cell, width));
            }
            line(INDENT, String.join(INDENT, cells).stripTrailing());
        }
    }

    private void heading(String heading, String rest) {
        int room = columns - DisplayWidth.of(heading) - INDENT.length();
        out.println((style.bold(heading) + INDENT + cut(rest, room)).stripTrailing());
    }

    private void line(String head, String rest) {
        out.println((head + cut(rest, columns - DisplayWidth.of(head))).stripTrailing());
    }

    private String cut(String text, int room) {
        return DisplayWidth.cut(text, Math.max(1, room), style.ellipsis());
    }

    private static String unknown(Missing<?> missing) {
        return "unknown: " + Printable.line(missing.detail().english());
    }

    /** As df and du print for people, with the unit's whole name. */
    static String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "?";
        }
        double value = bytes;
        int unit = 0;
        while (value >= STEP && unit < UNITS.size() - 1) {
            value /= STEP;
            unit++;
        }
        return String.format(
                Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", value, UNITS.get(unit));
    }

    static String percent(@Nullable Integer percent) {
        return percent == null ? "?" : percent + "%";
    }

    static String orNothing(@Nullable String text) {
        return text == null ? "" : text;
    }
}
