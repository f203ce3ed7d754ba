package io.muster.aws.store;

import io.muster.aws.client.Backoff;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Loads whole items by their keys. */
record BatchLoader(TableCalls calls, Backoff backoff) {

    /** DynamoDB's limit for one call. */
    static final int MAX_KEYS = 100;

    /** With {@link Backoff#jittered} about half a minute before it is given up. */
    static final int MAX_ATTEMPTS = 10;

    /**
     * Loads items.
     *
     * @param keys at most {@link #MAX_KEYS}
     * @return the items that there are, in the order of the keys
     */
    List<Map<String, AttributeValue>> load(Collection<Map<String, AttributeValue>> keys) {
        LinkedHashSet<Map<String, AttributeValue>> asked = new LinkedHashSet<>(keys);
        Map<Map<String, AttributeValue>, Map<String, AttributeValue>> found = new HashMap<>();
        List<Map<String, AttributeValue>> open = new ArrayList<>(asked);
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            if (attempt > MAX_ATTEMPTS) {
                throw new StoreException.Failed(
                        Message.of("screen.table-keys-unread")
                                .with("table", calls.table())
                                .with("unread", open.size())
                                .with("keys", asked.size())
                                .with("count", MAX_ATTEMPTS),
                        Message.of("screen.table-capacity"));
            }
            if (attempt > 1) {
                pause(backoff, attempt - 1, calls.table());
            }
            BatchGetItemResponse answer = get(open);
            answer.responses()
                    .getOrDefault(calls.table(), List.of())
                    .forEach(item -> found.put(keyOf(item), item));
            KeysAndAttributes unprocessed = answer.unprocessedKeys().get(calls.table());
            open = unprocessed == null ? List.of() : unprocessed.keys();
        }
        return asked.stream().map(found::get).filter(Objects::nonNull).toList();
    }

    /** The key of an item. */
    static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        return Map.of(
                Keys.PK, Objects.requireNonNull(item.get(Keys.PK)),
                Keys.SK, Objects.requireNonNull(item.get(Keys.SK)));
    }

    private BatchGetItemResponse get(List<Map<String, AttributeValue>> keys) {
        KeysAndAttributes asked =
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build();
        BatchGetItemRequest request =
                BatchGetItemRequest.builder().requestItems(Map.of(calls.table(), asked)).build();
        BatchGetItemResponse answer =
                calls.call("BatchGetItem", client -> client.batchGetItem(request));
        if (!answer.hasResponses()) {
            throw StoreException.withoutItems("BatchGetItem", calls.table());
        }
        return answer;
    }

    /** Waits before a further try of what a call left undone. */
    static void pause(Backoff backoff, int attempt, String table) {
        try {
            backoff.await(attempt);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new StoreException.Failed(
                    Message.of("screen.table-interrupted").with("table", table), Message.EMPTY);
        }
    }
}
