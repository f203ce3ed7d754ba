package io.muster.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsAccess;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.DynamoDbLocal;
import io.muster.aws.store.FindingTable;
import io.muster.local.Engine;
import io.muster.local.LocalCloud;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The embedded table answers as AWS's own engine does. */
class EmbeddedTableTest {

    private static final String TABLE = "muster";
    private static final String REGION = "us-east-1";

    private interface Asking extends Function<DynamoDbClient, Object> {}

    @Test
    void each_call_is_answered_as_dynamodb_local_answers_it() throws Exception {
        Map<String, Asking> calls = calls();
        try (DynamoDbLocal engine = new DynamoDbLocal();
                LocalCloud cloud = Engine.EMBEDDED.start(Map.of(), told -> {});
                AwsClients real = clients(engine.endpoint());
                AwsClients embedded = clients(cloud.endpoint())) {
            FindingTable.create(real, TABLE);
            FindingTable.create(embedded, TABLE);
            calls.forEach(
                    (what, call) ->
                            assertThat(said(embedded.dynamoDb(), call))
                                    .as(what)
                                    .isEqualTo(said(real.dynamoDb(), call)));
        }
    }

    private static Map<String, Asking> calls() {
        Map<String, Asking> calls = new LinkedHashMap<>();
        for (int number = 1; number <= 9; number++) {
            String sk = "FINDING#" + number;
            calls.put("put " + number, put(item("A", sk, number)));
        }
        calls.put("put in another partition", put(item("B", "FINDING#1", 1)));
        calls.put("put where nothing may be", putIf("attribute_not_exists(pk)", Map.of()));
        calls.put(
                "put over an older one",
                putIf(
                        "attribute_not_exists(pk) OR ((NOT v > :v OR v > :w) AND NOT n > :n)",
                        Map.of(":v", number(1), ":w", number(9), ":n", number(3))));
        calls.put("put over a newer one", putIf("n < :n", Map.of(":n", number(1))));
        calls.put("compare with what is missing", putIf("gone <> :n", Map.of(":n", number(1))));
        calls.put("compare two types", putIf("n > :n", Map.of(":n", text("0"))));
        calls.put("set and remove", update("SET #a = :a, n = :n REMOVE title, #gone"));
        calls.put("set from another attribute", update("SET copied = #a, n = :n REMOVE #gone"));
        calls.put(
                "set what is missing, and keep what is there",
                update(
                        "SET #a = if_not_exists(#a, :n), made = if_not_exists(made, :a) REMOVE #gone"));
        calls.put("update an item that is not there", EmbeddedTableTest::create);
        calls.put(
                "read one",
                client ->
                        client.getItem(get -> get.tableName(TABLE).key(key("A", "FINDING#3")))
                                .item());
        calls.put(
                "read none",
                client ->
                        client.getItem(get -> get.tableName(TABLE).key(key("A", "none")))
                                .hasItem());
        calls.put("read several", EmbeddedTableTest::batch);
        calls.put(
                "a partition",
                query(q -> q.keyConditionExpression("pk = :pk"), Map.of(":pk", text("A"))));
        calls.put(
                "a prefix, backwards",
                query(
                        q ->
                                q.keyConditionExpression("pk = :pk AND begins_with(sk, :p)")
                                        .scanIndexForward(false),
                        Map.of(":pk", text("A"), ":p", text("FINDING"))));
        calls.put(
                "a range",
                query(
                        q -> q.keyConditionExpression("pk = :pk AND sk BETWEEN :a AND :b"),
                        Map.of(
                                ":pk",
                                text("A"),
                                ":a",
                                text("FINDING#2"),
                                ":b",
                                text("FINDING#4"))));
        calls.put(
                "after a place where nothing is",
                query(
                        q ->
                                q.keyConditionExpression("pk = :pk")
                                        .exclusiveStartKey(key("A", "FINDING#55")),
                        Map.of(":pk", text("A"))));
        calls.put(
                "an index, from a place on, filtered, in part",
                query(
                        q ->
                                q.indexName("open-by-verdict")
                                        .keyConditionExpression("#v = :v AND #o > :o")
                                        .filterExpression("#c = :c")
                                        .projectionExpression("pk, sk, #c")
                                        .expressionAttributeNames(
                                                Map.of(
                                                        "#v", "openVerdictPk",
                                                        "#o", "openSk",
                                                        "#c", "check")),
                        Map.of(":v", text("V"), ":o", text("3"), ":c", text("even"))));
        calls.put(
                "what an index shows",
                query(
                        q ->
                                q.indexName("by-workload")
                                        .keyConditionExpression("#w = :w")
                                        .expressionAttributeNames(Map.of("#w", "workloadKey")),
                        Map.of(":w", text("shop"))));
        calls.put(
                "an index that is not there",
                query(
                        q -> q.indexName("none").keyConditionExpression("pk = :pk"),
                        Map.of(":pk", text("A"))));
        calls.put(
                "a value that is not given",
                query(q -> q.keyConditionExpression("pk = :other"), Map.of(":pk", text("A"))));
        calls.put(
                "a table that is not there",
                client ->
                        client.getItem(get -> get.tableName("none").key(key("A", "B"))).hasItem());
        calls.put(
                "delete one",
                client ->
                        client.deleteItem(
                                        delete ->
                                                delete.tableName(TABLE)
                                                        .key(key("A", "FINDING#3"))
                                                        .returnValues(ReturnValue.ALL_OLD))
                                .attributes());
        calls.put("write several", EmbeddedTableTest::writes);
        calls.put(
                "what is left",
                query(q -> q.keyConditionExpression("pk = :pk"), Map.of(":pk", text("A"))));
        return calls;
    }

    private static Asking put(Map<String, AttributeValue> item) {
        return client -> client.putItem(put -> put.tableName(TABLE).item(item)).attributes();
    }

    private static Asking putIf(String condition, Map<String, AttributeValue> values) {
        return client ->
                client.putItem(
                                put ->
                                        put.tableName(TABLE)
                                                .item(item("A", "FINDING#2", 2))
                                                .conditionExpression(condition)
                                                .expressionAttributeValues(
                                                        values.isEmpty() ? null : values)
                                                .returnValues(ReturnValue.ALL_OLD)
                                                .returnValuesOnConditionCheckFailure(
                                                        ReturnValuesOnConditionCheckFailure
                                                                .ALL_OLD))
                        .attributes();
    }

    private static Asking update(String expression) {
        boolean given = expression.contains(":a");
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":n", number(40)));
        if (given) {
            values.put(":a", text("a"));
        }
        return client ->
                client.updateItem(
                                update ->
                                        update.tableName(TABLE)
                                                .key(key("A", "FINDING#4"))
                                                .updateExpression(expression)
                                                .conditionExpression("attribute_exists(pk)")
                                                .expressionAttributeNames(
                                                        Map.of("#a", "actual", "#gone", "gone"))
                                                .expressionAttributeValues(values)
                                                .returnValues(ReturnValue.ALL_NEW))
                        .attributes();
    }

    private static Object create(DynamoDbClient client) {
        return client.updateItem(
                        update ->
                                update.tableName(TABLE)
                                        .key(key("A", "LOG#new"))
                                        .updateExpression("SET n = :n")
                                        .conditionExpression("attribute_not_exists(sk)")
                                        .expressionAttributeValues(Map.of(":n", number(1)))
                                        .returnValues(ReturnValue.ALL_NEW))
                .attributes();
    }

    private static Object batch(DynamoDbClient client) {
        KeysAndAttributes keys =
                KeysAndAttributes.builder()
                        .keys(
                                List.of(
                                        key("A", "FINDING#1"),
                                        key("A", "FINDING#2"),
                                        key("A", "none")))
                        .build();
        return Set.copyOf(
                client.batchGetItem(get -> get.requestItems(Map.of(TABLE, keys)))
                        .responses()
                        .getOrDefault(TABLE, List.of()));
    }

    private static Object writes(DynamoDbClient client) {
        WriteRequest put =
                WriteRequest.builder().putRequest(p -> p.item(item("A", "ROSTER#1", 1))).build();
        WriteRequest delete =
                WriteRequest.builder().deleteRequest(d -> d.key(key("A", "FINDING#9"))).build();
        return client.batchWriteItem(
                        write -> write.requestItems(Map.of(TABLE, List.of(put, delete))))
                .unprocessedItems();
    }

    /** All pages of two items, with the places at which they end. */
    private static Asking query(
            Consumer<QueryRequest.Builder> more, Map<String, AttributeValue> values) {
        return client -> {
            List<Object> pages = new ArrayList<>();
            Map<String, AttributeValue> after = Map.of();
            do {
                QueryRequest.Builder query =
                        QueryRequest.builder()
                                .tableName(TABLE)
                                .expressionAttributeValues(values)
                                .limit(2);
                more.accept(query);
                if (!after.isEmpty()) {
                    query.exclusiveStartKey(after);
                }
                QueryResponse page = client.query(query.build());
                pages.addAll(page.items());
                after = page.lastEvaluatedKey();
            } while (!after.isEmpty());
            return pages;
        };
    }

    private static String said(DynamoDbClient client, Asking call) {
        try {
            return sorted(call.apply(client));
        } catch (ConditionalCheckFailedException refused) {
            return "refused over " + new TreeMap<>(refused.item());
        } catch (DynamoDbException refused) {
            return refused.awsErrorDetails().errorCode();
        }
    }

    /** Attributes come in any order. */
    private static String sorted(Object answer) {
        return switch (answer) {
            case Map<?, ?> map -> new TreeMap<>(map).toString();
            case List<?> list -> list.stream().map(EmbeddedTableTest::sorted).toList().toString();
            case Set<?> set ->
                    set.stream().map(EmbeddedTableTest::sorted).sorted().toList().toString();
            default -> answer.toString();
        };
    }

    private static Map<String, AttributeValue> item(String pk, String sk, int number) {
        Map<String, AttributeValue> item = new HashMap<>(key(pk, sk));
        item.put("n", number(number));
        item.put("v", number(3));
        item.put("title", text("title " + number));
        item.put("check", text(number % 2 == 0 ? "even" : "odd"));
        item.put("openVerdictPk", text("V"));
        item.put("openSk", text(number + " " + pk));
        // In an index DynamoDB orders items of one sort key as it likes.
        if (number < 4 && pk.equals("A")) {
            item.put("workloadKey", text("shop"));
        }
        item.put("packed", AttributeValue.fromB(SdkBytes.fromUtf8String("packed")));
        item.put("list", AttributeValue.fromL(List.of(text("a"), number(1))));
        item.put("map", AttributeValue.fromM(Map.of("in", AttributeValue.fromBool(true))));
        return item;
    }

    private static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", text(pk), "sk", text(sk));
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }

    private static AttributeValue number(int number) {
        return AttributeValue.fromN(Integer.toString(number));
    }

    private static AwsClients clients(URI endpoint) {
        Map<String, String> credentials =
                Map.of("AWS_ACCESS_KEY_ID", "test", "AWS_SECRET_ACCESS_KEY", "test");
        return AwsAccess.of(credentials, null, endpoint).clients(REGION, new CallLedger());
    }
}
