package io.muster.local.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.store.FindingTable;
import io.muster.local.LocalCloud;
import io.muster.local.fixture.SharedCloud;
import io.muster.local.lambda.EventSourceMappings.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** An emulated table's stream, worked as Lambda works it. */
class StreamSourceTest {

    private static final String REGION = "eu-west-3";
    private static final String DONE = "{\"batchItemFailures\": []}";

    private final LocalCloud cloud = SharedCloud.get();
    private final AwsClients clients = SharedCloud.clients(REGION);
    private final DynamoDbStreamsClient streams =
            DynamoDbStreamsClient.builder()
                    .region(Region.of(REGION))
                    .endpointOverride(cloud.endpoint())
                    .credentialsProvider(cloud.credentials())
                    .build();
    private final String table = "findings-" + UUID.randomUUID();
    private final List<String> events = new ArrayList<>();

    @AfterEach
    void close() {
        streams.close();
        clients.close();
    }

    @Test
    void what_is_written_after_the_mapping_was_made_comes_in_its_order() {
        FindingTable.create(clients, table);
        put("before");
        StreamSource source = source(2, record -> true);
        assertThat(source.deliver(this::done).idle()).isTrue();
        put("first", "second", "third");
        assertThat(source.deliver(this::done).handedOut()).hasSize(2);
        assertThat(source.deliver(this::done).handedOut()).hasSize(1);
        assertThat(source.deliver(this::done).idle()).isTrue();
        assertThat(events.getFirst()).containsSubsequence("INSERT", "\"first\"", "\"second\"");
        assertThat(events.getLast()).contains("\"third\"", "aws:dynamodb");
    }

    @Test
    void what_the_filter_leaves_out_starts_no_function() {
        FindingTable.create(clients, table);
        StreamSource source = source(10, record -> record.contains("\"wanted\""));
        put("other", "wanted", "another");
        assertThat(source.deliver(this::done).handedOut()).hasSize(1);
        assertThat(events.getFirst()).contains("\"wanted\"").doesNotContain("other");
    }

    @Test
    void from_the_first_record_on_that_failed_all_come_again() {
        FindingTable.create(clients, table);
        StreamSource source = source(10, record -> true);
        put("first", "second", "third");
        List<String> ids = source.deliver(event -> new Outcome.TimedOut()).failed();
        assertThat(ids).hasSize(3);
        Delivery second =
                source.deliver(
                        event ->
                                new Outcome.Answered(
                                        """
                                        {"batchItemFailures": [{"itemIdentifier": "%s"}]}
                                        """
                                                .formatted(ids.get(1))));
        assertThat(second.failed()).isEqualTo(ids.subList(1, 3));
        assertThat(source.deliver(this::done).handedOut()).isEqualTo(second.failed());
    }

    private Outcome done(String event) {
        events.add(event);
        return new Outcome.Answered(DONE);
    }

    private StreamSource source(int batchSize, Predicate<String> filter) {
        String arn =
                clients.dynamoDb()
                        .describeTable(describe -> describe.tableName(table))
                        .table()
                        .latestStreamArn();
        return new StreamSource(
                streams,
                new Mapping(
                        arn,
                        "arn:aws:lambda:" + REGION + ":123456789012:function:it:live",
                        batchSize,
                        List.of()),
                filter);
    }

    private void put(String... names) {
        for (String name : names) {
            clients.dynamoDb()
                    .putItem(
                            put ->
                                    put.tableName(table)
                                            .item(
                                                    Map.of(
                                                            "pk", AttributeValue.fromS("SCOPE"),
                                                            "sk", AttributeValue.fromS(name))));
        }
    }
}
