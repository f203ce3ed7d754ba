package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The one screen: which instances are ready, what to fix first, what was not seen, what to type
 * next. At most {@value #MAX_LINES} lines on a terminal of 80 columns.
 */
final class Screen extends RowReport {

    static final int MAX_LINES = 40;

    private static final int MAX_GROUPS = 7;
    private static final int MIN_GROUPS = 3;
    private static final int MAX_WORKLOADS = 3;

    /** The lines of the fewest groups, with those around them. */
    private static final int LEAST_TO_FIX = 3 + 2 * MIN_GROUPS;

    /** From here on a title, a severity and a count fit one line. */
    private static final int WIDE = 64;

    /** On a wider terminal an eye would lose the line between a title and its count. */
    private static final int MAX_WIDTH = 120;

    private static final int SEVERITY_WIDTH = 8;

    private final Page page;
    private final boolean verbose;
    private final NotSeen notSeen;
    private final Hints hints;
    private final OpenWork work = new OpenWork();
    private final ScreenHead head;

    /**
     * @param verbose whether what each scope cost is shown, too
     * @param table the name of the table that a scan could have used
     */
    Screen(Page page, boolean verbose, String table, Hints hints) {
        this.page = page;
        this.verbose = verbose;
        this.notSeen = new NotSeen(page, table);
        this.hints = hints;
        this.head = new ScreenHead(page, hints);
    }

    @Override
    public boolean readsRoster() {
        return true;
    }

    @Override
    void add(Row row) {
        work.add(row);
    }

    @Override
    public void end(Totals totals) {
        List<String> unseen = notSeen.lines(origin(), totals, work);
        List<String> above = head.lines(origin(), totals, work, !unseen.isEmpty());
        List<String> next = next();
        List<String> below = new ArrayList<>();
        workloads(MAX_LINES - above.size() - LEAST_TO_FIX - unseen.size() - next.size(), below);
        below.addAll(unseen);
        below.addAll(next);
        above.forEach(page::line);
        toFix(MAX_LINES - above.size() - below.size()).forEach(page::line);
        below.forEach(page::line);
        if (verbose && origin().scan() != null) {
            new ScanCost(page).lines(origin().scan()).forEach(page::line);
        }
        page.out().flush();
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
                        Math.clamp(
                                (room - 3) / (page.columns() >= WIDE ? 2 : 3),
                                MIN_GROUPS,
                                MAX_GROUPS));
        lines.add("");
        lines.add(page.style().bold(page.text(Message.of("screen.fix-first"))));
        for (int i = 0; i < shown; i++) {
            group(i + 1, groups.get(i), lines);
        }
        int left = groups.size() - shown;
        if (left > 0) {
            Message more = Message.of("screen.kinds-more").with("count", left);
            lines.add(page.style().dim("  " + page.text(more)));
        }
        return lines;
    }

    private void group(int number, WorkGroup group, List<String> lines) {
        Severity severity = group.worst();
        String label =
                page.style()
                        .severity(
                                severity, DisplayWidth.pad(page.heading(severity), SEVERITY_WIDTH));
        String count = page.text(group.counted());
        String title = page.text(title(group));
        if (page.columns() >= WIDE) {
            int room =
                    Math.min(page.columns(), MAX_WIDTH)
                            - (4 + SEVERITY_WIDTH + 1 + 2)
                            - DisplayWidth.of(count);
            lines.add(
                    "%2d  %s %s  %s"
                            .formatted(
                                    number,
                                    label,
                                    page.style()
                                            .bold(DisplayWidth.pad(page.cut(title, room), room)),
                                    count));
        } else {
            lines.add("%2d  %s %s".formatted(number, label, count));
            lines.add("    " + page.style().bold(page.cut(title, page.columns() - 4)));
        }
        String first = page.cut(first(group.first(), page), page.columns() - 4);
        lines.add("    " + page.style().dim(first));
    }

    /** The title of the check whose remedy is the group's, and which others it puts right. */
    private static Message title(WorkGroup group) {
        Row first = group.first();
        List<String> others =
                group.checks().stream().filter(check -> !check.equals(first.check())).toList();
        return others.isEmpty()
                ? first.title()
                : Message.of("screen.title-also")
                        .with("title", first.title())
                        .with("checks", String.join(", ", others));
    }

    /** The first resource, what it belongs to, and what was seen. */
    static String first(Row row, Page page) {
        String workload = OpenWork.workload(row);
        String of =
                workload.isEmpty() || workload.equals(row.of().id()) ? "" : " (" + workload + ")";
        String told = page.text(row.told());
        String start = row.of().id() + of + ": ";
        // What is said of a group begins with its name, which may be the workload's.
        return told.startsWith(start) ? told : start + told;
    }

    /**
     * The worst workloads.
     *
     * @param room how many lines there are
     */
    private void workloads(int room, List<String> lines) {
        List<WorkGroup> worst =
                work.workloads().stream().filter(group -> group.notReady() > 0).toList();
        if (worst.size() < 2) {
            return;
        }
        lines.add("");
        lines.add(page.style().bold(page.text(Message.of("screen.workloads"))));
        List<WorkGroup> shown =
                worst.subList(0, Math.min(Math.clamp(room - 2L, 1, MAX_WORKLOADS), worst.size()));
        int width =
                Math.min(
                        page.columns() / 3,
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
                                    DisplayWidth.pad(page.cut(workload.key(), width), width),
                                    page.cut(
                                            page.text(severities(workload)),
                                            page.columns() - width - 6)));
        }
    }

    /** Such as {@code 2 critical, 1 high}. */
    static Message severities(WorkGroup group) {
        List<Message> counts =
                new ArrayList<>(
                        Arrays.stream(Severity.values())
                                .sorted(Comparator.reverseOrder())
                                .filter(severity -> group.notReady(severity) > 0)
                                .map(severity -> Labels.count(severity, group.notReady(severity)))
                                .toList());
        if (group.unknown() > 0) {
            counts.add(
                    Message.of("screen.count-unknown")
                            .with("number", Labels.number(group.unknown())));
        }
        return Message.all(counts, ", ");
    }

    private List<String> next() {
        List<Message> sentences = new ArrayList<>();
        if (!work.numbered().isEmpty()) {
            hints.show()
                    .map(show -> Message.of("screen.next-show").with("command", show))
                    .ifPresent(sentences::add);
        }
        hints.instances()
                .map(list -> Message.of("screen.next-instances").with("command", list))
                .ifPresent(sentences::add);
        sentences.add(Message.of("screen.next-views"));
        List<String> lines = new ArrayList<>();
        lines.add("");
        // A line each: a full stop behind a command would be copied with it.
        sentences.stream()
                .flatMap(sentence -> page.wrapped(sentence, page.columns()).stream())
                .forEach(line -> lines.add(page.style().dim(line)));
        return lines;
    }
}
