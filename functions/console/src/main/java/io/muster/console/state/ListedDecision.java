package io.muster.console.state;

import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Standing;

/** A decision on record, and how it stands. */
public record ListedDecision(Decision decision, Standing standing) {}
