package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.dynamodb.SimulatedDynamoDb;
import io.muster.local.front.Front;
import io.muster.local.lambda.DeployedFunction;
import io.muster.local.lambda.FunctionCode;
import io.muster.local.lambda.Outcome;
import io.muster.local.lambda.RunningFunction;
import io.muster.local.lambda.RunningFunction.Start;
import io.muster.local.replay.ReplayServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * What the function {@code fleet-scan} of the zip takes for a large region, warm: a measurement and
 * no test, left out of the build because its name does not end in IT. docs/performance.md says how
 * to run it. EC2's responses are recorded ones, the table is in the memory of this process.
 */
class WarmScans {

    /** The property that says how many instances the region has. */
    private static final int INSTANCES = Integer.getInteger("muster.instances", 10_000);

    /** The property that says how many events are counted; the one that finds all goes before. */
    private static final int RUNS = Integer.getInteger("muster.runs", 3);

    /** The property that says how much memory the function has, in MiB. */
    private static final int MEMORY = Integer.getInteger("muster.memory", 1_769);

    private static final String TABLE = "muster-findings";
    private static final String REGION = "us-east-1";

    private static final String EVENT =
            """
            {"function": "fleet-scan", "attempt": "1", "scopes": [{"region": "us-east-1"}]}""";

    @TempDir static Path work;

    @Test
    @Timeout(3_600)
    void are_measured() throws Exception {
        assumeTrue(RuntimeClient.runsHere(), "AWS's runtime interface client runs on Linux alone");
        System.out.printf(
                "%nJDK %s, %,d instances, seconds%n%-10s %8s %8s%n",
                Runtime.version(), INSTANCES, "build", "first", "warm");
        print("this", Path.of(System.getProperty("muster.zip")));
        String against = System.getProperty("muster.against");
        if (against != null) {
            print("the other", Path.of(against));
        }
    }

    private static void print(String build, Path zip) throws IOException {
        List<Duration> cpu = run(FunctionCode.unpack(zip, work.resolve(build)));
        List<Duration> warm = cpu.stream().skip(1).sorted().toList();
        System.out.printf(
                "%-10s %8.2f %8.2f  of %s%n",
                build,
                cpu.getFirst().toMillis() / 1e3,
                warm.get(warm.size() / 2).toMillis() / 1e3,
                warm.stream().map(each -> "%.2f".formatted(each.toMillis() / 1e3)).toList());
    }

    /** The processor's time of each event, the first of which loads the function, too. */
    private static List<Duration> run(FunctionCode code) {
        SimulatedDynamoDb table = new SimulatedDynamoDb(Clock.systemUTC());
        try (ReplayServer replay = ReplayServer.start(INSTANCES);
                Front front = new Front(replay.endpoint(), List.of(), List.of(table))) {
            create(front.endpoint());
            try (RunningFunction function = start(code, front.endpoint())) {
                assertThat(function.loadedWithin(Duration.ofMinutes(1)))
                        .as(function::output)
                        .isTrue();
                List<Duration> events = new ArrayList<>();
                Duration before = Duration.ZERO;
                for (int run = 0; run <= RUNS; run++) {
                    Outcome outcome = function.invoke(EVENT);
                    assertThat(outcome).as(function::output).isInstanceOf(Outcome.Answered.class);
                    events.add(function.cpu().minus(before));
                    before = function.cpu();
                }
                return events;
            }
        }
    }

    private static void create(URI endpoint) {
        try (AwsClients clients =
                new AwsClients(
                        Region.of(REGION),
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("test", "test")),
                        endpoint,
                        new CallLedger())) {
            FindingTable.create(clients.dynamoDb(), TABLE);
        }
    }

    private static RunningFunction start(FunctionCode code, URI endpoint) {
        LambdaFunction fleetScan = LambdaFunction.FLEET_SCAN;
        return RunningFunction.start(
                new DeployedFunction(
                        "muster-" + fleetScan.functionName(),
                        "arn:aws:lambda:us-east-1:123456789012:function:muster-fleet-scan:live",
                        "1",
                        fleetScan.handler(),
                        MEMORY,
                        Duration.ofMinutes(15),
                        Map.of("MUSTER_TABLE", TABLE),
                        code.sha256()),
                code,
                RuntimeClient.machine(
                        Map.of(
                                "AWS_ENDPOINT_URL",
                                endpoint.toString(),
                                "AWS_ACCESS_KEY_ID",
                                "test",
                                "AWS_SECRET_ACCESS_KEY",
                                "test",
                                "AWS_REGION",
                                REGION)),
                Start.ON_DEMAND);
    }
}
