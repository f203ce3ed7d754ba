package io.muster.aws.store;

import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * Items that several runs may write at once. Each has a revision, on which a write is conditional:
 * a run that was overtaken takes what there is now and adds to that.
 */
record RevisedItems(TableCalls calls) {

    static final String REVISION = "revision";

    /** Writers of one item at once are a schedule and an event or two. */
    private static final int MAX_ATTEMPTS = 8;

    /**
     * What becomes of an item.
     *
     * @param item without its revision; null if nothing is to be written
     */
    record Change<T>(T result, @Nullable Attributes item) {}

    /**
     * Writes what becomes of an item.
     *
     * @param name of what it is about, for a failure
     * @param there the item as it was read; null if there was none
     * @param change says what becomes of what is there, which may be null; asked again when this
     *     run was overtaken
     */
    <T> T write(
            String name,
            @Nullable Map<String, AttributeValue> there,
            Function<@Nullable Map<String, AttributeValue>, Change<T>> change) {
        Map<String, AttributeValue> before = there;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            Change<T> next = change.apply(before);
            if (next.item() == null) {
                return next.result();
            }
            try {
                put(next.item(), before);
                return next.result();
            } catch (ConditionalCheckFailedException overtaken) {
                before = overtaken.hasItem() ? overtaken.item() : null;
            }
        }
        throw new StoreException.Failed(
                Message.of("screen.table-contended")
                        .with("table", calls.table())
                        .with("item", name)
                        .with("count", MAX_ATTEMPTS),
                Message.of("screen.try-later"));
    }

    private void put(Attributes item, @Nullable Map<String, AttributeValue> before) {
        OptionalLong seen = before == null ? OptionalLong.of(0) : revision(before);
        PutItemRequest.Builder put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(item.put(REVISION, Attributes.of(seen.orElse(0) + 1)).values())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (before == null) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else if (seen.isEmpty()) {
            put.conditionExpression("attribute_exists(pk)");
        } else {
            put.conditionExpression(REVISION + " = :seen AND v <= :v")
                    .expressionAttributeValues(
                            Map.of(
                                    ":seen", Attributes.of(seen.getAsLong()),
                                    ":v", Attributes.of(Item.VERSION)));
        }
        calls.call("PutItem", client -> client.putItem(put.build()));
    }

    /** Empty where the item is corrupt, and so overwritten. */
    private OptionalLong revision(Map<String, AttributeValue> item) {
        try {
            return OptionalLong.of(Item.of(calls.table(), item).number(REVISION));
        } catch (StoreException.CorruptItem spoiled) {
            return OptionalLong.empty();
        }
    }
}
