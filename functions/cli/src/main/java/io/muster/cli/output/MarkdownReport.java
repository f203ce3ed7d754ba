package io.muster.cli.output;

import io.muster.cli.output.FindingGroups.Group;
import io.muster.cli.output.Origin.ScopeState;
import io.muster.cli.session.Page;
import io.muster.cli.text.Printable;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The same as the table, for a ticket: what comes from tags is text there, never mark-up. */
final class MarkdownReport implements FindingReport {

    private final Page page;
    private final PrintStream out;
    private final FindingGroups groups;
    private Origin origin = Origin.none();

    MarkdownReport(Page page, int limit) {
        this.page = page;
        this.out = page.out();
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
        out.println("# " + text(Message.of("screen.markdown-title")));
        if (!origin.scopes().isEmpty()) {
            scopes();
        }
        instances(totals.instances());
        if (totals.scorecard() != null) {
            checklist(totals.scorecard());
        }
        paragraph("## " + text(Message.of("screen.markdown-findings")));
        if (groups.size() == 0) {
            paragraph(text(Message.of("screen.markdown-none")));
        }
        groups.sorted().forEach(this::group);
        if (!totals.notShown().isEmpty()) {
            paragraph(text(ScreenHead.notShown(totals)));
        }
        out.flush();
    }

    private void instances(Totals.Instances instances) {
        if (instances.counts() == null) {
            return;
        }
        out.println();
        row(text(Message.of("screen.column-instances")), "");
        out.println("|---|---:|");
        row(text(Status.READY.title()), instances.count(Readiness.READY));
        row(text(Status.NOT_READY.title()), instances.count(Readiness.NOT_READY));
        row(
                text(Message.of("screen.markdown-not-inspected")),
                instances.count(Readiness.NOT_INSPECTED));
        if (instances.unknown() > 0) {
            row(text(Message.of("screen.markdown-outdated")), instances.unknown());
        }
    }

    private void scopes() {
        out.println();
        row(
                text(Message.of("screen.column-account")),
                text(Message.of("screen.column-region")),
                text(Message.of("screen.column-instances")),
                text(Message.of("screen.column-volumes")));
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
            String scope = state.report().scope().toString();
            if (state.left()) {
                paragraph(scope + ": " + text(Message.of("screen.left")));
            } else if (state.notScannedSince() != null) {
                paragraph(text(ScreenHead.outdated(state, state.notScannedSince())));
            }
        }
        List<ScopeReport> all = origin.scopes().stream().map(ScopeState::report).toList();
        if (all.stream().anyMatch(scope -> !scope.unseen().isEmpty())) {
            paragraph(text(Message.of("screen.unread-parts")) + ":");
            out.println();
            for (ScopeReport scope : all) {
                for (Unseen unseen : scope.unseen()) {
                    String where = scope.scope().region() + ", " + unseen.part();
                    out.println("- " + where + ": " + text(unseen.detail()));
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

    private String counted(@Nullable Integer number) {
        return number == null ? text(Message.of("screen.markdown-unread")) : Labels.number(number);
    }

    private void checklist(Scorecard scorecard) {
        out.println();
        row(
                text(Message.of("screen.checklist")),
                text(Message.of("screen.column-verdict")),
                text(Status.NOT_READY.title()),
                text(Status.UNKNOWN.title()),
                text(Status.READY.title()));
        out.println("|---|---|---:|---:|---:|");
        for (ChecklistRow row : ScorecardTable.rows(scorecard, origin)) {
            row(
                    text(row.title()),
                    text(scorecard.verdict(row).title()),
                    scorecard.count(row, Status.NOT_READY),
                    scorecard.count(row, Status.UNKNOWN),
                    scorecard.count(row, Status.READY));
        }
    }

    private void group(Group group) {
        Finding first = group.first();
        paragraph("### " + text(first.title()));
        paragraph(
                "`"
                        + first.check()
                        + "`, "
                        + text(
                                Message.of("screen.markdown-group")
                                        .with("row", first.rule().row().title())
                                        .with("severity", first.rule().severity().title())
                                        .with("verdict", group.verdict().title())
                                        .with("number", Labels.number(group.count()))
                                        .with("expected", first.answer().says().expected())));
        out.println();
        row(
                text(Message.of("screen.column-resource")),
                text(Message.of("screen.column-workload")),
                text(Message.of("screen.column-account")),
                text(Message.of("screen.column-region")),
                text(Message.of("screen.column-actual")));
        out.println("|---|---|---|---|---|");
        for (Entry entry : group.kept()) {
            Finding finding = entry.finding();
            row(
                    escaped(finding.resource().id()),
                    escaped(finding.workload() == null ? "" : finding.workload()),
                    finding.scope().account(),
                    finding.scope().region(),
                    text(Row.told(finding.answer().says().actual(), entry.lastSeen())));
        }
        if (group.left() > 0) {
            paragraph(text(Message.of("screen.more").with("number", Labels.number(group.left()))));
        }
        String remedy = first.instructions().in(page.rendering().language());
        if (!remedy.isBlank()) {
            out.println();
            // Indented, not fenced: no text can end an indented block.
            Printable.lines(remedy).lines().forEach(line -> out.println("    " + line));
        }
    }

    private String text(Message message) {
        return escaped(message.in(page.rendering()));
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
