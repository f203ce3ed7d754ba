package io.muster.aws.store;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.probe.ProbeAnswer;

/**
 * How a probe ended on one guest: with its answer, or with the reason why there is none. The answer
 * is held both as it came, to be stored, and as it was parsed, so that it is parsed once.
 *
 * @param facts missing for the same reason where there is no answer
 */
public record GuestAnswer(String instanceId, Fact<ProbeAnswer> answer, Fact<GuestFacts> facts) {

    /** A probe that brought no answer. */
    public static GuestAnswer missing(String instanceId, Fact.Missing<?> reason) {
        return new GuestAnswer(instanceId, reason.as(), reason.as());
    }
}
