package io.muster.cli.report;

import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.time.Instant;
import java.util.List;

/**
 * The scorecards of the workloads that were asked for.
 *
 * @param outdated scopes whose newest scan is too old to count, so that what they say is unknown
 * @param unread scopes whose newest scan could not list the instances, so that an earlier one
 *     counts
 * @param policy what was asked of them
 * @param trend of the fleet, or of the one workload that was asked for
 * @param now as of when decisions are judged
 */
record Checklist(
        List<WorkloadScorecard> workloads,
        List<String> outdated,
        List<String> unread,
        Policy policy,
        Trend trend,
        Instant now) {

    Checklist {
        workloads = List.copyOf(workloads);
        outdated = List.copyOf(outdated);
        unread = List.copyOf(unread);
    }
}
