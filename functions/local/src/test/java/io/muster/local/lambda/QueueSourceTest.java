package io.muster.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.local.fixture.SharedCloud;
import io.muster.local.lambda.EventSourceMappings.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** An emulated queue, worked as Lambda works it. */
class QueueSourceTest {

    private static final String REGION = "eu-west-2";
    private static final String ARN = "arn:aws:sqs:" + REGION + ":123456789012:";
    private static final String DONE = "{\"batchItemFailures\": []}";

    private final AwsClients clients = SharedCloud.clients(REGION);
    private final String name = "work-" + UUID.randomUUID();
    private final String url =
            clients.sqs().createQueue(create -> create.queueName(name)).queueUrl();

    @AfterEach
    void close() {
        clients.close();
    }

    @Test
    void an_empty_queue_starts_no_function() {
        assertThat(source(10).deliver(event -> new Outcome.TimedOut()).idle()).isTrue();
    }

    @Test
    void messages_come_as_records_and_not_more_at_once_than_the_mapping_says() {
        send("one", "two", "three");
        List<String> events = new ArrayList<>();
        QueueSource source = source(2);
        for (int each = 0; each < 2; each++) {
            source.deliver(
                    event -> {
                        events.add(event);
                        return new Outcome.Answered(DONE);
                    });
        }
        assertThat(events).hasSize(2);
        assertThat(events.stream().flatMap(event -> records(event).stream()))
                .allSatisfy(
                        record -> assertThat(record.get("eventSourceARN")).isEqualTo(ARN + name))
                .extracting(record -> String.valueOf(record.get("body")))
                .containsExactlyInAnyOrder("one", "two", "three");
        assertThat(source.deliver(event -> new Outcome.TimedOut()).idle()).isTrue();
    }

    @Test
    void a_batch_may_be_larger_than_what_the_queue_hands_out_at_once() {
        for (int each = 0; each < 3; each++) {
            send("1", "2", "3", "4", "5");
        }
        Delivery delivery = source(1_000).deliver(event -> new Outcome.Answered(DONE));
        assertThat(delivery.handedOut()).hasSize(15);
        assertThat(delivery.failed()).isEmpty();
    }

    @Test
    void what_failed_comes_again_and_what_was_done_does_not() {
        send("good", "bad");
        QueueSource source = source(10);
        Delivery first =
                source.deliver(
                        event ->
                                new Outcome.Answered(
                                        """
                                        {"batchItemFailures": [{"itemIdentifier": "%s"}]}
                                        """
                                                .formatted(id(event, "bad"))));
        assertThat(first.failed()).hasSize(1);
        List<String> again = new ArrayList<>();
        Delivery second =
                source.deliver(
                        event -> {
                            records(event)
                                    .forEach(each -> again.add(String.valueOf(each.get("body"))));
                            return new Outcome.Answered(DONE);
                        });
        assertThat(again).containsExactly("bad");
        assertThat(second.handedOut()).isEqualTo(first.failed());
    }

    @Test
    void what_fails_too_often_goes_to_the_dead_letter_queue() {
        String aside = name + "-aside";
        String dead = clients.sqs().createQueue(create -> create.queueName(aside)).queueUrl();
        clients.sqs()
                .setQueueAttributes(
                        set ->
                                set.queueUrl(url)
                                        .attributes(
                                                Map.of(
                                                        QueueAttributeName.REDRIVE_POLICY,
                                                        """
                                                        {"deadLetterTargetArn": "%s", "maxReceiveCount": 2}
                                                        """
                                                                .formatted(ARN + aside))));
        send("poison");
        QueueSource source = source(1);
        int times = 0;
        while (!source.deliver(event -> new Outcome.Exited(1, "")).idle()) {
            times++;
        }
        assertThat(times).isEqualTo(2);
        assertThat(clients.sqs().receiveMessage(receive -> receive.queueUrl(dead)).messages())
                .extracting(message -> message.body())
                .containsExactly("poison");
    }

    private QueueSource source(int batchSize) {
        return new QueueSource(
                clients.sqs(),
                new Mapping(
                        ARN + name,
                        "arn:aws:lambda:" + REGION + ":123456789012:function:it:live",
                        batchSize,
                        List.of()));
    }

    private void send(String... bodies) {
        for (String body : bodies) {
            clients.sqs().sendMessage(send -> send.queueUrl(url).messageBody(body));
        }
    }

    private static String id(String event, String body) {
        return records(event).stream()
                .filter(record -> body.equals(record.get("body")))
                .map(record -> String.valueOf(record.get("messageId")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<?, ?>> records(String event) {
        try {
            return JSON.std.mapFrom(event).get("Records") instanceof List<?> records
                    ? records.stream().<Map<?, ?>>map(each -> (Map<?, ?>) each).toList()
                    : List.of();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
