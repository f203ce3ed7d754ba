package io.muster.local.dynamodb;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A table: its items in the order of their keys, and views of them in the order of its indexes. */
final class Table {

    /** As many different values are kept once, however many items have them. */
    private static final int MAX_SHARED_VALUES = 100_000;

    /** DynamoDB reads no more for a page. */
    private static final int MAX_PAGE_BYTES = 1 << 20;

    private final Schema key;
    private final Map<String, Schema> indexes = new LinkedHashMap<>();

    /** By the partition's value, so that a query looks at its own partition alone. */
    private final TreeMap<Object, TreeMap<Map<String, Object>, Map<String, Object>>> partitions =
            new TreeMap<>((one, other) -> AttributeValues.compare(one, other).orElse(0));

    /** What thousands of scopes say alike: names and values of attributes. */
    private final Map<Object, Object> shared = new HashMap<>();

    private RequestUnits consumed = RequestUnits.NONE;

    /**
     * @param description the request that made it, or a member of one
     * @throws RefusedException where it has no key
     */
    Table(Map<String, Object> description) throws RefusedException {
        this.key = Schema.of(description);
        if (description.get("GlobalSecondaryIndexes") instanceof List<?> all) {
            for (Object each : all) {
                addIndex(object(each));
            }
        }
    }

    void addIndex(Map<String, Object> description) throws RefusedException {
        indexes.put(String.valueOf(description.get("IndexName")), Schema.of(description));
    }

    /**
     * What orders items.
     *
     * @param attributes the partition's, and the sort key's where there is one
     * @param shown what an index holds beside the keys; null for all
     */
    private record Schema(List<String> attributes, @Nullable Set<String> shown) {

        static Schema of(Map<String, Object> description) throws RefusedException {
            List<String> attributes = new ArrayList<>();
            if (description.get("KeySchema") instanceof List<?> keys) {
                keys.forEach(
                        each -> attributes.add(String.valueOf(object(each).get("AttributeName"))));
            }
            if (attributes.isEmpty() || attributes.size() > 2) {
                throw RefusedException.invalid("A key has one or two attributes");
            }
            Map<String, Object> projection = object(description.get("Projection"));
            Object type = projection.get("ProjectionType");
            if (type == null || type.equals("ALL")) {
                return new Schema(attributes, null);
            }
            Set<String> shown = new LinkedHashSet<>(attributes);
            if (projection.get("NonKeyAttributes") instanceof List<?> more) {
                more.forEach(each -> shown.add(String.valueOf(each)));
            }
            return new Schema(attributes, shown);
        }

        boolean holds(Map<String, Object> item) {
            return item.keySet().containsAll(attributes);
        }

        Comparator<Map<String, Object>> order() {
            return (one, other) -> {
                for (String attribute : attributes) {
                    int compared =
                            AttributeValues.compare(one.get(attribute), other.get(attribute))
                                    .orElse(0);
                    if (compared != 0) {
                        return compared;
                    }
                }
                return 0;
            };
        }
    }

    /** The key attributes of an item, or of a request's key. */
    private Map<String, Object> keyOf(Map<String, Object> item) throws RefusedException {
        Map<String, Object> found = new LinkedHashMap<>();
        for (String attribute : key.attributes()) {
            Object value = item.get(attribute);
            if (AttributeValues.compare(value, value).isEmpty() || "".equals(textOf(value))) {
                throw RefusedException.invalid(
                        "One or more parameter values were invalid: Missing the key "
                                + attribute
                                + " in the item");
            }
            found.put(attribute, value);
        }
        return found;
    }

    private static @Nullable String textOf(@Nullable Object value) {
        return AttributeValues.text(value);
    }

    /** What its requests have cost so far. */
    RequestUnits consumed() {
        return consumed;
    }

    /** An item as it is there, at no cost; empty where there is none. */
    Map<String, Object> get(Map<String, Object> asked) throws RefusedException {
        Map<String, Object> found = keyOf(asked);
        return partition(found).getOrDefault(found, Map.of());
    }

    /** The same for a reader. */
    Map<String, Object> read(Map<String, Object> asked, boolean consistent)
            throws RefusedException {
        Map<String, Object> item = get(asked);
        consumed = consumed.plus(RequestUnits.ofRead(AttributeValues.size(item), consistent));
        return item;
    }

    void put(Map<String, Object> item) throws RefusedException {
        Map<String, Object> found = keyOf(item);
        consume(get(found), item);
        partitions
                .computeIfAbsent(partitionOf(found), unused -> new TreeMap<>(key.order()))
                .put(found, sharing(item));
    }

    private Map<String, Object> sharing(Map<String, Object> item) {
        Map<String, Object> kept = new HashMap<>();
        item.forEach((name, value) -> kept.put((String) shared(name), shared(value)));
        return Map.copyOf(kept);
    }

    private Object shared(Object value) {
        Object known = shared.get(value);
        if (known != null) {
            return known;
        }
        if (shared.size() < MAX_SHARED_VALUES) {
            shared.put(value, value);
        }
        return value;
    }

    void delete(Map<String, Object> asked) throws RefusedException {
        Map<String, Object> found = keyOf(asked);
        consume(get(found), Map.of());
        partition(found).remove(found);
    }

    /** The cost of a write that its condition did not let happen. */
    void refuse(Map<String, Object> item) {
        consumed = consumed.plus(RequestUnits.ofWrite(item, Map.of()));
    }

    int size() {
        return partitions.values().stream().mapToInt(Map::size).sum();
    }

    private static Object partitionOf(Map<String, Object> keyOfItem) {
        return keyOfItem.values().iterator().next();
    }

    private Map<Map<String, Object>, Map<String, Object>> partition(Map<String, Object> keyOfItem) {
        TreeMap<Map<String, Object>, Map<String, Object>> found =
                partitions.get(partitionOf(keyOfItem));
        return found == null ? new TreeMap<>(key.order()) : found;
    }

    /** The item itself, and in each index what becomes another entry or has another content. */
    private void consume(Map<String, Object> before, Map<String, Object> after) {
        consumed = consumed.plus(RequestUnits.ofWrite(before, after));
        for (Schema index : indexes.values()) {
            Map<String, Object> entryBefore = entry(index, before);
            Map<String, Object> entryAfter = entry(index, after);
            if (!entryBefore.equals(entryAfter)) {
                consumed = consumed.plus(cost(index, entryBefore, entryAfter));
            }
        }
    }

    /** One under another key is deleted and written. */
    private static RequestUnits cost(
            Schema index, Map<String, Object> before, Map<String, Object> after) {
        boolean moved =
                !before.isEmpty()
                        && !after.isEmpty()
                        && !shown(before, Set.copyOf(index.attributes()))
                                .equals(shown(after, Set.copyOf(index.attributes())));
        return moved
                ? RequestUnits.ofWrite(before, Map.of()).plus(RequestUnits.ofWrite(Map.of(), after))
                : RequestUnits.ofWrite(before, after);
    }

    /** What an index holds of an item; empty where it holds none of it. */
    private Map<String, Object> entry(Schema index, Map<String, Object> item) {
        if (item.isEmpty() || !index.holds(item)) {
            return Map.of();
        }
        Set<String> held = index.shown();
        if (held == null) {
            return item;
        }
        Set<String> all = new LinkedHashSet<>(held);
        all.addAll(key.attributes());
        return shown(item, all);
    }

    /**
     * A page of a query or, without a condition on the key, of a scan.
     *
     * @param request as the client sent it
     * @return the answer
     */
    Map<String, Object> page(Map<String, Object> request) throws RefusedException {
        Condition wanted = Expression.condition(request, "KeyConditionExpression");
        Condition filter = Expression.condition(request, "FilterExpression");
        Set<String> projection = Expression.projection(request);
        Schema view = view(request);
        Comparator<Map<String, Object>> order = view.order().thenComparing(key.order());
        if (Boolean.FALSE.equals(request.get("ScanIndexForward"))) {
            order = order.reversed();
        }
        Map<String, Object> after = object(request.get("ExclusiveStartKey"));
        Comparator<Map<String, Object>> from = order;
        List<Map<String, Object>> candidates =
                candidates(view, wanted)
                        .filter(view::holds)
                        .filter(wanted::holds)
                        .filter(item -> after.isEmpty() || from.compare(item, after) > 0)
                        .sorted(order)
                        .toList();
        int most =
                request.get("Limit") instanceof Number limit ? limit.intValue() : Integer.MAX_VALUE;
        List<Map<String, Object>> found = new ArrayList<>();
        int looked = 0;
        int bytes = 0;
        for (Map<String, Object> item : candidates) {
            if (looked == most || bytes >= MAX_PAGE_BYTES) {
                break;
            }
            looked++;
            bytes += AttributeValues.size(entry(view, item));
            if (filter.holds(item)) {
                found.add(shown(shown(item, view.shown()), projection));
            }
        }
        consumed =
                consumed.plus(
                        RequestUnits.ofRead(
                                bytes, Boolean.TRUE.equals(request.get("ConsistentRead"))));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("Items", found);
        answer.put("Count", found.size());
        answer.put("ScannedCount", looked);
        if (looked < candidates.size()) {
            Map<String, Object> last = new LinkedHashMap<>();
            Map<String, Object> item = candidates.get(looked - 1);
            key.attributes().forEach(each -> last.put(each, item.get(each)));
            view.attributes().forEach(each -> last.put(each, item.get(each)));
            answer.put("LastEvaluatedKey", last);
        }
        return answer;
    }

    /** Those of one partition, where the condition names it; else all. */
    private Stream<Map<String, Object>> candidates(Schema view, Condition wanted) {
        Object partition = view.equals(key) ? wanted.fixed(key.attributes().getFirst()) : null;
        if (partition != null) {
            return partitions.getOrDefault(partition, new TreeMap<>()).values().stream();
        }
        return partitions.values().stream().flatMap(items -> items.values().stream());
    }

    private Schema view(Map<String, Object> request) throws RefusedException {
        Object name = request.get("IndexName");
        if (name == null) {
            return key;
        }
        Schema index = indexes.get(String.valueOf(name));
        if (index == null) {
            throw RefusedException.invalid("The table does not have the specified index: " + name);
        }
        if (index.shown() == null) {
            return index;
        }
        Set<String> shown = new LinkedHashSet<>(index.shown());
        shown.addAll(key.attributes());
        return new Schema(index.attributes(), shown);
    }

    /** Some attributes of an item. */
    static Map<String, Object> shown(Map<String, Object> item, @Nullable Set<String> names) {
        if (names == null) {
            return item;
        }
        Map<String, Object> some = new LinkedHashMap<>(item);
        some.keySet().retainAll(names);
        return some;
    }

    /** A member that is an object; empty where it is none. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }
}
