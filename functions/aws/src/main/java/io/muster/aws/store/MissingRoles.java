package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The accounts whose role could not be assumed, one item each: who fails to assume it writes it
 * down, and the next run of the schedule tells people of all of them together.
 */
public final class MissingRoles {

    /** An account that was not tried for so long is forgotten. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String ROLE = "role";
    private static final String DETAIL = "detail";
    private static final String LAST_AT = "lastAt";
    private static final String TOLD_AT = "toldAt";

    private final TableCalls calls;

    /** Those in a table that may not exist yet: every method says so. */
    public static MissingRoles of(AwsClients clients, String table) {
        return new MissingRoles(clients.dynamoDb(), table);
    }

    MissingRoles(DynamoDbClient client, String table) {
        this.calls = new TableCalls(client, table);
    }

    /** The IAM actions that writing one down needs, on the table itself. */
    public static Set<String> actionsToRecord() {
        return Set.of("dynamodb:UpdateItem");
    }

    /** The IAM actions that telling of them needs, in their partition. */
    public static Set<String> actions() {
        return Set.of("dynamodb:Query", "dynamodb:UpdateItem");
    }

    /**
     * An account whose role could not be assumed.
     *
     * @param role the ARN
     * @param detail AWS's reason, in English
     * @param lastAt when it failed the last time
     * @param toldAt when people were told; null if they were not, or that it is back
     */
    public record MissingRole(
            String account, String role, String detail, Instant lastAt, @Nullable Instant toldAt) {}

    /**
     * Writes down that a role could not be assumed.
     *
     * @param role the ARN
     * @param detail AWS's reason, in English
     */
    public void record(String account, String role, String detail, Instant at) {
        update(
                account,
                "SET #v = :v, #role = :role, #detail = :detail, #lastAt = :at, #expires = :expires",
                Map.of(
                        "#v", Item.VERSION_ATTRIBUTE,
                        "#role", ROLE,
                        "#detail", DETAIL,
                        "#lastAt", LAST_AT,
                        "#expires", FindingItem.EXPIRES_AT),
                Map.of(
                        ":role", Attributes.of(role),
                        ":detail", Attributes.of(detail),
                        ":at", Attributes.of(at),
                        ":expires", Attributes.of(at.plus(KEPT).getEpochSecond())),
                "attribute_not_exists(pk) OR #v <= :v");
    }

    /**
     * All of them, in the order of the accounts, by one query.
     *
     * @param unreadable gets each item that cannot be read, which is left out
     */
    public List<MissingRole> all(Consumer<StoreException> unreadable) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(calls.table())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk")
                        .expressionAttributeValues(Map.of(":pk", Attributes.of(Keys.ROLES)))
                        .build();
        List<MissingRole> all = new ArrayList<>();
        new QueryItems(calls, query)
                .forEachRemaining(
                        attributes -> {
                            try {
                                all.add(read(attributes));
                            } catch (StoreException.CorruptItem | StoreException.NewerItem one) {
                                unreadable.accept(one);
                            }
                        });
        return List.copyOf(all);
    }

    /**
     * Writes down that people were told.
     *
     * @param at when they were told that it is missing; null if they were told that it is back
     */
    public void told(MissingRole role, @Nullable Instant at) {
        update(
                role.account(),
                at == null ? "REMOVE #told" : "SET #told = :at",
                Map.of("#v", Item.VERSION_ATTRIBUTE, "#told", TOLD_AT),
                at == null ? Map.of() : Map.of(":at", Attributes.of(at)),
                "attribute_exists(pk) AND #v <= :v");
    }

    private MissingRole read(Map<String, AttributeValue> attributes) {
        Item item = Item.of(calls.table(), attributes);
        return new MissingRole(
                item.text(Keys.SK),
                item.text(ROLE),
                item.text(DETAIL),
                item.time(LAST_AT),
                item.timeOrNull(TOLD_AT));
    }

    /** What a newer Muster wrote stays. */
    private void update(
            String account,
            String update,
            Map<String, String> names,
            Map<String, AttributeValue> values,
            String condition) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":v", Attributes.of(Item.VERSION));
        UpdateItemRequest request =
                UpdateItemRequest.builder()
                        .tableName(calls.table())
                        .key(Keys.of(Keys.ROLES, account))
                        .updateExpression(update)
                        .conditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(all)
                        .build();
        try {
            calls.call("UpdateItem", client -> client.updateItem(request));
        } catch (ConditionalCheckFailedException newer) {
            // Or it is gone by now, and there is nothing to say of it.
        }
    }
}
