package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is unknown: by itself, by check; and for a cause that is told once, by cause. A scan knows
 * each verdict of the latter, a table their number.
 */
final class UnknownReport extends RowReport {

    private final Page page;
    private final int limit;
    private final Map<String, WorkGroup> own = new HashMap<>();
    private final Map<Cause, WorkGroup> explained = new TreeMap<>();
    private final Map<String, WorkGroup> tellers = new TreeMap<>();

    /**
     * @param limit how many findings of a group are shown
     */
    UnknownReport(Page page, int limit) {
        this.page = page;
        this.limit = limit;
    }

    @Override
    public void add(Entry entry) {
        Cause cause = entry.cause();
        if (cause == null) {
            add(entry.row());
        } else {
            explained
                    .computeIfAbsent(cause, key -> new WorkGroup(key.toString(), limit))
                    .add(entry.row());
        }
    }

    @Override
    void add(Row row) {
        if (row.status() == Status.UNKNOWN) {
            own.computeIfAbsent(row.check(), check -> new WorkGroup(check, limit)).add(row);
        }
        if (row.status() == Status.NOT_READY && OpenWork.tellsCause(row)) {
            tellers.computeIfAbsent(row.check(), check -> new WorkGroup(check, limit)).add(row);
        }
    }

    @Override
    public void end(Totals totals) {
        int count = own.values().stream().mapToInt(WorkGroup::findings).sum();
        heading(Message.of("screen.unknown-own").with("number", Labels.number(count)));
        WorkGroup.inOrderOfWork(own.values()).forEach(group -> group(group, group.first().title()));
        page.line("");
        heading(Message.of("screen.unknown-shared"));
        if (explained.isEmpty()) {
            causes(totals);
        } else {
            explained.forEach(
                    (cause, group) -> group(group, explained(Labels.cause(cause), cause.kind())));
        }
        tellers.forEach((check, group) -> group(group, Message.of("screen.unknown-reason")));
        page.out().flush();
    }

    private void heading(Message message) {
        page.line(page.style().bold(page.text(message)));
    }

    private void causes(Totals totals) {
        for (Kind kind : Kind.values()) {
            int count = totals.scorecard() == null ? 0 : totals.scorecard().explained(kind);
            if (count > 0) {
                counted(count, explained(Labels.cause(kind), kind));
            }
        }
    }

    private static Message toldBy(Kind kind) {
        return kind.toldBy()
                .map(check -> Message.of("screen.unknown-see").with("check", check))
                .orElse(
                        Message.of(
                                kind == Kind.NEVER_SHOWN
                                        ? "screen.unknown-person"
                                        : "screen.unknown-not-collected"));
    }

    private void counted(int count, String what) {
        String number = DisplayWidth.padLeft(Labels.number(count), 7);
        page.line(page.cut("  " + number + " " + what, page.columns()));
    }

    private String explained(Message cause, Kind kind) {
        return "%s (%s)".formatted(page.text(cause), page.text(toldBy(kind)));
    }

    private void group(WorkGroup group, Message what) {
        group(group, group.key() + ": " + page.text(what));
    }

    private void group(WorkGroup group, String heading) {
        counted(group.findings(), heading);
        group.kept()
                .forEach(
                        row -> {
                            String check =
                                    row.check().equals(group.key()) ? "" : row.check() + ": ";
                            below(check + Screen.first(row, page));
                        });
        if (group.left() > 0) {
            below(page.text(GroupedReport.more(group)));
        }
    }

    private void below(String text) {
        page.line(page.style().dim(page.cut("          " + text, page.columns())));
    }
}
