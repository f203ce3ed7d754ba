package io.muster.cli.output;

import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.text.DisplayWidth;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is unknown: by itself, by check; and for a cause that is told once, by cause. A scan knows
 * each verdict of the latter, a table their number.
 */
final class UnknownReport extends RowReport {

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final int limit;
    private final Map<String, WorkGroup> own = new HashMap<>();
    private final Map<Cause, WorkGroup> explained = new TreeMap<>();
    private final Map<String, WorkGroup> tellers = new TreeMap<>();

    /**
     * @param limit how many findings of a group are shown
     */
    UnknownReport(PrintStream out, Terminal terminal, int limit) {
        this.out = out;
        this.style = terminal.style();
        this.columns = terminal.columns();
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
        out.println(style.bold("Unknown by itself: " + Labels.number(count)));
        WorkGroup.inOrderOfWork(own.values())
                .forEach(group -> group(group, group.first().title().english()));
        out.println();
        out.println(style.bold("Unknown for a cause that is told once"));
        if (explained.isEmpty()) {
            causes(totals);
        } else {
            explained.forEach((cause, group) -> group(group, toldBy(cause.kind())));
        }
        tellers.forEach((check, group) -> group(group, "tells it once"));
        out.flush();
    }

    private void causes(Totals totals) {
        for (Kind kind : Kind.values()) {
            int count = totals.scorecard() == null ? 0 : totals.scorecard().explained(kind);
            if (count > 0) {
                out.println(
                        cut(
                                "  %s %s, %s"
                                        .formatted(
                                                DisplayWidth.padLeft(Labels.number(count), 7),
                                                kind.label(),
                                                toldBy(kind))));
            }
        }
    }

    private static String toldBy(Kind kind) {
        return kind.toldBy()
                .map(check -> "told by " + check)
                .orElse(
                        kind == Kind.NEVER_SHOWN
                                ? "which only a person can answer"
                                : "which this run did not ask for");
    }

    private void group(WorkGroup group, String what) {
        out.println(
                cut(
                        "  %s %s: %s"
                                .formatted(
                                        DisplayWidth.padLeft(Labels.number(group.findings()), 7),
                                        group.key(),
                                        what)));
        group.kept()
                .forEach(
                        row -> {
                            String check =
                                    row.check().equals(group.key()) ? "" : row.check() + ": ";
                            out.println(style.dim(cut("          " + check + Screen.first(row))));
                        });
        if (group.left() > 0) {
            out.println(style.dim("          and " + Labels.number(group.left()) + " more"));
        }
    }

    private String cut(String text) {
        return DisplayWidth.cut(Printable.line(text), columns, style.ellipsis());
    }
}
