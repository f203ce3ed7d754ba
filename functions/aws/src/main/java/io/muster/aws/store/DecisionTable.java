package io.muster.aws.store;

import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * The decisions in the table: one item for each target, all in one partition, which one query
 * reads; and beside each what was on record of its target before.
 *
 * <p>A decision is one conditional write: it names the revision that its maker saw, so that of two
 * who decide at once the later one is told of the earlier. What it takes the place of is kept
 * before, under its own revision, so that nothing is lost whenever a writer stops. Thread-safe.
 */
public final class DecisionTable {

    private final TableCalls calls;

    public DecisionTable(DynamoDbClient client, String name) {
        this.calls = new TableCalls(client, name);
    }

    /** The IAM actions that reading needs, on the table itself. */
    public static Set<String> actions() {
        return Set.of("dynamodb:Query");
    }

    /** The IAM actions that deciding needs, on the table itself. */
    public static Set<String> actionsToDecide() {
        return Set.of("dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem");
    }

    /** What became of a decision. */
    public sealed interface Outcome {

        /** It is on record. */
        record Written(RecordedDecision recorded) implements Outcome {}

        /**
         * Nothing was written: since its maker looked, something else was decided.
         *
         * @param there what is on record now; null where it is gone
         */
        record Overtaken(@Nullable RecordedDecision there) implements Outcome {}
    }

    /**
     * What is on record of every target, withdrawn decisions among them, in the order of the
     * targets; read consistently.
     *
     * @param unreadable gets each item that cannot be read, which is left out
     */
    public List<RecordedDecision> all(Consumer<StoreException.CorruptItem> unreadable) {
        List<RecordedDecision> all = new ArrayList<>();
        query(Keys.DECISION_PREFIX)
                .forEach(
                        item -> {
                            try {
                                all.add(DecisionItem.read(calls.table(), item));
                            } catch (StoreException.CorruptItem corrupt) {
                                unreadable.accept(corrupt);
                            }
                        });
        return List.copyOf(all);
    }

    /** The decisions that were not withdrawn, as they stand at a moment; see {@link #all}. */
    public Decisions decisions(Instant now, Consumer<StoreException.CorruptItem> unreadable) {
        return new Decisions(
                all(unreadable).stream()
                        .filter(RecordedDecision::stands)
                        .map(RecordedDecision::decision)
                        .toList(),
                now);
    }

    /** What is on record of a target; empty where nothing is. */
    public Optional<RecordedDecision> get(Target target) {
        return calls.get(DecisionItem.key(target))
                .map(item -> DecisionItem.read(calls.table(), item));
    }

    /** All that was ever decided about a target and is still kept, the oldest first. */
    public List<RecordedDecision> history(Target target) {
        return Stream.concat(
                        query(Keys.formerDecisions(target))
                                .map(item -> DecisionItem.read(calls.table(), item)),
                        get(target).stream())
                .toList();
    }

    /**
     * Writes a decision.
     *
     * @param before what its maker saw on record; null where nothing was
     */
    public Outcome decide(Decision decision, @Nullable RecordedDecision before) {
        int revision = before == null ? 1 : before.revision() + 1;
        return put(new RecordedDecision(decision, revision, null), before);
    }

    /**
     * Writes that a decision holds no more.
     *
     * @param before as it was seen
     * @param by who withdraws it
     */
    public Outcome withdraw(RecordedDecision before, Made by) {
        return put(new RecordedDecision(before.decision(), before.revision() + 1, by), before);
    }

    private Outcome put(RecordedDecision recorded, @Nullable RecordedDecision before) {
        if (before != null) {
            Map<String, AttributeValue> former =
                    DecisionItem.writeFormer(before, recorded.last().at()).values();
            calls.call(
                    "PutItem",
                    client -> client.putItem(put -> put.tableName(calls.table()).item(former)));
        }
        PutItemRequest.Builder put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(DecisionItem.write(recorded).values())
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (before == null) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression(DecisionItem.REVISION + " = :seen AND v <= :v")
                    .expressionAttributeValues(
                            Map.of(
                                    ":seen", Attributes.of(before.revision()),
                                    ":v", Attributes.of(Item.VERSION)));
        }
        try {
            calls.call("PutItem", client -> client.putItem(put.build()));
            return new Outcome.Written(recorded);
        } catch (ConditionalCheckFailedException overtaken) {
            RecordedDecision there =
                    overtaken.hasItem() && !overtaken.item().isEmpty()
                            ? DecisionItem.read(calls.table(), overtaken.item())
                            : null;
            // The response of this very write was lost, and the SDK sent it again.
            return recorded.equals(there)
                    ? new Outcome.Written(recorded)
                    : new Outcome.Overtaken(there);
        }
    }

    private Stream<Map<String, AttributeValue>> query(String prefix) {
        QueryRequest query =
                QueryRequest.builder()
                        .tableName(calls.table())
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(
                                Map.of(
                                        ":pk", Attributes.of(Keys.DECISIONS),
                                        ":prefix", Attributes.of(prefix)))
                        .build();
        return new QueryItems(calls, query).stream();
    }
}
