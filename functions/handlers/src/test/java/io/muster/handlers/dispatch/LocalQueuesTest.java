package io.muster.handlers.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.store.FindingTable;
import io.muster.handlers.fixture.LambdaContext;
import io.muster.handlers.fixture.SampleEvent;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.scan.FleetScanHandler;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.AnyCloud;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** From the schedule's event to the summaries of two accounts, over an emulated SQS and STS. */
@Tag("slow")
class LocalQueuesTest {

    private static final String TABLE = "muster-queues";

    @Test
    void dispatch_fills_the_queue_and_the_scans_of_two_accounts_empty_it() throws IOException {
        try (LocalCloud cloud = AnyCloud.start();
                AwsClients hub = clients(cloud, Region.US_EAST_1)) {
            FindingTable.create(hub, TABLE);
            String queue =
                    hub.sqs().createQueue(create -> create.queueName("muster-scans")).queueUrl();
            Map<String, String> environment =
                    new HashMap<>(
                            Map.of(
                                    "AWS_REGION", "us-east-1",
                                    "MUSTER_TABLE", TABLE,
                                    "MUSTER_QUEUE_FLEET_SCAN", queue,
                                    "MUSTER_ACCOUNTS", "123456789012,210987654321",
                                    "MUSTER_REGIONS", "us-east-1"));
            dispatch(cloud, environment);
            List<Message> messages = receive(hub, queue);
            assertThat(messages)
                    .extracting(
                            message ->
                                    message.attributes()
                                            .get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                    .containsExactlyInAnyOrder("123456789012", "210987654321");
            assertThat(scan(cloud, environment, messages))
                    .isEqualTo(Map.of("batchItemFailures", List.of()));
            assertThat(FindingTable.of(hub, TABLE).summaries())
                    .extracting(summary -> summary.report().scope().toString())
                    .containsExactly("123456789012/us-east-1", "210987654321/us-east-1");
        }
    }

    private static void dispatch(LocalCloud cloud, Map<String, String> environment)
            throws IOException {
        new DispatchHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> clients(cloud, region),
                                Clock.systemUTC(),
                                line -> {}))
                .handleRequest(
                        in(SampleEvent.named("dispatch.json")),
                        new ByteArrayOutputStream(),
                        LambdaContext.HERE);
    }

    private static List<Message> receive(AwsClients hub, String queue) {
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 5 && messages.size() < 2; i++) {
            messages.addAll(
                    hub.sqs()
                            .receiveMessage(
                                    receive ->
                                            receive.queueUrl(queue)
                                                    .maxNumberOfMessages(10)
                                                    .messageSystemAttributeNames(
                                                            MessageSystemAttributeName
                                                                    .MESSAGE_GROUP_ID))
                            .messages());
        }
        return messages;
    }

    private static Map<?, ?> scan(
            LocalCloud cloud, Map<String, String> environment, List<Message> messages)
            throws IOException {
        List<Map<String, String>> records =
                messages.stream()
                        .map(
                                message ->
                                        Map.of(
                                                "messageId", message.messageId(),
                                                "eventSource", "aws:sqs",
                                                "body", message.body()))
                        .toList();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new FleetScanHandler(
                        new FunctionEnvironment(
                                environment,
                                region -> clients(cloud, region),
                                Clock.systemUTC(),
                                line -> {}))
                .handleRequest(
                        in(JSON.std.asString(Map.of("Records", records))), out, LambdaContext.HERE);
        return JSON.std.mapFrom(out.toString(UTF_8));
    }

    private static AwsClients clients(LocalCloud cloud, Region region) {
        return new AwsClients(region, cloud.credentials(), cloud.endpoint(), new CallLedger());
    }

    private static ByteArrayInputStream in(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }
}
