package io.muster.cli.output;

import io.muster.cli.output.FindingGroups.Group;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.text.Printable;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Untrusted;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same as the table, for a ticket: what comes from tags is text there, never mark-up. */
final class MarkdownReport implements FindingReport {

    private final PrintStream out;
    private final FindingGroups groups;
    private Origin origin = Origin.none();

    MarkdownReport(PrintStream out, int limit) {
        this.out = out;
        this.groups = new FindingGroups(limit);
    }

    @Override
    public void begin(Origin of) {
        this.origin = of;
    }

    @Override
    public void add(Entry entry) {
        groups.add(entry);
    }

    @Override
    public void end(Totals totals) {
        out.println("# Fleet readiness");
        if (!origin.scopes().isEmpty()) {
            scopes();
        }
        instances(totals.instances());
        if (totals.scorecard() != null) {
            checklist(totals.scorecard());
        }
        paragraph("## Findings");
        if (groups.size() == 0) {
            paragraph("None.");
        }
        groups.sorted().forEach(this::group);
        if (!totals.notShown().isEmpty()) {
            out.println();
            out.println("Not shown: " + String.join(", ", totals.notShown()) + ".");
        }
        out.flush();
    }

    private void instances(Totals.Instances instances) {
        if (instances.counts() == null) {
            return;
        }
        out.println();
        out.println("| Instances | |");
        out.println("|---|---:|");
        out.println("| ready | %d |".formatted(instances.count(Readiness.READY)));
        out.println("| not ready | %d |".formatted(instances.count(Readiness.NOT_READY)));
        out.println(
                "| nothing found, but not inspected inside | %d |"
                        .formatted(instances.count(Readiness.NOT_INSPECTED)));
        if (instances.unknown() > 0) {
            out.println(
                    "| unknown: not scanned for too long | %d |".formatted(instances.unknown()));
        }
    }

    private void scopes() {
        out.println();
        out.println("| Account | Region | Instances | Volumes |");
        out.println("|---|---|---:|---:|");
        for (ScopeState state : origin.scopes()) {
            ScopeReport scope = state.report();
            row(
                    scope.scope().account(),
                    scope.scope().region(),
                    counted(scope.instances()),
                    counted(scope.volumes()));
        }
        for (ScopeState state : origin.scopes()) {
            if (state.left()) {
                out.println();
                out.println(state.report().scope() + " is no longer configured.");
            } else if (state.notScannedSince() != null) {
                out.println();
                out.println(
                        "%s: not scanned since %s, so that its counts are unknown."
                                .formatted(
                                        state.report().scope(),
                                        ScreenHead.TIME.format(state.notScannedSince())));
            }
        }
        List<ScopeReport> all = origin.scopes().stream().map(ScopeState::report).toList();
        if (all.stream().anyMatch(scope -> !scope.unseen().isEmpty())) {
            out.println();
            out.println("Not seen, so what depends on it is unknown:");
            out.println();
            for (ScopeReport scope : all) {
                for (Unseen unseen : scope.unseen()) {
                    String where = scope.scope().region() + ", " + unseen.part();
                    out.println("- " + where + ": " + escaped(unseen.detail().english()));
                }
            }
        }
    }

    private void paragraph(String line) {
        out.println();
        out.println(line);
    }

    private void row(Object... cells) {
        out.println(
                Stream.of(cells)
                        .map(String::valueOf)
                        .collect(Collectors.joining(" | ", "| ", " |")));
    }

    private static String counted(@Nullable Integer number) {
        return number == null ? "not seen" : Labels.number(number);
    }

    private void checklist(Scorecard scorecard) {
        paragraph("| Checklist | Verdict | Not ready | Unknown | Ready |");
        out.println("|---|---|---:|---:|---:|");
        for (ChecklistRow row : ScorecardTable.rows(scorecard, origin)) {
            out.println(
                    "| %s | %s | %d | %d | %d |"
                            .formatted(
                                    Labels.of(row),
                                    Labels.of(scorecard.verdict(row)),
                                    scorecard.count(row, Status.NOT_READY),
                                    scorecard.count(row, Status.UNKNOWN),
                                    scorecard.count(row, Status.READY)));
        }
    }

    private void group(Group group) {
        Finding first = group.first();
        paragraph("### " + escaped(first.title().english()));
        out.println();
        out.printf(
                "`%s`, %s, %s: %s %s. Expected: %s.%n",
                first.check(),
                Labels.of(first.rule().row()),
                first.rule().severity().name().toLowerCase(Locale.ROOT),
                Labels.number(group.count()),
                Labels.of(group.verdict()),
                escaped(first.answer().expected()));
        paragraph("| Resource | Workload | Account | Region | Actual |");
        out.println("|---|---|---|---|---|");
        for (Entry entry : group.kept()) {
            Finding finding = entry.finding();
            out.println(
                    "| %s | %s | %s | %s | %s |"
                            .formatted(
                                    escaped(finding.resource().id()),
                                    escaped(finding.workload() == null ? "" : finding.workload()),
                                    finding.scope().account(),
                                    finding.scope().region(),
                                    escaped(
                                            finding.answer().actual()
                                                    + Row.unseen(entry.lastSeen()))));
        }
        if (group.left() > 0) {
            paragraph("And " + Labels.number(group.left()) + " more.");
        }
        if (!first.remedy().isBlank()) {
            out.println();
            // Indented, not fenced: no text can end an indented block.
            Printable.lines(first.remedy()).lines().forEach(line -> out.println("    " + line));
        }
    }

    /** Every sign that could be mark-up, a link, a mention or HTML stands for itself. */
    private static String escaped(String text) {
        return Untrusted.unlinked(Printable.line(text))
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([\\\\`*_{}\\[\\]()#+!|~>])", "\\\\$1")
                .replace("@", "&#64;");
    }
}
