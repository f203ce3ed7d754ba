package io.muster.cli.findings;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.output.Entry;
import io.muster.cli.output.FindingReport;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.Scorecard;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/** A table's findings on their way to a report. */
public record TableFindings(FindingTable table, Predicate<StoredFinding> wanted) {

    /** Shows the findings of scopes, one scope after the other, with the checklist of them all. */
    public void ofScopes(Predicate<Scope> scopes, FindingReport report) {
        List<ScopeSummary> summaries =
                table.summaries().stream()
                        .filter(summary -> scopes.test(summary.report().scope()))
                        .toList();
        Scorecard scorecard = new Scorecard();
        report.begin(null);
        for (ScopeSummary summary : summaries) {
            add(table.findings(summary.report().scope()), report);
            scorecard.add(summary.report().scorecard());
        }
        report.end(summaries.isEmpty() ? null : scorecard);
    }

    public void ofResource(String id, FindingReport report) {
        report.begin(null);
        add(table.ofResource(id), report);
        report.end(null);
    }

    public void ofWorkload(String workload, FindingReport report) {
        report.begin(null);
        add(table.ofWorkload(workload), report);
        report.end(null);
    }

    private void add(Iterator<StoredFinding> findings, FindingReport report) {
        while (findings.hasNext()) {
            StoredFinding finding = findings.next();
            if (wanted.test(finding)) {
                report.add(Entry.stored(finding));
            }
        }
    }
}
