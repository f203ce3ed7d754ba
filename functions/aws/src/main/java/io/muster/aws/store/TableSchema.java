package io.muster.aws.store;

import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.Waiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveSpecification;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What the table looks like, and its making. */
final class TableSchema {

    /** What a reviewer reads in a row of the item explorer; long texts are one click away. */
    private static final List<String> LISTED =
            List.of("check", "verdict", "title", "actual", "resourceId", "workload");

    /** What a row of a screen shows, beside what the keys say. */
    private static final List<String> LISTED_BY_VERDICT =
            List.of(
                    "partition",
                    "check",
                    "row",
                    "title",
                    "actual",
                    FindingItem.REASONS,
                    "resourceType",
                    "resourceId",
                    FindingItem.WORKLOAD,
                    FindingItem.OBSERVED_AT,
                    FindingItem.LAST_SEEN,
                    FindingItem.HIDDEN_CHECKS);

    private static final List<String> LISTED_BY_SUBJECT =
            List.of("verdict", "severity", "title", FindingItem.RESOLVED_AT);

    private static final Duration POLL = Duration.ofSeconds(2);
    private static final int MAX_POLLS = 150;

    private TableSchema() {}

    static CreateTableRequest request(String name) {
        List<KeySchemaElement> keys = keys(Keys.PK, Keys.SK);
        List<GlobalSecondaryIndex> indexes =
                List.of(
                        index(Keys.OPEN_INDEX, Keys.OPEN_PK, Keys.OPEN_SK, LISTED),
                        verdictIndex(),
                        index(Keys.RESOURCE_INDEX, Keys.RESOURCE_KEY, "check", LISTED_BY_SUBJECT),
                        index(Keys.WORKLOAD_INDEX, Keys.WORKLOAD_KEY, Keys.SK, LISTED_BY_SUBJECT));
        List<AttributeDefinition> attributes =
                Stream.concat(keys.stream(), indexes.stream().flatMap(i -> i.keySchema().stream()))
                        .map(KeySchemaElement::attributeName)
                        .distinct()
                        .map(TableSchema::text)
                        .toList();
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(keys)
                .globalSecondaryIndexes(indexes)
                .streamSpecification(
                        stream ->
                                stream.streamEnabled(true)
                                        .streamViewType(StreamViewType.NEW_AND_OLD_IMAGES))
                .sseSpecification(encryption -> encryption.enabled(true))
                .build();
    }

    /** See {@link FindingTable#create}. */
    static List<String> create(DynamoDbClient client, String name) {
        TableCalls calls = new TableCalls(client, name);
        calls.call("CreateTable", unused -> createUnlessThere(client, name));
        TableDescription table = calls.call("DescribeTable", unused -> awaitActive(client, name));
        refuseForeign(table);
        addVerdictIndex(client, calls, table);
        List<String> notOffered = new ArrayList<>();
        ifOffered("UpdateContinuousBackups", calls, () -> recoverable(client, name), notOffered);
        ifOffered("UpdateTimeToLive", calls, () -> expiring(client, name), notOffered);
        return List.copyOf(notOffered);
    }

    private static boolean createUnlessThere(DynamoDbClient client, String name) {
        try {
            client.createTable(request(name));
            return true;
        } catch (ResourceInUseException there) {
            return false;
        }
    }

    /** Waits for the indexes, too: until then a local one answers with a failure of its own. */
    private static TableDescription awaitActive(DynamoDbClient client, String name) {
        return Waiter.builder(DescribeTableResponse.class)
                .overrideConfiguration(
                        polling ->
                                polling.maxAttempts(MAX_POLLS)
                                        .backoffStrategyV2(BackoffStrategy.fixedDelay(POLL)))
                .addAcceptor(
                        WaiterAcceptor.successOnResponseAcceptor(answer -> active(answer.table())))
                .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(answer -> true))
                .addAcceptor(
                        WaiterAcceptor.retryOnExceptionAcceptor(
                                ResourceNotFoundException.class::isInstance))
                .build()
                .run(() -> client.describeTable(describe -> describe.tableName(name)))
                .matched()
                .response()
                .orElseThrow()
                .table();
    }

    private static boolean active(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream()
                        .allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    }

    private static void refuseForeign(TableDescription there) {
        CreateTableRequest ours = request(there.tableName());
        if (!there.keySchema().equals(ours.keySchema())) {
            throw new StoreException.ForeignTable(
                    there.tableName(), Message.of("screen.table-key"));
        }
        for (GlobalSecondaryIndex index : ours.globalSecondaryIndexes()) {
            if (there.globalSecondaryIndexes().stream().noneMatch(other -> same(other, index))
                    && !isToBeAdded(there, index)) {
                throw new StoreException.ForeignTable(
                        there.tableName(),
                        Message.of("screen.table-index")
                                .with("index", index.indexName())
                                .with("keys", names(index))
                                .with("indexes", String.join(", ", indexes(there))));
            }
        }
    }

    /** Tables of before have all indexes but this one. */
    private static boolean isToBeAdded(TableDescription there, GlobalSecondaryIndex index) {
        return index.indexName().equals(Keys.VERDICT_INDEX)
                && !indexes(there).contains(Keys.VERDICT_INDEX);
    }

    /** DynamoDB fills it while the table is in use; readers take the older one until then. */
    private static void addVerdictIndex(
            DynamoDbClient client, TableCalls calls, TableDescription there) {
        GlobalSecondaryIndex index = verdictIndex();
        if (!isToBeAdded(there, index)) {
            return;
        }
        String name = there.tableName();
        calls.call(
                "UpdateTable",
                unused ->
                        client.updateTable(
                                update ->
                                        update.tableName(name)
                                                .attributeDefinitions(
                                                        text(Keys.VERDICT_PK), text(Keys.OPEN_SK))
                                                .globalSecondaryIndexUpdates(
                                                        GlobalSecondaryIndexUpdate.builder()
                                                                .create(creation(index))
                                                                .build())));
        calls.call("DescribeTable", unused -> awaitActive(client, name));
    }

    private static CreateGlobalSecondaryIndexAction creation(GlobalSecondaryIndex index) {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .build();
    }

    private static GlobalSecondaryIndex verdictIndex() {
        return index(Keys.VERDICT_INDEX, Keys.VERDICT_PK, Keys.OPEN_SK, LISTED_BY_VERDICT);
    }

    private static boolean same(GlobalSecondaryIndexDescription there, GlobalSecondaryIndex ours) {
        return there.indexName().equals(ours.indexName())
                && there.keySchema().equals(ours.keySchema());
    }

    private static void recoverable(DynamoDbClient client, String name) {
        client.updateContinuousBackups(
                update ->
                        update.tableName(name)
                                .pointInTimeRecoverySpecification(
                                        pitr -> pitr.pointInTimeRecoveryEnabled(true)));
    }

    /** Asked first, because DynamoDB refuses to switch on what is on. */
    private static void expiring(DynamoDbClient client, String name) {
        TimeToLiveDescription now =
                client.describeTimeToLive(describe -> describe.tableName(name))
                        .timeToLiveDescription();
        TimeToLiveStatus status = now == null ? TimeToLiveStatus.DISABLED : now.timeToLiveStatus();
        if (status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING) {
            return;
        }
        TimeToLiveSpecification on =
                TimeToLiveSpecification.builder()
                        .enabled(true)
                        .attributeName(FindingItem.EXPIRES_AT)
                        .build();
        client.updateTimeToLive(update -> update.tableName(name).timeToLiveSpecification(on));
    }

    /** DynamoDB Local knows no backups; AWS offers all of it. */
    private static void ifOffered(
            String operation, TableCalls calls, Runnable step, List<String> notOffered) {
        calls.call(
                operation,
                unused -> {
                    try {
                        step.run();
                    } catch (SdkException failure) {
                        AwsFailure words = AwsFailure.of("dynamodb:" + operation, failure);
                        if (words.why() != Fact.Why.NOT_SUPPORTED) {
                            throw failure;
                        }
                        notOffered.add("dynamodb:" + operation);
                    }
                    return notOffered;
                });
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static List<KeySchemaElement> keys(String hash, String range) {
        return List.of(
                KeySchemaElement.builder().attributeName(hash).keyType(KeyType.HASH).build(),
                KeySchemaElement.builder().attributeName(range).keyType(KeyType.RANGE).build());
    }

    private static GlobalSecondaryIndex index(
            String name, String hash, String range, List<String> projected) {
        Projection projection =
                Projection.builder()
                        .projectionType(ProjectionType.INCLUDE)
                        .nonKeyAttributes(projected)
                        .build();
        return GlobalSecondaryIndex.builder()
                .indexName(name)
                .keySchema(keys(hash, range))
                .projection(projection)
                .build();
    }

    private static String names(GlobalSecondaryIndex index) {
        return index.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.joining(", "));
    }

    private static Set<String> indexes(TableDescription table) {
        return table.globalSecondaryIndexes().stream()
                .map(GlobalSecondaryIndexDescription::indexName)
                .collect(Collectors.toSet());
    }
}
