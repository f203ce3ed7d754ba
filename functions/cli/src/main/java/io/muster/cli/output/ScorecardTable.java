package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fifteen rows at a glance: what each says as a whole, its counts, and their shares as a bar.
 */
final class ScorecardTable {

    private static final int NUMBER = 11;
    private static final int NARROWEST_BAR = 8;
    private static final int MAX_BAR_WIDTH = 48;
    private static final List<Status> SHOWN =
            List.of(Status.NOT_READY, Status.UNKNOWN, Status.READY);

    private final Page page;
    private final Style style;
    private final int nameWidth;
    private final int barWidth;

    ScorecardTable(Page page) {
        this.page = page;
        this.style = page.style();
        this.nameWidth =
                Stream.concat(
                                Stream.of(Message.of("screen.checklist")),
                                Arrays.stream(ChecklistRow.values()).map(ChecklistRow::title))
                        .mapToInt(name -> DisplayWidth.of(page.text(name)))
                        .max()
                        .orElse(0);
        int numbers = SHOWN.stream().mapToInt(this::width).sum();
        int left = page.columns() - (4 + nameWidth + numbers + 3);
        this.barWidth = left < NARROWEST_BAR ? 0 : Math.min(left, MAX_BAR_WIDTH);
    }

    /**
     * The lines of the table.
     *
     * @param rows the rows to show
     */
    List<String> lines(Scorecard scorecard, List<ChecklistRow> rows) {
        List<String> lines = new ArrayList<>();
        StringBuilder heading = new StringBuilder("    " + name(Message.of("screen.checklist")));
        for (Status status : SHOWN) {
            heading.append(DisplayWidth.padLeft(page.text(status.title()), width(status)));
        }
        lines.add(style.dim(heading.toString()));
        rows.forEach(row -> lines.add(line(scorecard, row).stripTrailing()));
        return lines;
    }

    /** A column is as wide as its title in each language, with two blanks before it. */
    private int width(Status status) {
        return Math.max(NUMBER, DisplayWidth.of(page.text(status.title())) + 2);
    }

    private String name(Message name) {
        return DisplayWidth.pad(page.text(name), nameWidth);
    }

    private String line(Scorecard scorecard, ChecklistRow row) {
        int notReady = scorecard.count(row, Status.NOT_READY);
        int unknown = scorecard.count(row, Status.UNKNOWN);
        int ready = scorecard.count(row, Status.READY);
        String sign = style.sign(scorecard.verdict(row));
        String name = "  " + sign + " " + name(row.title());
        if (notReady + unknown + ready == 0) {
            Message why =
                    Message.of(
                            scorecard.count(row, Status.NOT_APPLICABLE) > 0
                                    ? "screen.row-not-applicable"
                                    : "screen.row-no-check");
            return name + "  " + style.dim(page.text(why));
        }
        return name
                + number(Status.NOT_READY, notReady)
                + number(Status.UNKNOWN, unknown)
                + number(Status.READY, ready)
                + "   "
                + bar(notReady, unknown, ready);
    }

    private String number(Status status, int count) {
        String text = DisplayWidth.padLeft(Labels.number(count), width(status));
        return count == 0 ? style.dim(text) : style.verdict(status, text);
    }

    /** Shares of the width; whatever is not nothing gets a cell. */
    private String bar(int notReady, int unknown, int ready) {
        if (barWidth == 0) {
            return "";
        }
        int all = notReady + unknown + ready;
        int bad = cells(notReady, all);
        int doubtful = Math.min(cells(unknown, all), barWidth - bad);
        int good = barWidth - bad - doubtful;
        if (ready > 0 && good == 0) {
            good = 1;
            if (bad >= doubtful) {
                bad--;
            } else {
                doubtful--;
            }
        }
        if (ready == 0) {
            bad += notReady > 0 ? good : 0;
            doubtful += notReady > 0 ? 0 : good;
            good = 0;
        }
        return style.bad((style.unicode() ? "█" : "#").repeat(bad))
                + style.doubtful((style.unicode() ? "▒" : "?").repeat(doubtful))
                + style.good((style.unicode() ? "░" : ".").repeat(good));
    }

    private int cells(int count, int all) {
        return count == 0 ? 0 : Math.max(1, (int) Math.round((double) barWidth * count / all));
    }

    /** The rows that a reader wants to see: all, but those that a narrowed scan left out. */
    static List<ChecklistRow> rows(Scorecard scorecard, Origin origin) {
        return Arrays.stream(ChecklistRow.values())
                .filter(row -> !origin.partial() || judged(scorecard, row))
                .toList();
    }

    /** The rows of which anything was judged. */
    static List<ChecklistRow> judged(Scorecard scorecard) {
        return Arrays.stream(ChecklistRow.values()).filter(row -> judged(scorecard, row)).toList();
    }

    private static boolean judged(Scorecard scorecard, ChecklistRow row) {
        return Arrays.stream(Status.values()).anyMatch(status -> scorecard.count(row, status) > 0);
    }
}
