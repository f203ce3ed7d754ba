package io.muster.cli.report;

import io.muster.readiness.scorecard.WorkloadScorecard;
import java.time.Instant;
import java.util.List;

/**
 * The scorecards of the workloads that were asked for.
 *
 * @param outdated scopes whose newest scan is too old to count, so that what they say is unknown
 * @param now as of when decisions are judged
 */
record Checklist(List<WorkloadScorecard> workloads, List<String> outdated, Instant now) {

    Checklist {
        workloads = List.copyOf(workloads);
        outdated = List.copyOf(outdated);
    }
}
