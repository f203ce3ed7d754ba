package io.muster.deployment;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import io.muster.local.front.Front;
import io.muster.local.lambda.DeployedFunction;
import io.muster.local.lambda.FunctionCode;
import io.muster.local.lambda.RunningFunction;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.regions.Region;

/**
 * The functions of the zip that was built, on a local cloud with no more than they need of it: the
 * table, their queues and their topic. Nothing is deployed, which would take Terraform a minute.
 */
final class ZipOnTheMachine implements AutoCloseable {

    static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    static final String TABLE = "muster";

    private final LocalCloud cloud;
    private final FunctionCode code;
    private final AwsClients clients;
    private final Map<String, String> environment = new TreeMap<>();

    private ZipOnTheMachine(LocalCloud cloud, FunctionCode code) {
        this.cloud = cloud;
        this.code = code;
        this.clients =
                new AwsClients(
                        Region.of(SCOPE.region()),
                        cloud.credentials(),
                        cloud.endpoint(),
                        new CallLedger());
        FindingTable.create(clients.dynamoDb(), TABLE);
        environment.put("MUSTER_TABLE", TABLE);
        for (LambdaFunction function : LambdaFunction.values()) {
            if (function.hasQueue()) {
                environment.put(
                        function.queueVariable(), queue("muster-" + function.functionName()));
            }
        }
        environment.put(
                "MUSTER_NOTICE_TOPIC",
                clients.sns().createTopic(topic -> topic.name("muster-findings")).topicArn());
    }

    /**
     * Starts the cloud.
     *
     * @param work an empty folder
     * @throws org.opentest4j.TestAbortedException where there is no emulator, but not in CI
     */
    static ZipOnTheMachine start(Path work) throws IOException {
        return start(work, Path.of(System.getProperty("muster.zip")));
    }

    /** As {@link #start(Path)}, of another build's zip. */
    static ZipOnTheMachine start(Path work, Path zip) throws IOException {
        return new ZipOnTheMachine(AnyCloud.start(), FunctionCode.unpack(zip, work));
    }

    LocalCloud cloud() {
        return cloud;
    }

    /** Clients in the functions' region. */
    AwsClients clients() {
        return clients;
    }

    /**
     * Starts a function's process.
     *
     * @param front its way into the cloud
     * @param more variables of the function
     */
    RunningFunction start(
            String name, RunningFunction.Start start, Front front, Map<String, String> more) {
        Map<String, String> variables = new TreeMap<>(environment);
        variables.putAll(more);
        DeployedFunction function =
                new DeployedFunction(
                        "muster-" + name,
                        "arn:aws:lambda:%s:%s:function:muster-%s:live"
                                .formatted(SCOPE.region(), SCOPE.account(), name),
                        "1",
                        LambdaFunction.named(name).orElseThrow().handler(),
                        1_769,
                        Duration.ofMinutes(2),
                        variables,
                        code.sha256());
        return RunningFunction.start(
                function,
                code,
                RuntimeClient.machine(cloud.variables(SCOPE.region(), front.endpoint())),
                start);
    }

    private String queue(String name) {
        return clients.sqs().createQueue(queue -> queue.queueName(name)).queueUrl();
    }

    @Override
    public void close() {
        clients.close();
        cloud.close();
    }
}
