package io.muster.aws.store;

import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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

    /** The partition of all decisions, to which a policy can hold those who decide. */
    public static final String PARTITION = Keys.DECISIONS;

    private final TableCalls calls;
    private final TrustedTime trusted;

    public DecisionTable(DynamoDbClient client, String name) {
        this(new TableCalls(client, name), new TrustedTime(Clock.systemUTC()));
    }

    DecisionTable(TableCalls calls, TrustedTime trusted) {
        this.calls = calls;
        this.trusted = trusted;
    }

    /** The IAM actions that reading needs, on the table itself. */
    public static Set<String> actions() {
        return Set.of("dynamodb:Query");
    }

    /** The IAM actions that reading decisions and what was decided before needs. */
    public static Set<String> actionsToRead() {
        return Set.of("dynamodb:Query", "dynamodb:GetItem");
    }

    /** The IAM actions that deciding needs, on the table itself. */
    public static Set<String> actionsToDecide() {
        return Set.of("dynamodb:Query", "dynamodb:GetItem", "dynamodb:PutItem");
    }

    /** Those of {@link #actionsToDecide} that write, each in {@link #PARTITION} alone. */
    public static Set<String> actionsThatWrite() {
        return Set.of("dynamodb:PutItem");
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
        query(Keys.DECISION_PREFIX).forEach(item -> read(item, unreadable).ifPresent(all::add));
        return List.copyOf(all);
    }

    /**
     * The decisions that were not withdrawn, and what tags waive, as they stand at a moment; see
     * {@link #all}.
     */
    public Decisions decisions(Instant now, Consumer<StoreException.CorruptItem> unreadable) {
        return standing(query(Keys.ANY_DECISION_PREFIX), now, unreadable);
    }

    /**
     * The decisions that were not withdrawn, and what tags waive in one scope alone: what all
     * scopes' tags waive grows with their number, and a scan of each would read it.
     */
    private Decisions decisions(
            Scope scope, Instant now, Consumer<StoreException.CorruptItem> unreadable) {
        return standing(
                Stream.concat(
                        query(Keys.DECISION_PREFIX), calls.get(TagWaiverItem.key(scope)).stream()),
                now,
                unreadable);
    }

    private Decisions standing(
            Stream<Map<String, AttributeValue>> items,
            Instant now,
            Consumer<StoreException.CorruptItem> unreadable) {
        List<Decision> standing = new ArrayList<>();
        items.forEach(
                item -> {
                    if (isOfTags(item)) {
                        standing.addAll(tagged(item, unreadable));
                    } else {
                        read(item, unreadable)
                                .filter(RecordedDecision::stands)
                                .map(RecordedDecision::decision)
                                .ifPresent(standing::add);
                    }
                });
        return new Decisions(standing, now);
    }

    private static boolean isOfTags(Map<String, AttributeValue> item) {
        AttributeValue key = item.get(Keys.SK);
        return key != null && key.s() != null && key.s().startsWith(Keys.TAG_WAIVERS_PREFIX);
    }

    private List<Waiver> tagged(
            Map<String, AttributeValue> item, Consumer<StoreException.CorruptItem> unreadable) {
        try {
            return TagWaiverItem.read(calls.table(), item);
        } catch (StoreException.CorruptItem corrupt) {
            unreadable.accept(corrupt);
            return List.of();
        }
    }

    /**
     * Writes which findings of a scope tags waive, where it is something else than before. Against
     * what a later scan saw, or a newer Muster wrote, it loses.
     *
     * @param observedAt as of when the tags were read
     * @param listed the kinds of resource whose tags were all read; of the others, what was waived
     *     before stays
     * @param problems gets a message for an item that cannot be read, which is written over, and
     *     for waivers that there is no room for
     */
    public void writeTags(
            Scope scope,
            Instant observedAt,
            List<Waiver> waivers,
            Set<ResourceType> listed,
            Consumer<String> problems) {
        Map<String, AttributeValue> before = calls.get(TagWaiverItem.key(scope)).orElse(null);
        List<Waiver> all = new ArrayList<>(waivers);
        if (before != null) {
            try {
                TagWaiverItem.read(calls.table(), before).stream()
                        .filter(waiver -> !isOf(listed, waiver.target()))
                        .forEach(all::add);
            } catch (StoreException.CorruptItem corrupt) {
                problems.accept(String.valueOf(corrupt.getMessage()));
            } catch (StoreException.NewerItem newer) {
                return;
            }
        }
        TagWaiverItem.Packed packed = TagWaiverItem.pack(all);
        if (packed.leftOut() > 0) {
            problems.accept(
                    "%d of %d waivers by tag in %s do not fit into table %s: they waive nothing"
                            .formatted(packed.leftOut(), all.size(), scope, calls.table()));
        }
        if (TagWaiverItem.holds(before, packed.bytes()) || (before == null && all.isEmpty())) {
            return;
        }
        calls.putUnlessNewer(
                TagWaiverItem.write(scope, observedAt, packed.bytes()).values(),
                observedAt,
                trusted);
    }

    private static boolean isOf(Set<ResourceType> listed, Target target) {
        return target instanceof Target.OfFinding finding
                && finding.place().filter(at -> !listed.contains(at.resource().type())).isEmpty();
    }

    /**
     * The decisions about workloads, as facts of a scan of a scope, with what its tags waive. Items
     * that cannot be read are left out; where a newer Muster wrote one, all are missing, because
     * what it says is not known.
     */
    public Fact<Map<String, List<Decision>>> facts(Scope scope, Instant now) {
        try {
            return Fact.known(decisions(scope, now, corrupt -> {}).byWorkload());
        } catch (StoreException.NewerItem newer) {
            return new Fact.Missing<>(
                    Fact.Why.FAILED,
                    newer.whatIsWrong(),
                    Cause.ofFailure(Fact.Why.FAILED, "decisions"));
        }
    }

    /** What is on record of a target; empty where nothing is. */
    public Optional<RecordedDecision> get(Target target) {
        return calls.get(DecisionItem.key(target))
                .map(item -> DecisionItem.read(calls.table(), item));
    }

    /**
     * As {@link #get(Target)}.
     *
     * @param unreadable gets an item that cannot be read; what is decided next takes its place
     */
    public Optional<RecordedDecision> get(
            Target target, Consumer<StoreException.CorruptItem> unreadable) {
        try {
            return get(target);
        } catch (StoreException.CorruptItem corrupt) {
            unreadable.accept(corrupt);
            return Optional.empty();
        }
    }

    /**
     * All that was ever decided about a target and is still kept, the oldest first.
     *
     * @param unreadable gets each item that cannot be read, which is left out
     */
    public List<RecordedDecision> history(
            Target target, Consumer<StoreException.CorruptItem> unreadable) {
        List<RecordedDecision> history = new ArrayList<>();
        Stream.concat(
                        query(Keys.formerDecisions(target)),
                        calls.get(DecisionItem.key(target)).stream())
                .forEach(item -> read(item, unreadable).ifPresent(history::add));
        return List.copyOf(history);
    }

    private Optional<RecordedDecision> read(
            Map<String, AttributeValue> item, Consumer<StoreException.CorruptItem> unreadable) {
        try {
            return Optional.of(DecisionItem.read(calls.table(), item));
        } catch (StoreException.CorruptItem corrupt) {
            unreadable.accept(corrupt);
            return Optional.empty();
        }
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
            return outdone(recorded, before, overtaken);
        }
    }

    private Outcome outdone(
            RecordedDecision recorded,
            @Nullable RecordedDecision before,
            ConditionalCheckFailedException overtaken) {
        if (!overtaken.hasItem() || overtaken.item().isEmpty()) {
            return new Outcome.Overtaken(null);
        }
        try {
            RecordedDecision there = DecisionItem.read(calls.table(), overtaken.item());
            // The response of this very write was lost, and the SDK sent it again.
            return recorded.equals(there)
                    ? new Outcome.Written(recorded)
                    : new Outcome.Overtaken(there);
        } catch (StoreException.CorruptItem corrupt) {
            if (before != null) {
                throw corrupt;
            }
            return overCorrupt(recorded.decision(), overtaken.item());
        }
    }

    /** Takes the place of an item that cannot be read, which is kept as it is beside it. */
    private Outcome overCorrupt(Decision decision, Map<String, AttributeValue> corrupt) {
        int revision = DecisionItem.revision(corrupt, lastFormer(decision.target()) + 1);
        Map<String, AttributeValue> former = new HashMap<>(corrupt);
        former.put(Keys.SK, Attributes.of(Keys.formerDecision(decision.target(), revision)));
        calls.call(
                "PutItem",
                client -> client.putItem(put -> put.tableName(calls.table()).item(former)));
        RecordedDecision recorded = new RecordedDecision(decision, revision + 1, null);
        Map<String, AttributeValue> values =
                new HashMap<>(Map.of(":v", Attributes.of(Item.VERSION)));
        String same = "attribute_not_exists(" + DecisionItem.REVISION + ")";
        if (corrupt.containsKey(DecisionItem.REVISION)) {
            same = DecisionItem.REVISION + " = :seen";
            values.put(":seen", corrupt.get(DecisionItem.REVISION));
        }
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(DecisionItem.write(recorded).values())
                        .conditionExpression("attribute_exists(pk) AND (NOT v > :v) AND " + same)
                        .expressionAttributeValues(values)
                        .build();
        try {
            calls.call("PutItem", client -> client.putItem(put));
            return new Outcome.Written(recorded);
        } catch (ConditionalCheckFailedException overtaken) {
            return new Outcome.Overtaken(get(decision.target(), stillCorrupt -> {}).orElse(null));
        }
    }

    /** The newest revision that is kept beside what is on record of a target; 0 for none. */
    private int lastFormer(Target target) {
        String prefix = Keys.formerDecisions(target);
        return query(prefix)
                .map(item -> DecisionItem.formerRevision(item, prefix))
                .reduce(0, Math::max);
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
