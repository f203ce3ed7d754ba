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
        out.println();
        out.println("## Findings");
        if (groups.size() == 0) {
            out.println();
            out.println("None.");
        }
        groups.sorted().forEach(this::group);
        out.flush();
    }

    private void scopes(ScanSummary scan) {
        out.println();
        out.println("| Account | Region | Instances | Volumes |");
        out.println("|---|---|---:|---:|");
        for (ScopeReport scope : scan.scopes()) {
            out.println(
                    "| %s | %s | %s | %s |"
                            .formatted(
                                    scope.scope().account(),
                                    scope.scope().region(),
                                    counted(scope.instances()),
                                    counted(scope.volumes())));
        }
        if (scan.incomplete()) {
            out.println();
            out.println("Not seen, so what hangs on it is unknown:");
            out.println();
            for (ScopeReport scope : scan.scopes()) {
                for (Unseen unseen : scope.unseen()) {
                    out.println(
                            "- %s, %s: %s"
                                    .formatted(
                                            scope.scope().region(),
                                            unseen.part(),
                                            escaped(unseen.detail())));
                }
            }
        }
    }

    private static String counted(@Nullable Integer number) {
        return number == null ? "not seen" : Labels.number(number);
    }

    private void checklist(Scorecard scorecard) {
        out.println();
        out.println("| Checklist | Verdict | Not ready | Unknown | Ready |");
        out.println("|---|---|---:|---:|---:|");
        for (ChecklistRow row : ScorecardTable.rows(scorecard, scan)) {
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
        out.println();
        out.println("### " + escaped(first.title()));
        out.println();
        out.println(
                "`%s`, %s, %s: %s %s. Expected: %s."
                        .formatted(
                                first.check(),
                                Labels.of(first.rule().row()),
                                first.rule().severity().name().toLowerCase(Locale.ROOT),
                                Labels.number(group.count()),
                                Labels.of(group.verdict()),
                                escaped(first.answer().expected())));
        out.println();
        out.println("| Resource | Workload | Account | Region | Actual |");
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
                                    escaped(finding.answer().actual())));
        }
        if (group.left() > 0) {
            out.println();
            out.println("And " + Labels.number(group.left()) + " more.");
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
