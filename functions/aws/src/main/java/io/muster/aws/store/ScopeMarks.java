package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The scopes whose summaries were marked.
 *
 * @param left those that are not in the configuration any more
 * @param back those that are in it again
 */
public record ScopeMarks(List<Scope> left, List<Scope> back) {

    public ScopeMarks {
        left = List.copyOf(left);
        back = List.copyOf(back);
    }

    /** The IAM actions that marking needs, in the partition of summaries. */
    public static Set<String> actions() {
        return Set.of("dynamodb:Query", "dynamodb:UpdateItem");
    }

    static ScopeMarks write(
            TableCalls calls,
            Collection<ScopeSummary> summaries,
            Set<Scope> configured,
            Instant at) {
        List<Scope> left = new ArrayList<>();
        List<Scope> back = new ArrayList<>();
        for (ScopeSummary summary : summaries) {
            Scope scope = summary.report().scope();
            boolean in = configured.contains(scope);
            if (!in && summary.left() == null && update(calls, scope, at, false)) {
                left.add(scope);
            } else if (in && summary.left() != null && update(calls, scope, at, true)) {
                back.add(scope);
            }
        }
        return new ScopeMarks(left, back);
    }

    /** False if the summary is gone by now, or a newer Muster's. */
    private static boolean update(TableCalls calls, Scope scope, Instant at, boolean back) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":v", Attributes.of(Item.VERSION));
        if (!back) {
            values.put(":at", Attributes.of(at));
        }
        UpdateItemRequest update =
                UpdateItemRequest.builder()
                        .tableName(calls.table())
                        .key(SummaryItem.key(scope))
                        .updateExpression(back ? "REMOVE #left" : "SET #left = :at")
                        .conditionExpression("attribute_exists(pk) AND v <= :v")
                        .expressionAttributeNames(Map.of("#left", SummaryItem.LEFT))
                        .expressionAttributeValues(values)
                        .build();
        try {
            calls.call("UpdateItem", client -> client.updateItem(update));
            return true;
        } catch (ConditionalCheckFailedException overtaken) {
            return false;
        }
    }
}
