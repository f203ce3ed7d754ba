package io.muster.handlers.guest;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.guest.ProbeSettings;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.store.SentProbe;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.check.Thresholds;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The end of a command that was never sent: the table knows of none. Then what is asked about one
 * that it knows of is asked: Systems Manager for the answers, EC2 for the hosts, the table for
 * their findings. None has any.
 */
final class GuestPriming {

    private static final String COMMAND = "00000000-0000-0000-0000-000000000000";

    private GuestPriming() {}

    static void play(PrimingRun run, GuestResultsHandler handler) throws IOException {
        FunctionEnvironment functionEnvironment = run.functionEnvironment();
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        ProbeSettings settings = ProbeSettings.from(functionEnvironment.environment());
        String document = settings.document();
        Map<String, String> detail =
                Map.of(
                        "command-id", COMMAND,
                        "document-name", document,
                        "status", "Success");
        Map<String, Object> event = new HashMap<>(ScheduledEvent.named(run.scope()));
        event.put("detail-type", CommandEvent.TYPE);
        event.put("source", CommandEvent.SOURCE);
        event.put("detail", detail);
        run.message(handler, event);
        try (AwsClients clients = functionEnvironment.clients(run.scope(), run.scope().account())) {
            SentProbe unsent =
                    new SentProbe(
                            run.scope(),
                            COMMAND,
                            "0".repeat(32),
                            Instant.EPOCH,
                            List.of(FleetCollector.PRIMING_INSTANCE));
            new ScopeProbe(functionEnvironment, clients, run.scope(), true, settings, thresholds)
                    .prime(unsent);
            Instant now = functionEnvironment.clock().instant();
            run.judge(new FleetCollector(clients).prime(run.scope(), now, GuestJudge.SOURCES));
        }
    }
}
