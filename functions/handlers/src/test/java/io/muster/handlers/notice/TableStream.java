package io.muster.handlers.notice;

import io.muster.aws.fixture.TableFixture;
import io.muster.local.lambda.StreamRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
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
            page.records().forEach(record -> records.add(StreamRecords.asLambdaDoes(record, ARN)));
            next = page.records().isEmpty() ? null : page.nextShardIterator();
        }
        return records;
    }
}
