package io.muster.readiness.scorecard;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Waiver;

/**
 * A waiver of one finding, and how it stands beside what the finding says now.
 *
 * @param status of the finding, which is open
 */
public record FindingDecision(Waiver waiver, Rule rule, Status status, Standing standing) {}
