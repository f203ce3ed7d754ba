package io.muster.aws.store;

import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.scorecard.FindingDecision;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The open findings that have a waiver of their own, whether it holds or not; a call for each
 * hundred of them.
 *
 * @param findings by their ids
 */
public record WaivedFindings(Decisions decisions, Map<String, StoredFinding> findings) {

    public WaivedFindings {
        findings = Map.copyOf(findings);
    }

    /** Those in a table. */
    public static WaivedFindings in(FindingTable table, Decisions decisions) {
        List<Target.OfFinding> targets = new ArrayList<>();
        for (Waiver waiver : WorkloadScorecard.ofFindings(decisions)) {
            if (waiver.target() instanceof Target.OfFinding target) {
                targets.add(target);
            }
        }
        Map<String, StoredFinding> open = new TreeMap<>(table.named(targets));
        open.values().removeIf(stored -> !stored.open());
        return new WaivedFindings(decisions, open);
    }

    /** The same by workload; those of none are left out. */
    public Map<String, List<FindingDecision>> byWorkload() {
        Map<String, List<FindingDecision>> byWorkload = new TreeMap<>();
        for (Waiver waiver : WorkloadScorecard.ofFindings(decisions)) {
            StoredFinding stored = findings.get(waiver.target().text());
            if (stored != null && stored.finding().workload() != null) {
                Finding finding = stored.finding();
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
        return byWorkload;
    }
}
