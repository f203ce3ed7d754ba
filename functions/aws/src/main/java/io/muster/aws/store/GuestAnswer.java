package io.muster.aws.store;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.probe.ProbeAnswer;

/** How a probe ended on one guest: with its answer, or with the reason why there is none. */
public record GuestAnswer(String instanceId, Fact<ProbeAnswer> answer) {}
