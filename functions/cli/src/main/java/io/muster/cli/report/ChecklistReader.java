package io.muster.cli.report;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.cli.decide.TableTargets;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.Effort;
import io.muster.readiness.scorecard.FindingDecision;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the scorecards of a table: one query a scope, one for the decisions, and one for each
 * waiver of a single finding, to see whether it still says the same.
 */
record ChecklistReader(FindingTable table, TableFindings findings, Effort effort, Instant now) {

    /**
     * The scorecards of workloads.
     *
     * @param wanted their names; empty for all
     */
    Checklist read(List<String> wanted) {
        Map<String, WorkloadTally> tallies = new TreeMap<>();
        List<String> outdated = new ArrayList<>();
        for (ScopeSummary summary : findings.summaries()) {
            boolean stale = findings.stale(summary);
            if (stale) {
                outdated.add(summary.report().scope().toString());
            }
            for (WorkloadTally tally : table.workloads(summary.report().scope())) {
                tallies.merge(
                        tally.workload(), stale ? tally.unknown() : tally, WorkloadTally::plus);
            }
        }
        for (String name : wanted) {
            if (!tallies.containsKey(name)) {
                throw KnownNames.unknown(
                        Kind.WORKLOAD, name, tallies.keySet(), KnownNames.inTable(table.name()));
            }
        }
        List<WorkloadScorecard> cards = new ArrayList<>();
        Map<String, List<FindingDecision>> waived = waived();
        for (WorkloadTally tally : tallies.values()) {
            if (wanted.isEmpty() || wanted.contains(tally.workload())) {
                cards.add(
                        WorkloadScorecard.of(
                                tally,
                                findings.decisions(),
                                waived.getOrDefault(tally.workload(), List.of()),
                                effort));
            }
        }
        return new Checklist(cards, outdated, now);
    }

    /** The open findings that have a waiver of their own, by workload. */
    private Map<String, List<FindingDecision>> waived() {
        Decisions decisions = findings.decisions();
        TableTargets targets = new TableTargets(table, findings.summaries());
        Map<String, List<FindingDecision>> byWorkload = new TreeMap<>();
        for (Waiver waiver : WorkloadScorecard.ofFindings(decisions)) {
            Optional<StoredFinding> open =
                    waiver.target() instanceof Target.OfFinding target
                            ? targets.open(target)
                            : Optional.empty();
            if (open.isPresent()) {
                Finding finding = open.get().finding();
                if (finding.workload() != null) {
                    byWorkload
                            .computeIfAbsent(finding.workload(), unused -> new ArrayList<>())
                            .add(
                                    new FindingDecision(
                                            waiver,
                                            finding.rule(),
                                            finding.status(),
                                            decisions.standing(
                                                    waiver, finding.answer().says().actual())));
                }
            }
        }
        return byWorkload;
    }
}
