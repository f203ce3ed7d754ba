package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.DynamoDbLocal;
import io.muster.aws.store.FindingTable;
import io.muster.local.LocalCloud;
import io.muster.local.dynamodb.RequestUnits;
import io.muster.local.embedded.EmbeddedEmulator;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** The embedded table counts the units that AWS's own engine counts. */
class EmbeddedTableCostTest {

    private static final String TABLE = "muster";

    /** A call that tells what it cost; null of an engine that does not. */
    private interface Costing {
        @Nullable ConsumedCapacity ask(DynamoDbClient client);
    }

    @Test
    void each_call_costs_what_dynamodb_local_says() throws Exception {
        EmbeddedEmulator emulator = new EmbeddedEmulator(told -> {});
        try (DynamoDbLocal engine = new DynamoDbLocal();
                LocalCloud cloud = LocalCloud.of(emulator);
                AwsClients real = clients(engine.endpoint());
                AwsClients embedded = clients(cloud.endpoint())) {
            FindingTable.create(real, TABLE);
            FindingTable.create(embedded, TABLE);
            calls().forEach(
                            (what, call) -> {
                                double units =
                                        Objects.requireNonNull(call.ask(real.dynamoDb()))
                                                .capacityUnits();
                                RequestUnits before = emulator.tables().consumed();
                                call.ask(embedded.dynamoDb());
                                RequestUnits cost = emulator.tables().consumed().minus(before);
                                assertThat(cost.read() + cost.written()).as(what).isEqualTo(units);
                            });
        }
    }

    private static Map<String, Costing> calls() {
        Map<String, Costing> calls = new LinkedHashMap<>();
        calls.put("a small item", put("1", "a", 10));
        calls.put("one of more than a unit", put("2", "a", 1_500));
        calls.put("a large one", put("3", "b", 9_000));
        calls.put("over it a small one", put("3", "b", 10));
        calls.put("the same once more", put("3", "b", 10));
        calls.put("with another key of an index", put("2", "c", 1_500));
        calls.put("an update of what no index holds", update("padding", "x"));
        calls.put("an update of what an index holds", update("title", "new"));
        calls.put("an update of an index's key", update("openSk", "z"));
        calls.put("one item, consistent", get("2", true));
        calls.put("one item", get("2", false));
        calls.put("none", get("none", true));
        calls.put("a page, consistent", query(true));
        calls.put("a page", query(false));
        calls.put("several", EmbeddedTableCostTest::batch);
        calls.put("a deletion", delete("2"));
        calls.put("a deletion of nothing", delete("none"));
        return calls;
    }

    private static Costing put(String sk, String index, int padding) {
        Map<String, AttributeValue> item = new HashMap<>(key(sk));
        item.put("openVerdictPk", text("V"));
        item.put("openSk", text(index));
        item.put("title", text("a title"));
        item.put("n", AttributeValue.fromN("1234567"));
        item.put("padding", text("é".repeat(padding / 2)));
        return client ->
                client.putItem(
                                put ->
                                        put.tableName(TABLE)
                                                .item(item)
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
    }

    private static Costing update(String attribute, String value) {
        return client ->
                client.updateItem(
                                update ->
                                        update.tableName(TABLE)
                                                .key(key("1"))
                                                .updateExpression("SET #a = :a")
                                                .expressionAttributeNames(Map.of("#a", attribute))
                                                .expressionAttributeValues(
                                                        Map.of(":a", text(value)))
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
    }

    private static Costing get(String sk, boolean consistent) {
        return client ->
                client.getItem(
                                get ->
                                        get.tableName(TABLE)
                                                .key(key(sk))
                                                .consistentRead(consistent)
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
    }

    private static Costing query(boolean consistent) {
        return client ->
                client.query(
                                query ->
                                        query.tableName(TABLE)
                                                .keyConditionExpression("pk = :pk")
                                                .expressionAttributeValues(Map.of(":pk", text("A")))
                                                .consistentRead(consistent)
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
    }

    private static Costing delete(String sk) {
        return client ->
                client.deleteItem(
                                delete ->
                                        delete.tableName(TABLE)
                                                .key(key(sk))
                                                .returnConsumedCapacity(
                                                        ReturnConsumedCapacity.TOTAL))
                        .consumedCapacity();
    }

    private static @Nullable ConsumedCapacity batch(DynamoDbClient client) {
        KeysAndAttributes keys =
                KeysAndAttributes.builder()
                        .keys(List.of(key("1"), key("2"), key("3")))
                        .consistentRead(true)
                        .build();
        return client
                .batchGetItem(
                        get ->
                                get.requestItems(Map.of(TABLE, keys))
                                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
                .consumedCapacity()
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static Map<String, AttributeValue> key(String sk) {
        return Map.of("pk", text("A"), "sk", text(sk));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AwsClients clients(URI endpoint) {
        Map<String, String> credentials =
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
        return AwsAccess.of(credentials, null, endpoint).clients("us-east-1", new CallLedger());
    }
}
