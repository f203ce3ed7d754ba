package io.muster.console.state;

import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.util.List;

/**
 * All that a page tells of a fleet, as a scan or a table gives it.
 *
 * @param scorecard what was judged, without what is waived
 * @param machines the instances, in the order of scopes and ids
 * @param findings those that are open and not waived, in any order
 * @param decisions all on record, in any order
 * @param workloads the scorecards, in the order of the names
 */
public record FleetState(
        Seen seen,
        Scorecard scorecard,
        InstanceCounts instances,
        List<ListedInstance> machines,
        List<ListedFinding> findings,
        List<ListedDecision> decisions,
        List<WorkloadScorecard> workloads) {

    public FleetState {
        machines = List.copyOf(machines);
        findings = List.copyOf(findings);
        decisions = List.copyOf(decisions);
        workloads = List.copyOf(workloads);
    }
}
