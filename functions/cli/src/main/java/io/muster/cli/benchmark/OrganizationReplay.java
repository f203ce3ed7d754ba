package io.muster.cli.benchmark;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.cli.invoke.LocalContext;
import io.muster.cli.session.CommandFailure;
import io.muster.handlers.dispatch.DispatchHandler;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.local.LocalCloud;
import io.muster.local.dynamodb.RequestUnits;
import io.muster.local.embedded.EmbeddedEmulator;
import io.muster.local.organization.MemberAccounts;
import io.muster.local.organization.SimulatedQueues;
import io.muster.local.recorded.RecordedFleet;
import io.muster.local.recorded.Recording;
import io.muster.readiness.text.Message;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * An organisation in which each scope has the same few servers of the sample fleet, and the
 * functions that scan it: {@code dispatch} fills the queue, {@code fleet-scan} takes each message,
 * as AWS runs them, with the table and the answers of the embedded emulator.
 *
 * <p>One after the other and at once: nothing waits for a schedule. What a run costs is counted by
 * those that answer it.
 */
final class OrganizationReplay implements AutoCloseable {

    /** The regions that every account has without asking for them. */
    static final List<String> REGIONS =
            List.of(
                    "us-east-1",
                    "us-east-2",
                    "us-west-1",
                    "us-west-2",
                    "ap-south-1",
                    "ap-northeast-1",
                    "ap-northeast-2",
                    "ap-northeast-3",
                    "ap-southeast-1",
                    "ap-southeast-2",
                    "ca-central-1",
                    "eu-central-1",
                    "eu-north-1",
                    "eu-west-1",
                    "eu-west-2",
                    "eu-west-3",
                    "sa-east-1");

    /** Of each scope: a table of ten thousand scopes fits into the memory of a small machine. */
    static final int INSTANCES = 4;

    private static final String RECORDED = "ap-northeast-2";
    private static final String TABLE = "muster";
    private static final String QUEUE = "https://sqs.us-east-1.amazonaws.com/123456789012/scan";
    private static final LocalContext HUB =
            LocalContext.of("arn:aws:lambda:us-east-1:123456789012:function:muster");

    private final int scopes;
    private final int regions;
    private final SimulatedQueues queues = new SimulatedQueues();
    private final EmbeddedEmulator emulator;
    private final LocalCloud cloud;
    private final AtomicReference<String> notOffered = new AtomicReference<>("");

    /**
     * What a run of the schedule took.
     *
     * @param messages that went through the queue
     * @param calls by action, of all functions together
     * @param logged bytes that the functions logged
     * @param metrics of CloudWatch that are in what they logged, each once
     */
    record RunCost(
            int messages,
            SortedMap<String, Long> calls,
            RequestUnits units,
            long logged,
            int metrics) {

        long allCalls() {
            return calls.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /**
     * Makes the organisation, with a table that knows nothing of it yet.
     *
     * @param scopes as many accounts by regions: by 17 regions, 10 or 1, whichever divides it
     */
    OrganizationReplay(int scopes, Instant now) {
        this.scopes = scopes;
        this.regions = regions(scopes);
        this.emulator =
                new EmbeddedEmulator(
                        List.of(queues, new MemberAccounts(scopes / regions, Clock.systemUTC())),
                        told -> notOffered.set(told.english()));
        this.cloud = LocalCloud.of(emulator);
        Recording recording =
                Recording.of(RECORDED).orElseThrow().ofInstances(INSTANCES).loadedAt(now);
        RecordedFleet fleet = cloud.recorded().orElseThrow();
        REGIONS.subList(0, regions).forEach(region -> fleet.load(region, recording));
        try (AwsClients clients = access().clients(REGIONS.getFirst(), new CallLedger())) {
            FindingTable.create(clients, TABLE);
        }
    }

    private static int regions(int scopes) {
        return scopes % REGIONS.size() == 0 ? REGIONS.size() : scopes % 10 == 0 ? 10 : 1;
    }

    /**
     * Runs the schedule of the scans once, to the last message.
     *
     * @throws CommandFailure when a function fails or does not do a message's work, with the last
     *     error that it logged
     */
    RunCost run(Instant at) throws IOException {
        cloud.front().log().clear();
        RequestUnits before = emulator.tables().consumed();
        FunctionLog log = new FunctionLog();
        FunctionEnvironment environment =
                new FunctionEnvironment(
                        variables(),
                        access().clientsByRegion(),
                        Clock.fixed(at, ZoneOffset.UTC),
                        log);
        invoke(
                LambdaFunction.DISPATCH,
                new DispatchHandler(environment),
                Map.of(
                        "function", LambdaFunction.DISPATCH.functionName(),
                        "work", LambdaFunction.FLEET_SCAN.functionName(),
                        "scheduledAt", at.toString()),
                log);
        RequestStreamHandler scan = new FleetScanHandler(environment);
        int messages = 0;
        for (Optional<String> body = queues.take(QUEUE);
                body.isPresent();
                body = queues.take(QUEUE)) {
            messages++;
            Map<?, ?> answer = invoke(LambdaFunction.FLEET_SCAN, scan, message(body.get()), log);
            if (!answer.equals(Map.of("batchItemFailures", List.of()))) {
                throw failed(LambdaFunction.FLEET_SCAN, log.lastError(), null);
            }
        }
        if (messages < scopes || !notOffered.get().isEmpty()) {
            throw failed(LambdaFunction.DISPATCH, notOffered.get(), null);
        }
        return new RunCost(
                messages,
                cloud.front().log().counts(),
                emulator.tables().consumed().minus(before),
                log.bytes(),
                log.metrics());
    }

    private Map<?, ?> invoke(
            LambdaFunction function,
            RequestStreamHandler handler,
            Map<String, ?> event,
            FunctionLog log)
            throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(JSON.std.asBytes(event)), answer, HUB);
        } catch (RuntimeException failure) {
            throw failed(
                    function,
                    log.lastError().isEmpty()
                            ? String.valueOf(failure.getMessage())
                            : log.lastError(),
                    failure);
        }
        return JSON.std.mapFrom(answer.toByteArray());
    }

    private CommandFailure failed(
            LambdaFunction function, String why, @Nullable RuntimeException failure) {
        Message said =
                Message.of("screen.function-failed")
                        .with("function", function.functionName())
                        .with("why", why);
        Message next = Message.of("screen.benchmark-scopes-next").with("scopes", scopes);
        return failure == null
                ? CommandFailure.error(said, next)
                : CommandFailure.error(said, next, failure);
    }

    /** As SQS delivers it the first time. */
    private static Map<String, ?> message(String body) {
        return Map.of(
                "Records",
                List.of(
                        Map.of(
                                "messageId",
                                "00000000-0000-4000-8000-000000000001",
                                "eventSource",
                                "aws:sqs",
                                "attributes",
                                Map.of("ApproximateReceiveCount", "1"),
                                "body",
                                body)));
    }

    private AwsAccess access() {
        return AwsAccess.of(cloud.variables(REGIONS.getFirst()), null, cloud.endpoint());
    }

    private Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                REGIONS.getFirst(),
                FunctionEnvironment.TABLE_VARIABLE,
                TABLE,
                ConfiguredScopes.ORGANIZATION_VARIABLE,
                "true",
                ConfiguredScopes.REGIONS_VARIABLE,
                String.join(",", REGIONS.subList(0, regions)),
                LambdaFunction.FLEET_SCAN.queueVariable(),
                QUEUE);
    }

    @Override
    public void close() {
        cloud.close();
    }
}
