package io.muster.readiness.guest;

import io.muster.readiness.fact.Fact;
import java.time.Instant;

/**
 * The newest answer of a guest, and what is remembered of the ones before.
 *
 * @param observedAt when the probe ran, by the clock of AWS and not by the guest's, which may be
 *     years off
 * @param facts missing where the answer was cut, failed or made no sense
 */
public record GuestObservation(
        String instanceId, Instant observedAt, Fact<GuestFacts> facts, DiskHistory history) {}
