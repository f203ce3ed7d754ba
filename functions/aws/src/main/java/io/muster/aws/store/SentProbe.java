package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.List;

/**
 * A command that carries the probe to guests, and whose answers are not all collected yet.
 *
 * @param runId the number that tells this run's answers from others'
 * @param sentAt by Muster's clock; the answers are at least this new
 * @param instances the ids of the guests that it was sent to
 */
public record SentProbe(
        Scope scope, String commandId, String runId, Instant sentAt, List<String> instances) {

    public SentProbe {
        instances = List.copyOf(instances);
    }
}
