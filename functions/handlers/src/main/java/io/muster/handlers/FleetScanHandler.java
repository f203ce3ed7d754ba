package io.muster.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScopeScan;
import io.muster.aws.store.FindingTable;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * {@code fleet-scan}: scans scopes of the function's own account and brings the table up to date.
 *
 * <p>It takes {@value #TABLE_VARIABLE} and the variables of {@link Thresholds} from the
 * environment. A scope that fails does not stop the others; the invocation fails after the last
 * one.
 */
public final class FleetScanHandler implements RequestStreamHandler {

    /** The environment variable that names the table. */
    public static final String TABLE_VARIABLE = "MUSTER_TABLE";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final Map<String, String> environment;
    private final Function<Region, AwsClients> clients;
    private final Clock clock;
    private final Consumer<String> log;
    private final Catalogue catalogue = BuiltInChecks.catalogue();

    /** Kept from one invocation to the next; made in the first, so that its failure is answered. */
    private @Nullable AwsClients home;

    /** The handler as Lambda makes it. */
    public FleetScanHandler() {
        this(
                System.getenv(),
                region -> new AwsClients(region, credentials(), null, new CallLedger()),
                Clock.systemUTC(),
                System.out::println);
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
        this.environment = Map.copyOf(environment);
        this.clients = clients;
        this.clock = clock;
        this.log = log;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        FleetScanRequest request = FleetScanRequest.read(in, ownRegion());
        Thresholds thresholds = Thresholds.from(environment);
        ScanRecorder recorder = new ScanRecorder(table());
        String account = account(context);
        List<Map<String, @Nullable Object>> scanned = new ArrayList<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (Region region : request.regions()) {
            Scope scope = Scope.of(account, region.id());
            // Clients of its own, because their ledger is the scope's count of calls.
            try (AwsClients ofScope = clients.apply(region)) {
                ScopeScan scan = ScopeScan.collect(ofScope, scope, catalogue, thresholds, clock);
                Map<String, @Nullable Object> line =
                        ScopeLine.of(recorder.record(scan, judgement -> {}));
                log.accept(ScopeLine.scanned(line, request));
                scanned.add(line);
            } catch (RuntimeException failure) {
                log.accept(ScopeLine.failed(scope, failure));
                failures.put(scope.toString(), failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new ScopesFailed(failures, request.regions().size());
        }
        out.write(ScopeLine.json(Map.of("scopes", scanned)).getBytes(StandardCharsets.UTF_8));
    }

    private Region ownRegion() {
        String region =
                environment.getOrDefault("AWS_REGION", environment.get("AWS_DEFAULT_REGION"));
        if (region == null || region.isBlank()) {
            throw new IllegalStateException(
                    "AWS_REGION is not set: Lambda sets it; elsewhere set it to the table's region");
        }
        return Region.of(region);
    }

    private FindingTable table() {
        String name = environment.get(TABLE_VARIABLE);
        if (name == null || name.isBlank()) {
            throw new IllegalStateException(
                    "%s is not set: set it to the name of the table, as Terraform does"
                            .formatted(TABLE_VARIABLE));
        }
        return FindingTable.of(home(), name.strip());
    }

    /** The function's ARN names its account; asking STS costs a call and a client. */
    private String account(@Nullable Context context) {
        String arn = context == null ? null : context.getInvokedFunctionArn();
        String[] parts = arn == null ? new String[0] : arn.split(":", -1);
        if (parts.length > 6 && ACCOUNT.matcher(parts[4]).matches()) {
            return parts[4];
        }
        return CallerIdentity.of(home()).account();
    }

    private synchronized AwsClients home() {
        if (home == null) {
            home = clients.apply(ownRegion());
        }
        return home;
    }

    /** Where the variables hold credentials, as in Lambda, the chain need not be loaded. */
    private static AwsCredentialsProvider credentials() {
        return System.getenv("AWS_ACCESS_KEY_ID") == null
                ? DefaultCredentialsProvider.builder().build()
                : EnvironmentVariableCredentialsProvider.create();
    }
}
