package io.muster.cli.output;

import io.muster.cli.output.FindingGroups.Group;
import io.muster.cli.text.Printable;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Untrusted;
import java.io.PrintStream;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same as the table, for a ticket: what comes from tags is text there, never mark-up. */
final class MarkdownReport implements FindingReport {

    private final PrintStream out;
    private final FindingGroups groups;
    private @Nullable ScanSummary scan;

    MarkdownReport(PrintStream out, int limit) {
        this.out = out;
        this.groups = new FindingGroups(limit);
    }

    @Override
    public void begin(@Nullable ScanSummary scan) {
        this.scan = scan;
    }

    @Override
    public void add(Entry entry) {
        groups.add(entry);
    }

    @Override
    public void end(@Nullable Scorecard scorecard) {
        out.println("# Fleet readiness");
        if (scan != null) {
            scopes(scan);
        }
        if (scorecard != null) {
            checklist(scorecard);
        }
        paragraph("## Findings");
        if (groups.size() == 0) {
            paragraph("None.");
        }
        groups.sorted().forEach(this::group);
        out.flush();
    }

    private void scopes(ScanSummary scan) {
        paragraph("| Account | Region | Instances | Volumes |");
        out.println("|---|---|---:|---:|");
        for (ScopeReport scope : scan.scopes()) {
            row(
                    scope.scope().account(),
                    scope.scope().region(),
                    counted(scope.instances()),
                    counted(scope.volumes()));
        }
        if (scan.incomplete()) {
            paragraph("Not seen, so what hangs on it is unknown:");
            out.println();
            for (ScopeReport scope : scan.scopes()) {
                for (Unseen unseen : scope.unseen()) {
                    String where = scope.scope().region() + ", " + unseen.part();
                    out.println("- " + where + ": " + escaped(unseen.detail()));
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
        for (ChecklistRow row : ScorecardTable.rows(scorecard, scan)) {
            row(
                    Labels.of(row),
                    Labels.of(scorecard.verdict(row)),
                    scorecard.count(row, Status.NOT_READY),
                    scorecard.count(row, Status.UNKNOWN),
                    scorecard.count(row, Status.READY));
        }
    }

    private void group(Group group) {
        Finding first = group.first();
        paragraph("### " + escaped(first.title()));
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
            row(
                    escaped(finding.resource().id()),
                    escaped(finding.workload() == null ? "" : finding.workload()),
                    finding.scope().account(),
                    finding.scope().region(),
                    escaped(finding.answer().actual()));
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
