package io.muster.handlers.change;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The last look at an instance and a volume that do not exist: EC2 does not list them, the table
 * knows nothing of them, and after the last look no message is sent. Then what is asked where an
 * instance is found is asked too, and the queue is sent a batch without messages.
 */
final class ChangePriming {

    private ChangePriming() {}

    static void play(PrimingRun run, InstanceChangeHandler handler) throws IOException {
        Map<String, @Nullable Object> message =
                ScheduledEvent.message(ChangeEvent.FUNCTION, run.scope(), null, null);
        message.put("look", "last");
        message.put("instances", List.of(FleetCollector.PRIMING_INSTANCE));
        message.put("volumes", List.of("vol-00000000000000000"));
        message.put("since", "2026-01-01T00:00:00Z");
        run.message(handler, message);
        FunctionEnvironment functionEnvironment = run.functionEnvironment();
        Scope scope = run.scope();
        try (AwsClients clients = functionEnvironment.clients(scope, scope.account())) {
            FleetCollector collector = new FleetCollector(clients);
            Instant now = functionEnvironment.clock().instant();
            run.judge(collector.prime(scope, now, collector.selectiveSources()));
        }
        functionEnvironment
                .guests()
                .observations(
                        scope,
                        functionEnvironment.clock().instant(),
                        List.of(FleetCollector.PRIMING_INSTANCE));
        if (FollowUp.from(functionEnvironment).possible()) {
            functionEnvironment.queue(FollowUp.QUEUE_VARIABLE).prime();
        }
    }
}
