package io.muster.cli.output;

import io.muster.cli.session.Page;
import io.muster.readiness.check.Status;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Open findings in groups, the worst first, each with its counts and its first findings. */
final class GroupedReport extends RowReport {

    static final int MAX_GROUPS = 50;

    private final Page page;
    private final By by;
    private final int limit;
    private final Map<String, WorkGroup> groups = new HashMap<>();
    private int outside;

    /**
     * @param limit how many findings of a group are shown
     */
    GroupedReport(Page page, By by, int limit) {
        this.page = page;
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
            page.line(page.text(Message.of("screen.no-findings")));
        }
        sorted.stream().limit(MAX_GROUPS).forEach(this::group);
        if (sorted.size() > MAX_GROUPS) {
            paragraph(
                    Message.of("screen.groups-more")
                            .with("count", sorted.size() - MAX_GROUPS)
                            .with("all", sorted.size()));
        }
        if (outside > 0) {
            paragraph(
                    Message.of(
                                    by == By.INSTANCE
                                            ? "screen.outside-instance"
                                            : "screen.outside-workload")
                            .with("count", outside));
        }
        if (!totals.notShown().isEmpty()) {
            paragraph(ScreenHead.notShown(totals));
        }
        page.out().flush();
    }

    private void paragraph(Message message) {
        page.line("");
        page.line(page.text(message));
    }

    private void group(WorkGroup group) {
        String counts = page.text(Screen.severities(group));
        int columns = page.columns();
        int room = columns - DisplayWidth.of(counts) - 2;
        String title = title(group);
        page.line("");
        if (DisplayWidth.of(title) <= room || room >= columns / 2) {
            String padded = DisplayWidth.pad(page.cut(title, room), room);
            page.line(page.style().bold(padded) + "  " + counts);
        } else {
            page.line(page.style().bold(page.cut(title, columns)));
            page.line("  " + page.cut(counts, columns - 2));
        }
        group.kept().forEach(row -> page.line("    " + page.cut(line(row), columns - 4)));
        if (group.left() > 0) {
            page.line(page.style().dim("    " + page.text(more(group))));
        }
    }

    /** How many findings of a group are not shown. */
    static Message more(WorkGroup group) {
        return Message.of("screen.more").with("number", Labels.number(group.left()));
    }

    private String title(WorkGroup group) {
        Row first = group.first();
        return switch (by) {
            case CHECK -> first.check() + ": " + page.text(first.title());
            case REMEDY -> String.join(", ", group.checks()) + ": " + page.text(first.title());
            case WORKLOAD -> group.key();
            case INSTANCE -> page.text(instance(first));
        };
    }

    private static Message instance(Row row) {
        String workload = OpenWork.workload(row);
        return workload.isEmpty()
                ? Message.of("screen.instance-in")
                        .with("instance", row.of().id())
                        .with("region", row.of().scope().region())
                : Message.of("screen.instance-of-in")
                        .with("instance", row.of().id())
                        .with("workload", workload)
                        .with("region", row.of().scope().region());
    }

    private String line(Row row) {
        String sign = row.status() == Status.UNKNOWN ? "? " : "";
        String told = page.text(row.told());
        return switch (by) {
            case CHECK, REMEDY -> sign + Screen.first(row, page);
            case INSTANCE -> sign + row.check() + ": " + told;
            case WORKLOAD -> sign + row.of().id() + " " + row.check() + ": " + told;
        };
    }
}
