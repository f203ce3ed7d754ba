package io.muster.cli.guest;

import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Facts on a screen: named values, and under a heading the rows of a table. */
record Sheet(Page page) {

    private static final String INDENT = "  ";
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB", "TiB", "PiB");
    private static final double STEP = 1_024;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    /** The named values, whose names share a column. */
    enum Field {
        SYSTEM,
        KERNEL,
        HOST,
        PROCESSOR,
        MEMORY,
        CLOCK,
        PROBED,
        ADDRESSES,
        ROUTE,
        RESOLVER,
        NAMES;

        Message title() {
            return switch (this) {
                case SYSTEM -> Message.of("screen.guest-system");
                case KERNEL -> Message.of("screen.guest-kernel");
                case HOST -> Message.of("screen.guest-host");
                case PROCESSOR -> Message.of("screen.guest-processor");
                case MEMORY -> Message.of("screen.guest-memory");
                case CLOCK -> Message.of("screen.guest-clock");
                case PROBED -> Message.of("screen.guest-probed");
                case ADDRESSES -> Message.of("screen.guest-addresses");
                case ROUTE -> Message.of("screen.guest-route");
                case RESOLVER -> Message.of("screen.guest-resolver");
                case NAMES -> Message.of("screen.guest-names");
            };
        }
    }

    String text(Message message) {
        return page.text(message);
    }

    /** A named value. */
    void field(Field name, Message value) {
        int width =
                Arrays.stream(Field.values())
                        .mapToInt(each -> DisplayWidth.of(text(each.title())))
                        .max()
                        .orElse(0);
        line(DisplayWidth.pad(text(name.title()), width + INDENT.length()), text(value));
    }

    <T> void field(Field name, Fact<T> fact, Function<T, Message> words) {
        switch (fact) {
            case Known<T> known -> field(name, words.apply(known.value()));
            case Missing<T> missing -> field(name, unknown(missing));
        }
    }

    /**
     * A heading with the items that are shown of a listing.
     *
     * @param rows makes the rows to show; none says that there is nothing
     * @param numbers the columns, from 0, whose text goes to their right end
     */
    <T> void table(
            Message heading,
            Fact<Listing<T>> fact,
            Function<Listing<T>, List<List<String>>> rows,
            Integer... numbers) {
        page.line("");
        switch (fact) {
            case Missing<Listing<T>> missing -> heading(text(heading), text(unknown(missing)));
            case Known<Listing<T>> known -> {
                List<List<String>> shown = rows.apply(known.value());
                heading(
                        text(heading),
                        shown.isEmpty() ? text(Message.of("screen.guest-none")) : "");
                rows(shown, Set.of(numbers));
                if (!known.value().complete()) {
                    doubt(Message.of("screen.guest-incomplete").with("gaps", known.value().gaps()));
                }
            }
        }
    }

    /** A line that says what is missing from the table above it. */
    void doubt(Message gaps) {
        String cut = cut(text(gaps), page.columns() - INDENT.length());
        page.line(INDENT + page.style().doubtful(cut));
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
                int width =
                        i == row.size() - 1 ? widths[i] : Math.min(widths[i], page.columns() / 2);
                String cell = DisplayWidth.cut(row.get(i), width, page.style().ellipsis());
                cells.add(
                        numbers.contains(i)
                                ? DisplayWidth.padLeft(cell, width)
                                : DisplayWidth.pad(cell, width));
            }
            line(INDENT, String.join(INDENT, cells).stripTrailing());
        }
    }

    private void heading(String heading, String rest) {
        int room = page.columns() - DisplayWidth.of(heading) - INDENT.length();
        page.line((page.style().bold(heading) + INDENT + cut(rest, room)).stripTrailing());
    }

    private void line(String head, String rest) {
        page.line((head + cut(rest, page.columns() - DisplayWidth.of(head))).stripTrailing());
    }

    private String cut(String text, int room) {
        return DisplayWidth.cut(text, Math.max(1, room), page.style().ellipsis());
    }

    private static Message unknown(Missing<?> missing) {
        return Message.of("screen.guest-unknown").with("why", missing.detail());
    }

    /** A time as a table has it, without the zone, which the page names above. */
    String time(Instant at) {
        return TIME.format(at.atZone(page.rendering().zone()));
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
