package io.muster.cli.output;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The reports of one run, each in its format and its place. */
public final class Reports implements FindingReport, AutoCloseable {

    private final List<Target> targets;

    Reports(List<Target> targets) {
        this.targets = List.copyOf(targets);
    }

    /**
     * A report and its file.
     *
     * @param file null for the standard output
     */
    record Target(FindingReport report, @Nullable ReportFile file) {}

    @Override
    public void begin(Origin origin) {
        targets.forEach(target -> target.report().begin(origin));
    }

    @Override
    public void add(Entry entry) {
        targets.forEach(target -> target.report().add(entry));
    }

    /** Takes rows in place of findings; empty where a report shows more of them than rows have. */
    public Optional<Consumer<Row>> rows() {
        List<RowReport> reports =
                targets.stream()
                        .map(Target::report)
                        .filter(RowReport.class::isInstance)
                        .map(RowReport.class::cast)
                        .toList();
        return reports.size() == targets.size()
                ? Optional.of(row -> reports.forEach(report -> report.add(row)))
                : Optional.empty();
    }

    @Override
    public boolean readsRoster() {
        return targets.stream().anyMatch(target -> target.report().readsRoster());
    }

    @Override
    public List<String> numbered() {
        return targets.stream()
                .map(target -> target.report().numbered())
                .filter(ids -> !ids.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Finishes each result, and puts the files in their places. */
    @Override
    public void end(Totals totals) {
        targets.forEach(target -> target.report().end(totals));
        for (Target target : targets) {
            if (target.file() != null) {
                target.file().commit();
            }
        }
    }

    /** Takes away the files of a run that did not end. */
    @Override
    public void close() {
        for (Target target : targets) {
            if (target.file() != null) {
                target.file().close();
            }
        }
    }
}
