package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/**
 * What the guests said, in the table of the findings: one item a guest, in its scope's partition,
 * and one for each probe whose answers are not all collected.
 *
 * <p>These are facts: writing them changes no finding. An older answer never replaces a newer one,
 * and the same answer, delivered twice, is written once.
 */
public final class GuestStore {

    /** A probe that nobody collects is forgotten after this, long after Systems Manager gave up. */
    static final Duration PROBE_KEPT = Duration.ofDays(7);

    /** Writers of one guest at once are a schedule and an event or two. */
    private static final int MOST_ATTEMPTS = 8;

    private final TableCalls calls;
    private final BatchLoader loader;

    public GuestStore(DynamoDbClient client, String table) {
        this.calls = new TableCalls(client, table);
        this.loader = new BatchLoader(calls, Backoff.jittered());
    }

    /** Writes down that a probe is under way. */
    public void remember(SentProbe probe) {
        Attributes attributes = new Attributes();
        probeKey(probe.scope(), probe.commandId()).forEach(attributes::put);
        attributes
                .put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put("partition", probe.scope().partition())
                .put("commandId", probe.commandId())
                .put("runId", probe.runId())
                .put("sentAt", probe.sentAt())
                .put("instances", probe.instances())
                .put(
                        FindingItem.EXPIRES_AT,
                        Attributes.of(probe.sentAt().plus(PROBE_KEPT).getEpochSecond()));
        PutItemRequest put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(attributes.values())
                        .build();
        calls.call("PutItem", client -> client.putItem(put));
    }

    /** A probe that is under way; empty if there is none by that command, or not any more. */
    public Optional<SentProbe> probe(Scope scope, String commandId) {
        GetItemRequest get =
                GetItemRequest.builder()
                        .tableName(calls.table())
                        .key(probeKey(scope, commandId))
                        .consistentRead(true)
                        .build();
        Map<String, AttributeValue> item =
                calls.call("GetItem", client -> client.getItem(get).item());
        return item.isEmpty() ? Optional.empty() : Optional.of(readProbe(item));
    }

    /** Every probe of a scope that is under way, the oldest first. */
    public List<SentProbe> probes(Scope scope) {
        List<SentProbe> probes = new ArrayList<>();
        calls.inPartition(scope, Keys.PROBE_PREFIX)
                .forEachRemaining(item -> probes.add(readProbe(item)));
        probes.sort(java.util.Comparator.comparing(SentProbe::sentAt));
        return List.copyOf(probes);
    }

    /** Writes down that all answers of a probe are collected. */
    public void forget(SentProbe probe) {
        DeleteItemRequest delete =
                DeleteItemRequest.builder()
                        .tableName(calls.table())
                        .key(probeKey(probe.scope(), probe.commandId()))
                        .build();
        calls.call("DeleteItem", client -> client.deleteItem(delete));
    }

    /**
     * Writes what a probe brought.
     *
     * @return the guests of which something new is known now, as they are stored
     */
    public List<StoredGuest> record(SentProbe probe, Collection<GuestAnswer> answers) {
        Map<String, Map<String, AttributeValue>> items = new HashMap<>();
        for (Map<String, AttributeValue> item :
                load(probe.scope(), answers.stream().map(GuestAnswer::instanceId).toList())) {
            items.put(GuestItem.read(calls.table(), item).instanceId(), item);
        }
        List<StoredGuest> written = new ArrayList<>();
        for (GuestAnswer answer : answers) {
            record(probe, answer, items.get(answer.instanceId())).ifPresent(written::add);
        }
        return written;
    }

    /** Every guest of a scope, in the order of the instances' keys, read by pages. */
    public Iterator<StoredGuest> guests(Scope scope) {
        return mapped(
                calls.inPartition(scope, Keys.GUEST_PREFIX),
                item -> GuestItem.read(calls.table(), item));
    }

    /** Those guests of some instances that there are. */
    public List<StoredGuest> guests(Scope scope, Collection<String> instanceIds) {
        return load(scope, instanceIds).stream()
                .map(item -> GuestItem.read(calls.table(), item))
                .toList();
    }

    private Optional<StoredGuest> record(
            SentProbe probe, GuestAnswer answer, @Nullable Map<String, AttributeValue> there) {
        Map<String, AttributeValue> before = there;
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<StoredGuest> after = after(before, probe, answer);
            if (after.isEmpty()) {
                return after;
            }
            try {
                put(after.get(), before);
                return after;
            } catch (ConditionalCheckFailedException overtaken) {
                before = overtaken.item().isEmpty() ? null : overtaken.item();
            }
        }
        throw new StoreException.Failed(
                "table %s: guest %s was changed by others %d times in a row. Try again later"
                        .formatted(calls.table(), answer.instanceId(), MOST_ATTEMPTS));
    }

    private Optional<StoredGuest> after(
            @Nullable Map<String, AttributeValue> before, SentProbe probe, GuestAnswer answer) {
        return before == null
                ? Optional.of(StoredGuest.first(probe, answer))
                : GuestItem.read(calls.table(), before).with(probe, answer);
    }

    private void put(StoredGuest guest, @Nullable Map<String, AttributeValue> before) {
        long seen = before == null ? 0 : GuestItem.revision(calls.table(), before);
        PutItemRequest.Builder put =
                PutItemRequest.builder()
                        .tableName(calls.table())
                        .item(GuestItem.write(guest, seen + 1))
                        .returnValuesOnConditionCheckFailure(
                                ReturnValuesOnConditionCheckFailure.ALL_OLD);
        if (before == null) {
            put.conditionExpression("attribute_not_exists(pk)");
        } else {
            put.conditionExpression(GuestItem.REVISION + " = :seen AND v <= :v")
                    .expressionAttributeValues(
                            Map.of(
                                    ":seen", Attributes.of(seen),
                                    ":v", Attributes.of(Item.VERSION)));
        }
        calls.call("PutItem", client -> client.putItem(put.build()));
    }

    private List<Map<String, AttributeValue>> load(Scope scope, Collection<String> instanceIds) {
        List<Map<String, AttributeValue>> keys =
                instanceIds.stream().distinct().map(id -> GuestItem.key(scope, id)).toList();
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        for (int from = 0; from < keys.size(); from += BatchLoader.MOST_KEYS) {
            items.addAll(
                    loader.load(
                            keys.subList(
                                    from, Math.min(from + BatchLoader.MOST_KEYS, keys.size()))));
        }
        return items;
    }

    private SentProbe readProbe(Map<String, AttributeValue> attributes) {
        Item item = Item.of(calls.table(), attributes);
        Instant sentAt = item.time("sentAt");
        return new SentProbe(
                item.scope(),
                item.text("commandId"),
                item.text("runId"),
                sentAt,
                item.texts("instances"));
    }

    private static Map<String, AttributeValue> probeKey(Scope scope, String commandId) {
        return Map.of(
                Keys.PK, Attributes.of(Keys.scope(scope)),
                Keys.SK, Attributes.of(Keys.probe(commandId)));
    }

    private static <T, R> Iterator<R> mapped(Iterator<T> from, Function<T, R> change) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return from.hasNext();
            }

            @Override
            public R next() {
                return change.apply(from.next());
            }
        };
    }
}
