package io.muster.cli.output;

import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Wrapping;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The one screen: which instances are ready, what to fix first, what was not seen, what to type
 * next. At most {@value #MAX_LINES} lines on a terminal of 80 columns.
 */
final class Screen extends RowReport {

    static final int MAX_LINES = 40;

    private static final int MAX_GROUPS = 7;
    private static final int MIN_GROUPS = 3;
    private static final int MAX_WORKLOADS = 3;

    /** From here on a title, a severity and a count fit one line. */
    private static final int WIDE = 64;

    /** On a wider terminal an eye would lose the line between a title and its count. */
    private static final int MAX_WIDTH = 120;

    private static final int SEVERITY_WIDTH = 8;

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final boolean verbose;
    private final OpenWork work = new OpenWork();
    private final ScreenHead head;

    /**
     * @param verbose whether what each scope cost is shown, too
     */
    Screen(PrintStream out, Terminal terminal, boolean verbose) {
        this.out = out;
        this.style = terminal.style();
        this.columns = terminal.columns();
        this.verbose = verbose;
        this.head = new ScreenHead(style, columns);
    }

    @Override
    void add(Row row) {
        work.add(row);
    }

    @Override
    public void end(Totals totals) {
        List<String> above = head.lines(origin(), totals, work);
        List<String> below = new ArrayList<>();
        workloads(below);
        below.addAll(new NotSeen(style, columns).lines(origin(), totals, work));
        next(below);
        above.forEach(out::println);
        toFix(MAX_LINES - above.size() - below.size()).forEach(out::println);
        below.forEach(out::println);
        if (verbose && origin().scan() != null) {
            new ScanCost(style, columns).lines(origin().scan()).forEach(out::println);
        }
        out.flush();
    }

    @Override
    public List<String> numbered() {
        return work.numbered().stream().map(Row::id).toList();
    }

    /**
     * The worst groups, with the first resource of each.
     *
     * @param room how many lines there are
     */
    private List<String> toFix(int room) {
        List<WorkGroup> groups = work.toFix();
        List<String> lines = new ArrayList<>();
        if (groups.isEmpty()) {
            return lines;
        }
        int shown =
                Math.min(
                        groups.size(),
                        Math.clamp((room - 3) / (columns >= WIDE ? 2 : 3), MIN_GROUPS, MAX_GROUPS));
        lines.add("");
        lines.add(style.bold("Fix first"));
        for (int i = 0; i < shown; i++) {
            group(i + 1, groups.get(i), lines);
        }
        int left = groups.size() - shown;
        if (left > 0) {
            lines.add(style.dim("  and " + Labels.count(left, "more kind") + ": --by remedy"));
        }
        return lines;
    }

    private void group(int number, WorkGroup group, List<String> lines) {
        Severity severity = group.worst();
        String label = style.severity(severity, DisplayWidth.pad(severity.name(), SEVERITY_WIDTH));
        String count = group.counted();
        String title = title(group);
        if (columns >= WIDE) {
            int room = Math.min(columns, MAX_WIDTH) - 4 - SEVERITY_WIDTH - 1 - 2 - count.length();
            lines.add(
                    "%2d  %s %s  %s"
                            .formatted(
                                    number,
                                    label,
                                    style.bold(DisplayWidth.pad(cut(title, room), room)),
                                    count));
        } else {
            lines.add("%2d  %s %s".formatted(number, label, count));
            lines.add("    " + style.bold(cut(title, columns - 4)));
        }
        lines.add("    " + style.dim(cut(first(group.first()), columns - 4)));
    }

    /** The title of the check whose remedy is the group's, and which others it puts right. */
    private static String title(WorkGroup group) {
        Row first = group.first();
        List<String> others =
                group.checks().stream().filter(check -> !check.equals(first.check())).toList();
        return others.isEmpty()
                ? first.title().english()
                : first.title().english() + "; also " + String.join(", ", others);
    }

    /** The first resource, what it belongs to, and what was seen. */
    static String first(Row row) {
        String workload = OpenWork.workload(row);
        String of =
                workload.isEmpty() || workload.equals(row.of().id()) ? "" : " (" + workload + ")";
        return row.of().id() + of + ": " + row.told();
    }

    private void workloads(List<String> lines) {
        List<WorkGroup> worst =
                work.workloads().stream().filter(group -> group.notReady() > 0).toList();
        if (worst.size() < 2) {
            return;
        }
        lines.add("");
        lines.add(style.bold("Worst workloads"));
        List<WorkGroup> shown = worst.subList(0, Math.min(MAX_WORKLOADS, worst.size()));
        int width =
                Math.min(
                        columns / 3,
                        shown.stream()
                                .map(WorkGroup::key)
                                .map(Printable::line)
                                .mapToInt(DisplayWidth::of)
                                .max()
                                .orElse(0));
        for (WorkGroup workload : shown) {
            lines.add(
                    "    %s  %s"
                            .formatted(
                                    DisplayWidth.pad(cut(workload.key(), width), width),
                                    cut(severities(workload), columns - width - 6)));
        }
    }

    /** Such as {@code 2 critical, 1 high}. */
    static String severities(WorkGroup group) {
        List<String> counts =
                new ArrayList<>(
                        Arrays.stream(Severity.values())
                                .sorted(Comparator.reverseOrder())
                                .filter(severity -> group.notReady(severity) > 0)
                                .map(
                                        severity ->
                                                Labels.number(group.notReady(severity))
                                                        + " "
                                                        + severity.name().toLowerCase(Locale.ROOT))
                                .toList());
        if (group.unknown() > 0) {
            counts.add(Labels.number(group.unknown()) + " " + Labels.of(Status.UNKNOWN));
        }
        return String.join(", ", counts);
    }

    private void next(List<String> lines) {
        lines.add("");
        Wrapping.wrap(
                        "One of these whole: ./muster show N. Each server: ./muster instances."
                                + " Add to this command: --by remedy, instance or workload; --unknown; --full",
                        columns)
                .forEach(line -> lines.add(style.dim(line)));
    }

    private String cut(String text, int width) {
        return DisplayWidth.cut(Printable.line(text), Math.max(1, width), style.ellipsis());
    }
}
