package io.muster.handlers.change;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.NamedCollector;
import io.muster.handlers.runtime.Rehearsal;
import io.muster.handlers.runtime.Surroundings;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The last look at an instance and a volume that nobody has: EC2 does not list them, the table
 * knows nothing of them, and after the last look no message is sent. Then what is asked where an
 * instance is found is asked too, and the queue is sent a batch without messages.
 */
final class ChangeRehearsal {

    private static final String INSTANCE = "i-00000000000000000";

    private ChangeRehearsal() {}

    static void play(Rehearsal rehearsal, InstanceChangeHandler handler) throws IOException {
        rehearsal.message(
                handler,
                Map.of(
                        "function",
                        ChangeEvent.FUNCTION,
                        "look",
                        "last",
                        "scopes",
                        List.of(
                                Map.of(
                                        "account", rehearsal.scope().account(),
                                        "region", rehearsal.scope().region())),
                        "instances",
                        List.of(INSTANCE),
                        "volumes",
                        List.of("vol-00000000000000000"),
                        "since",
                        "2026-01-01T00:00:00Z"));
        Surroundings surroundings = rehearsal.surroundings();
        Scope scope = rehearsal.scope();
        try (AwsClients clients = surroundings.clients(scope, scope.account())) {
            new NamedCollector(clients).rehearse(scope);
        }
        surroundings
                .guests()
                .observations(scope, surroundings.clock().instant(), List.of(INSTANCE));
        if (FollowUp.from(surroundings).possible()) {
            surroundings.queue(FollowUp.QUEUE_VARIABLE).rehearse();
        }
    }
}
