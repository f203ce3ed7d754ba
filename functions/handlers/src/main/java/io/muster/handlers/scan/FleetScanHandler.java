package io.muster.handlers.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.StoreException;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.runtime.ScopeLine;
import io.muster.handlers.runtime.ScopesFailed;
import io.muster.handlers.runtime.Surroundings;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
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
 * {@code fleet-scan}: scans scopes of the function's own account and brings the table up to date.
 *
 * <p>It takes {@link #TABLE_VARIABLE} and the variables of {@link Thresholds} from the environment.
 * A scope that fails does not stop the others; the invocation fails after the last one.
 */
public final class FleetScanHandler implements RequestStreamHandler {

    /** The environment variable that names the table. */
    public static final String TABLE_VARIABLE = Surroundings.TABLE_VARIABLE;

    private static final String FUNCTION = "fleet-scan";

    private final Surroundings surroundings;
    private final Catalogue catalogue = BuiltInChecks.catalogue();

    /** The handler as Lambda makes it. */
    public FleetScanHandler() {
        this.surroundings = Surroundings.ofLambda();
    }

    /**
     * The handler somewhere else.
     *
     * @param clients for a region; the handler closes those that it asks for
     * @param log gets one line of JSON a scope
     */
    public FleetScanHandler(
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
        Thresholds thresholds = Thresholds.from(surroundings.environment());
        ScanRecorder recorder = new ScanRecorder(surroundings.findings());
        String account = surroundings.account(context);
        List<Map<String, @Nullable Object>> scanned = new ArrayList<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (Region region : request.regions()) {
            Scope scope = Scope.of(account, region.id());
            // Clients of its own, because their ledger is the scope's count of calls.
            try (AwsClients ofScope = surroundings.clients(region)) {
                ScopeScan scan =
                        ScopeScan.collect(
                                ofScope,
                                scope,
                                surroundings.guests(),
                                catalogue,
                                thresholds,
                                surroundings.clock());
                RecordedScan recorded = recorder.record(scan, judgement -> {});
                Map<String, @Nullable Object> line = ScopeLine.of(recorded);
                surroundings.log(ScopeLine.scanned(line, request));
                surroundings.log(ScanMetrics.ofScope(recorded.report()));
                scanned.add(line);
            } catch (RuntimeException failure) {
                surroundings.log(ScopeLine.failed(scope, failure));
                failures.put(scope.toString(), failure);
            }
        }
        logFigures();
        if (!failures.isEmpty()) {
            throw new ScopesFailed(failures, request.regions().size());
        }
        out.write(ScopeLine.json(Map.of("scopes", scanned)).getBytes(StandardCharsets.UTF_8));
    }

    /** Figures are no reason for a scan that is recorded to fail. */
    private void logFigures() {
        try {
            ScanMetrics.ofAll(surroundings.findings().summaries(), surroundings.clock().instant())
                    .forEach(surroundings::log);
        } catch (StoreException unread) {
            surroundings.log(
                    ScopeLine.json(
                            Map.of(
                                    "level",
                                    "WARN",
                                    "message",
                                    "no figures of all scopes",
                                    "error",
                                    String.valueOf(unread.getMessage()))));
        }
    }
}
