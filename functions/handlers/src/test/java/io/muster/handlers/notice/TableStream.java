package io.muster.handlers.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.fixture.TableFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The table's own stream, as DynamoDB's engine writes it and as Lambda hands it to a function. */
final class TableStream {

    static final String ARN =
            "arn:aws:dynamodb:us-east-1:123456789012:table/muster/stream/2026-11-25T12:00:00.000";

    private TableStream() {}

    /** Every record so far, in order. */
    static List<Map<String, Object>> records(TableFixture table) {
        try (DynamoDbStreamsClient streams =
                DynamoDbStreamsClient.builder()
                        .region(Region.US_EAST_1)
                        .endpointOverride(table.proxy().endpoint())
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create("nobody", "nothing")))
                        .build()) {
            String arn =
                    table.client()
                            .describeTable(describe -> describe.tableName(TableFixture.TABLE))
                            .table()
                            .latestStreamArn();
            List<Map<String, Object>> records = new ArrayList<>();
            streams.describeStream(describe -> describe.streamArn(arn))
                    .streamDescription()
                    .shards()
                    .forEach(shard -> records.addAll(records(streams, arn, shard.shardId())));
            return records;
        }
    }

    private static List<Map<String, Object>> records(
            DynamoDbStreamsClient streams, String arn, String shard) {
        String next =
                streams.getShardIterator(
                                from ->
                                        from.streamArn(arn)
                                                .shardId(shard)
                                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator();
        List<Map<String, Object>> records = new ArrayList<>();
        while (next != null) {
            String iterator = next;
            var page = streams.getRecords(from -> from.shardIterator(iterator));
            page.records().forEach(record -> records.add(asLambdaDoes(record)));
            next = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }

    /** An event of Lambda's. */
    static String event(List<Map<String, Object>> records) {
        try {
            return JSON.std
                    .with(JSON.Feature.PRETTY_PRINT_OUTPUT)
                    .asString(Map.of("Records", records));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, Object> asLambdaDoes(Record record) {
        Map<String, Object> change = new LinkedHashMap<>();
        change.put(
                "ApproximateCreationDateTime",
                record.dynamodb().approximateCreationDateTime().getEpochSecond());
        change.put("Keys", image(record.dynamodb().keys()));
        if (record.dynamodb().hasNewImage()) {
            change.put("NewImage", image(record.dynamodb().newImage()));
        }
        if (record.dynamodb().hasOldImage()) {
            change.put("OldImage", image(record.dynamodb().oldImage()));
        }
        change.put("SequenceNumber", record.dynamodb().sequenceNumber());
        change.put("SizeBytes", record.dynamodb().sizeBytes());
        change.put("StreamViewType", record.dynamodb().streamViewTypeAsString());
        Map<String, Object> lambda = new LinkedHashMap<>();
        lambda.put("eventID", record.eventID());
        lambda.put("eventName", record.eventNameAsString());
        lambda.put("eventVersion", "1.1");
        lambda.put("eventSource", "aws:dynamodb");
        lambda.put("awsRegion", "us-east-1");
        lambda.put("dynamodb", change);
        lambda.put("eventSourceARN", ARN);
        return lambda;
    }

    static Map<String, Object> image(Map<String, AttributeValue> item) {
        return new TreeMap<>(item)
                .entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey,
                                        each -> typed(each.getValue()),
                                        (one, other) -> one,
                                        LinkedHashMap::new));
    }

    private static Object typed(AttributeValue value) {
        return switch (value.type()) {
            case S -> Map.of("S", value.s());
            case N -> Map.of("N", value.n());
            case BOOL -> Map.of("BOOL", value.bool());
            case NUL -> Map.of("NULL", true);
            case B -> Map.of("B", Base64.getEncoder().encodeToString(value.b().asByteArray()));
            case M -> Map.of("M", image(value.m()));
            case L -> Map.of("L", value.l().stream().map(TableStream::typed).toList());
            case SS -> Map.of("SS", value.ss());
            case NS -> Map.of("NS", value.ns());
            case BS, UNKNOWN_TO_SDK_VERSION -> {
                assertThat(value.type()).as("Muster writes none of these").isNull();
                yield Map.of();
            }
        };
    }
}
