package io.muster.cli.output;

import io.muster.cli.session.Terminal;
import io.muster.cli.text.Printable;
import io.muster.cli.text.Style;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.text.DisplayWidth;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open findings in groups, the worst first, each with its counts and its first findings. */
final class GroupedReport extends RowReport {

    static final int MAX_GROUPS = 50;

    private final PrintStream out;
    private final Style style;
    private final int columns;
    private final By by;
    private final int limit;
    private final Map<String, WorkGroup> groups = new HashMap<>();
    private int outside;

    /**
     * @param limit how many findings of a group are shown
     */
    GroupedReport(PrintStream out, Terminal terminal, By by, int limit) {
        this.out = out;
        this.style = terminal.style();
        this.columns = terminal.columns();
        this.by = by;
        this.limit = limit;
    }

    @Override
    void add(Row row) {
        if (!row.status().open()) {
            return;
        }
        String key = key(row);
        if (key.isEmpty()) {
            outside++;
        } else {
            groups.computeIfAbsent(key, unused -> new WorkGroup(key, limit)).add(row);
        }
    }

    /** What groups it; empty where nothing does. */
    private String key(Row row) {
        return switch (by) {
            case CHECK -> row.check();
            case REMEDY -> OneRemedy.of(row.check());
            case WORKLOAD -> OpenWork.workload(row);
            case INSTANCE ->
                    row.of().type() == ResourceType.INSTANCE
                            ? row.of().scope() + " " + row.of().id()
                            : "";
        };
    }

    @Override
    public void end(Totals totals) {
        List<WorkGroup> sorted =
                switch (by) {
                    case CHECK, REMEDY -> WorkGroup.inOrderOfWork(groups.values());
                    case INSTANCE, WORKLOAD -> WorkGroup.worstFirst(groups.values());
                };
        if (sorted.isEmpty()) {
            out.println("No findings.");
        }
        sorted.stream().limit(MAX_GROUPS).forEach(this::group);
        if (sorted.size() > MAX_GROUPS) {
            out.println();
            out.println(
                    "And %s of %d: all are in --output json, csv."
                            .formatted(
                                    Labels.count(sorted.size() - MAX_GROUPS, "more group"),
                                    sorted.size()));
        }
        if (outside > 0) {
            out.println();
            out.println(
                    "Not in this list: %s about no %s."
                            .formatted(
                                    Labels.count(outside, "finding"),
                                    by == By.INSTANCE ? "instance" : "workload"));
        }
        if (!totals.notShown().isEmpty()) {
            out.println();
            out.println("Not shown: " + String.join(", ", totals.notShown()) + ".");
        }
        out.flush();
    }

    private void group(WorkGroup group) {
        String counts = Screen.severities(group);
        int room = columns - counts.length() - 2;
        String title = title(group);
        out.println();
        if (DisplayWidth.of(title) <= room || room >= columns / 2) {
            out.println(style.bold(DisplayWidth.pad(cut(title, room), room)) + "  " + counts);
        } else {
            out.println(style.bold(cut(title, columns)));
            out.println("  " + cut(counts, columns - 2));
        }
        group.kept().forEach(row -> out.println("    " + cut(line(row), columns - 4)));
        if (group.left() > 0) {
            out.println(style.dim("    and " + Labels.number(group.left()) + " more"));
        }
    }

    private String title(WorkGroup group) {
        Row first = group.first();
        return switch (by) {
            case CHECK -> first.check() + ": " + first.title().english();
            case REMEDY -> String.join(", ", group.checks()) + ": " + first.title().english();
            case WORKLOAD -> group.key();
            case INSTANCE -> {
                String workload = OpenWork.workload(first);
                yield first.of().id()
                        + (workload.isEmpty() ? "" : " (" + workload + ")")
                        + " in "
                        + first.of().scope().region();
            }
        };
    }

    private String line(Row row) {
        String sign = row.status() == Status.UNKNOWN ? "? " : "";
        return switch (by) {
            case CHECK, REMEDY -> sign + Screen.first(row);
            case INSTANCE -> sign + row.check() + ": " + row.told();
            case WORKLOAD -> sign + row.of().id() + " " + row.check() + ": " + row.told();
        };
    }

    private String cut(String text, int width) {
        return DisplayWidth.cut(Printable.line(text), Math.max(1, width), style.ellipsis());
    }
}
