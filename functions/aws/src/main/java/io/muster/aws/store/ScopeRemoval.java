package io.muster.aws.store;

import io.muster.aws.client.Backoff;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Takes a scope out of the table: its findings first, then what else is known of it, and its
 * summary last, so that a removal that was cut short is seen and can be done again.
 */
final class ScopeRemoval {

    /** DynamoDB's limit for one call. */
    private static final int MAX_WRITES = 25;

    private final TableCalls calls;
    private final Backoff backoff;

    ScopeRemoval(TableCalls calls, Backoff backoff) {
        this.calls = calls;
        this.backoff = backoff;
    }

    /** Removes every item of a scope; how many they were. */
    int remove(Scope scope) {
        int removed = delete(keys(scope, Keys.FINDING_PREFIX));
        removed += delete(keys(scope, ""));
        removed += delete(calls.get(TagWaiverItem.key(scope)).stream().iterator());
        return removed
                + (calls.get(SummaryItem.key(scope)).isPresent()
                        ? delete(List.of(SummaryItem.key(scope)).iterator())
                        : 0);
    }

    private Iterator<Map<String, AttributeValue>> keys(Scope scope, String prefix) {
        Map<String, AttributeValue> partition = Map.of(":pk", Attributes.of(Keys.scope(scope)));
        QueryRequest.Builder query =
                QueryRequest.builder()
                        .tableName(calls.table())
                        .consistentRead(true)
                        .projectionExpression("pk, sk");
        return new QueryItems(
                calls,
                prefix.isEmpty()
                        ? query.keyConditionExpression("pk = :pk")
                                .expressionAttributeValues(partition)
                                .build()
                        : query.keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                                .expressionAttributeValues(
                                        Map.of(
                                                ":pk", Attributes.of(Keys.scope(scope)),
                                                ":prefix", Attributes.of(prefix)))
                                .build());
    }

    private int delete(Iterator<Map<String, AttributeValue>> keys) {
        int deleted = 0;
        while (keys.hasNext()) {
            List<WriteRequest> writes = new ArrayList<>(MAX_WRITES);
            while (keys.hasNext() && writes.size() < MAX_WRITES) {
                Map<String, AttributeValue> key = BatchLoader.keyOf(keys.next());
                writes.add(WriteRequest.builder().deleteRequest(delete -> delete.key(key)).build());
            }
            write(writes);
            deleted += writes.size();
        }
        return deleted;
    }

    private void write(List<WriteRequest> writes) {
        List<WriteRequest> open = writes;
        for (int attempt = 1; !open.isEmpty(); attempt++) {
            if (attempt > BatchLoader.MAX_ATTEMPTS) {
                throw new StoreException.Failed(
                        Message.of("screen.table-items-unwritten")
                                .with("table", calls.table())
                                .with("items", open.size())
                                .with("count", BatchLoader.MAX_ATTEMPTS),
                        Message.of("screen.table-capacity"));
            }
            if (attempt > 1) {
                BatchLoader.pause(backoff, attempt - 1, calls.table());
            }
            BatchWriteItemRequest request =
                    BatchWriteItemRequest.builder()
                            .requestItems(Map.of(calls.table(), open))
                            .build();
            open =
                    calls.call("BatchWriteItem", client -> client.batchWriteItem(request))
                            .unprocessedItems()
                            .getOrDefault(calls.table(), List.of());
        }
    }
}
