package io.muster.handlers.guest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.Pace;
import io.muster.aws.guest.ProbeSettings;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.runtime.ScopeLine;
import io.muster.handlers.runtime.ScopesFailed;
import io.muster.handlers.runtime.Surroundings;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * {@code guest-probe}: collects the answers whose events were missed, then sends the probe to the
 * guests of scopes. A scope that fails does not stop the others; the invocation fails after the
 * last one.
 */
public final class GuestProbeHandler implements RequestStreamHandler {

    private static final String FUNCTION = "guest-probe";

    private final Surroundings surroundings;

    /** The handler as Lambda makes it. */
    public GuestProbeHandler() {
        this.surroundings = Surroundings.ofLambda();
    }

    /**
     * The handler somewhere else.
     *
     * @param clients for a region; the handler closes those that it asks for
     * @param log gets one line of JSON a scope
     */
    public GuestProbeHandler(
            Map<String, String> environment,
            Function<Region, AwsClients> clients,
            Clock clock,
            Consumer<String> log) {
        this.surroundings = new Surroundings(environment, clients, clock, log);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        ScheduledEvent request = ScheduledEvent.read(in, surroundings.ownRegion(), FUNCTION);
        ProbeSettings settings = ProbeSettings.from(surroundings.environment());
        Thresholds thresholds = Thresholds.from(surroundings.environment());
        String account = surroundings.account(context);
        List<Map<String, @Nullable Object>> probed = new ArrayList<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (Region region : request.regions()) {
            Scope scope = Scope.of(account, region.id());
            try (AwsClients ofScope = surroundings.clients(region)) {
                Pace pace = Pace.perSecond(settings.callsPerSecond());
                ScopeProbe probe =
                        new ScopeProbe(surroundings, ofScope, scope, settings, thresholds, pace);
                Map<String, @Nullable Object> line = probe.run();
                surroundings.log(ScopeLine.json(line));
                probed.add(line);
                probe.failure().ifPresent(failure -> failures.put(scope.toString(), failure));
            } catch (RuntimeException failure) {
                surroundings.log(ScopeLine.failed(scope, failure));
                failures.put(scope.toString(), failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new ScopesFailed(failures, request.regions().size());
        }
        out.write(ScopeLine.json(Map.of("scopes", probed)).getBytes(StandardCharsets.UTF_8));
    }
}
