package io.muster.local.dynamodb;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.dynamodb.Expression.Update;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB in memory: tables with indexes, single and batched reads and writes with their
 * conditions, queries and scans by pages.
 *
 * <p>What it has not (PartiQL, transactions, streams, restores) it refuses, and so are expressions
 * that it does not understand. The settings of expiry and of backups are kept, and nothing expires
 * or is backed up.
 */
public final class SimulatedDynamoDb implements Simulation {

    private static final String ACCOUNT = "123456789012";
    private static final int MAX_BATCH_KEYS = 100;
    private static final int MAX_BATCH_WRITES = 25;

    private final Clock clock;
    private final Map<String, Made> tables = new TreeMap<>();

    /** What was made, by region and name. */
    private static final class Made {

        final Table table;
        final Map<String, Object> description;
        @Nullable Object timeToLive;
        boolean recoverable;

        Made(Table table, Map<String, Object> description) {
            this.table = table;
            this.description = description;
        }
    }

    /** How an operation is answered. */
    private interface Operation {

        Map<String, ?> answer(String region, Map<String, Object> request) throws RefusedException;
    }

    private final Map<String, Operation> operations =
            Map.ofEntries(
                    Map.entry("CreateTable", this::create),
                    Map.entry("DescribeTable", this::describe),
                    Map.entry("UpdateTable", this::updateTable),
                    Map.entry("DeleteTable", this::deleteTable),
                    Map.entry("ListTables", this::list),
                    Map.entry("DescribeTimeToLive", this::describeTimeToLive),
                    Map.entry("UpdateTimeToLive", this::updateTimeToLive),
                    Map.entry("DescribeContinuousBackups", this::describeBackups),
                    Map.entry("UpdateContinuousBackups", this::updateBackups),
                    Map.entry("GetItem", this::get),
                    Map.entry("PutItem", this::put),
                    Map.entry("UpdateItem", this::update),
                    Map.entry("DeleteItem", this::delete),
                    Map.entry("BatchGetItem", this::batchGet),
                    Map.entry("BatchWriteItem", this::batchWrite),
                    Map.entry("Query", this::query),
                    Map.entry("Scan", (region, request) -> table(region, request).page(request)));

    public SimulatedDynamoDb(Clock clock) {
        this.clock = clock;
    }

    /** What the requests to all tables have cost so far. */
    public synchronized RequestUnits consumed() {
        return tables.values().stream()
                .map(made -> made.table.consumed())
                .reduce(RequestUnits.NONE, RequestUnits::plus);
    }

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("dynamodb") && operations.containsKey(call.operation());
    }

    @Override
    public synchronized Answer answer(Call call, byte[] body) throws IOException {
        Operation operation = operations.get(call.operation());
        if (operation == null) {
            return ErrorAnswers.notOffered(call);
        }
        try {
            return json(200, operation.answer(call.region(), JSON.std.mapFrom(body)));
        } catch (RefusedException refused) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("__type", "com.amazonaws.dynamodb.v20120810#" + refused.code());
            error.put("message", refused.getMessage());
            if (!refused.item().isEmpty()) {
                error.put("Item", refused.item());
            }
            return json(400, error);
        }
    }

    private static Answer json(int status, Map<String, ?> json) {
        return new Answer(
                status,
                Map.of("Content-Type", "application/x-amz-json-1.0"),
                Answer.json(json).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, ?> create(String region, Map<String, Object> request)
            throws RefusedException {
        String name = String.valueOf(request.get("TableName"));
        if (tables.containsKey(id(region, name))) {
            throw RefusedException.of("ResourceInUseException", "Table already exists: " + name);
        }
        Map<String, Object> description = new LinkedHashMap<>(request);
        description.remove("Tags");
        description.remove("BillingMode");
        description.remove("SSESpecification");
        description.put("BillingModeSummary", Map.of("BillingMode", "PAY_PER_REQUEST"));
        description.put("TableStatus", "ACTIVE");
        description.put("CreationDateTime", clock.instant().getEpochSecond());
        description.put(
                "TableArn", "arn:aws:dynamodb:%s:%s:table/%s".formatted(region, ACCOUNT, name));
        List<Object> indexes = new ArrayList<>();
        if (request.get("GlobalSecondaryIndexes") instanceof List<?> asked) {
            asked.forEach(each -> indexes.add(active(Table.object(each))));
        }
        description.put("GlobalSecondaryIndexes", indexes);
        tables.put(id(region, name), new Made(new Table(request), description));
        return Map.of("TableDescription", description);
    }

    private static Map<String, Object> active(Map<String, Object> index) {
        Map<String, Object> described = new LinkedHashMap<>(index);
        described.put("IndexStatus", "ACTIVE");
        return described;
    }

    private Map<String, ?> describe(String region, Map<String, Object> request)
            throws RefusedException {
        Made made = made(region, request);
        Map<String, Object> description = new LinkedHashMap<>(made.description);
        description.put("ItemCount", made.table.size());
        return Map.of("Table", description);
    }

    /** Only indexes can be added. */
    private Map<String, ?> updateTable(String region, Map<String, Object> request)
            throws RefusedException {
        Made made = made(region, request);
        if (request.get("GlobalSecondaryIndexUpdates") instanceof List<?> updates
                && made.description.get("GlobalSecondaryIndexes") instanceof List<?> before) {
            List<Object> indexes = new ArrayList<>(before);
            for (Object each : updates) {
                Map<String, Object> index = Table.object(Table.object(each).get("Create"));
                made.table.addIndex(index);
                indexes.add(active(index));
            }
            made.description.put("GlobalSecondaryIndexes", indexes);
            return Map.of("TableDescription", made.description);
        }
        throw RefusedException.invalid("The embedded DynamoDB only adds indexes to a table");
    }

    private Map<String, ?> deleteTable(String region, Map<String, Object> request)
            throws RefusedException {
        Made made = made(region, request);
        tables.remove(id(region, String.valueOf(request.get("TableName"))));
        return Map.of("TableDescription", made.description);
    }

    private Map<String, ?> list(String region, Map<String, Object> request) {
        return Map.of(
                "TableNames",
                tables.keySet().stream()
                        .filter(id -> id.startsWith(region + " "))
                        .map(id -> id.substring(region.length() + 1))
                        .toList());
    }

    private Map<String, ?> describeTimeToLive(String region, Map<String, Object> request)
            throws RefusedException {
        Map<String, Object> on = Table.object(made(region, request).timeToLive);
        return Map.of(
                "TimeToLiveDescription",
                on.isEmpty()
                        ? Map.of("TimeToLiveStatus", "DISABLED")
                        : Map.of(
                                "TimeToLiveStatus",
                                "ENABLED",
                                "AttributeName",
                                String.valueOf(on.get("AttributeName"))));
    }

    private Map<String, ?> updateTimeToLive(String region, Map<String, Object> request)
            throws RefusedException {
        Made made = made(region, request);
        Map<String, Object> asked = Table.object(request.get("TimeToLiveSpecification"));
        made.timeToLive = Boolean.TRUE.equals(asked.get("Enabled")) ? asked : null;
        return Map.of("TimeToLiveSpecification", asked);
    }

    private Map<String, ?> describeBackups(String region, Map<String, Object> request)
            throws RefusedException {
        String status = made(region, request).recoverable ? "ENABLED" : "DISABLED";
        return Map.of(
                "ContinuousBackupsDescription",
                Map.of(
                        "ContinuousBackupsStatus",
                        "ENABLED",
                        "PointInTimeRecoveryDescription",
                        Map.of("PointInTimeRecoveryStatus", status)));
    }

    private Map<String, ?> updateBackups(String region, Map<String, Object> request)
            throws RefusedException {
        made(region, request).recoverable =
                Boolean.TRUE.equals(
                        Table.object(request.get("PointInTimeRecoverySpecification"))
                                .get("PointInTimeRecoveryEnabled"));
        return describeBackups(region, request);
    }

    private Map<String, ?> get(String region, Map<String, Object> request) throws RefusedException {
        Map<String, Object> item = table(region, request).read(key(request), consistent(request));
        return item.isEmpty()
                ? Map.of()
                : Map.of("Item", Table.shown(item, Expression.projection(request)));
    }

    private Map<String, ?> put(String region, Map<String, Object> request) throws RefusedException {
        Table table = table(region, request);
        Map<String, Object> item = Table.object(request.get("Item"));
        Map<String, Object> before = table.get(item);
        check(request, table, before);
        table.put(item);
        return before(request, before);
    }

    private Map<String, ?> update(String region, Map<String, Object> request)
            throws RefusedException {
        Table table = table(region, request);
        Map<String, Object> before = table.get(key(request));
        check(request, table, before);
        Update update = Expression.update(request);
        Map<String, Object> after = new HashMap<>(before);
        after.putAll(key(request));
        for (Map.Entry<String, Condition.Operand> each : update.set().entrySet()) {
            Object value = each.getValue().in(before);
            if (value == null) {
                throw RefusedException.invalid(
                        "The provided expression refers to an attribute that does not exist in"
                                + " the item");
            }
            after.put(each.getKey(), value);
        }
        update.remove().forEach(after::remove);
        if (!after.entrySet().containsAll(key(request).entrySet())) {
            throw RefusedException.invalid(
                    "Cannot update attribute. This attribute is part of the key");
        }
        table.put(after);
        return "ALL_NEW".equals(request.get("ReturnValues"))
                ? Map.of("Attributes", after)
                : before(request, before);
    }

    private Map<String, ?> delete(String region, Map<String, Object> request)
            throws RefusedException {
        Table table = table(region, request);
        Map<String, Object> before = table.get(key(request));
        check(request, table, before);
        table.delete(key(request));
        return before(request, before);
    }

    private static Map<String, ?> before(Map<String, Object> request, Map<String, Object> before) {
        return "ALL_OLD".equals(request.get("ReturnValues")) && !before.isEmpty()
                ? Map.of("Attributes", before)
                : Map.of();
    }

    private static void check(Map<String, Object> request, Table table, Map<String, Object> before)
            throws RefusedException {
        if (!Expression.condition(request, "ConditionExpression").holds(before)) {
            table.refuse(before);
            throw RefusedException.conditionFailed(
                    "ALL_OLD".equals(request.get("ReturnValuesOnConditionCheckFailure"))
                            ? before
                            : Map.of());
        }
    }

    private Map<String, ?> batchGet(String region, Map<String, Object> request)
            throws RefusedException {
        Map<String, List<Object>> found = new LinkedHashMap<>();
        int asked = 0;
        for (Map.Entry<String, Object> each :
                Table.object(request.get("RequestItems")).entrySet()) {
            Map<String, Object> some = Table.object(each.getValue());
            Table table = table(region, Map.of("TableName", each.getKey()));
            Set<String> shown = Expression.projection(some);
            List<Object> items = new ArrayList<>();
            if (some.get("Keys") instanceof List<?> keys) {
                asked += keys.size();
                for (Object key : keys) {
                    Map<String, Object> item = table.read(Table.object(key), consistent(some));
                    if (!item.isEmpty()) {
                        items.add(Table.shown(item, shown));
                    }
                }
            }
            found.put(each.getKey(), items);
        }
        if (asked > MAX_BATCH_KEYS) {
            throw RefusedException.invalid("Too many items requested for the BatchGetItem call");
        }
        return Map.of("Responses", found, "UnprocessedKeys", Map.of());
    }

    private Map<String, ?> batchWrite(String region, Map<String, Object> request)
            throws RefusedException {
        Map<String, Object> all = Table.object(request.get("RequestItems"));
        int asked = 0;
        for (Object each : all.values()) {
            asked += each instanceof List<?> writes ? writes.size() : 0;
        }
        if (asked > MAX_BATCH_WRITES) {
            throw RefusedException.invalid("Too many items requested for the BatchWriteItem call");
        }
        for (Map.Entry<String, Object> each : all.entrySet()) {
            Table table = table(region, Map.of("TableName", each.getKey()));
            if (each.getValue() instanceof List<?> writes) {
                for (Object write : writes) {
                    Map<String, Object> put = Table.object(Table.object(write).get("PutRequest"));
                    if (put.isEmpty()) {
                        table.delete(key(Table.object(Table.object(write).get("DeleteRequest"))));
                    } else {
                        table.put(Table.object(put.get("Item")));
                    }
                }
            }
        }
        return Map.of("UnprocessedItems", Map.of());
    }

    private Map<String, ?> query(String region, Map<String, Object> request)
            throws RefusedException {
        if (!(request.get("KeyConditionExpression") instanceof String)) {
            throw RefusedException.invalid(
                    "Either the KeyConditions or KeyConditionExpression parameter must be"
                            + " specified in the request.");
        }
        return table(region, request).page(request);
    }

    private static boolean consistent(Map<String, Object> request) {
        return Boolean.TRUE.equals(request.get("ConsistentRead"));
    }

    private static Map<String, Object> key(Map<String, Object> request) {
        return Table.object(request.get("Key"));
    }

    private Table table(String region, Map<String, Object> request) throws RefusedException {
        return made(region, request).table;
    }

    private Made made(String region, Map<String, Object> request) throws RefusedException {
        String name = String.valueOf(request.get("TableName"));
        Made made = tables.get(id(region, name));
        if (made == null) {
            throw RefusedException.of(
                    "ResourceNotFoundException",
                    "Requested resource not found: Table: %s not found".formatted(name));
        }
        return made;
    }

    private static String id(String region, String name) {
        return region + " " + name;
    }
}
