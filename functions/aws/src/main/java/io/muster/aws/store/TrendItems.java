package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scorecard.TrendPoint;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How the workloads of a scope stood, a day each: one compressed item for all of them, or one for
 * each few thousand. Where a day is written again, as after a scan that was cut short, its first
 * items are those of the later writing, and count before what is left of the earlier.
 */
record TrendItems(TableCalls calls) {

    /** How long a day is kept. */
    static final Duration KEPT = Duration.ofDays(400);

    /**
     * Some 40 bytes a workload before, and 15 after compression: far from the 400 KB of an item.
     * Long names that differ need more items.
     */
    private static final int MAX_WORKLOADS = 5_000;

    private static final int MAX_JSON_BYTES = 4 << 20;
    private static final String WORKLOADS = "workloads";

    /** Writes a day, over what there is of it. */
    void write(Scope scope, LocalDate day, SortedMap<String, TrendPoint> points) {
        List<Map.Entry<String, TrendPoint>> all = new ArrayList<>(points.entrySet());
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_WORKLOADS) {
            pack(all.subList(from, Math.min(all.size(), from + MAX_WORKLOADS)), chunks);
        }
        for (int chunk = 0; chunk < chunks.size(); chunk++) {
            Attributes item =
                    Attributes.item(scope, Keys.trend(day, chunk))
                            .put(WORKLOADS, chunks.get(chunk))
                            .expiresAt(day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(KEPT));
            calls.call(
                    "PutItem",
                    client ->
                            client.putItem(
                                    put -> put.tableName(calls.table()).item(item.values())));
        }
    }

    /** Packs workloads into one chunk, or each half of them where an item cannot hold them all. */
    private static void pack(List<Map.Entry<String, TrendPoint>> points, List<byte[]> chunks) {
        Map<String, Object> members = new LinkedHashMap<>();
        points.forEach(each -> members.put(each.getKey(), numbers(each.getValue())));
        byte[] packed = PackedJson.pack(members);
        int size = points.size();
        if (packed.length <= RosterItems.MAX_CHUNK_BYTES || size == 1) {
            chunks.add(packed);
        } else {
            pack(points.subList(0, size / 2), chunks);
            pack(points.subList(size / 2, size), chunks);
        }
    }

    private static List<Integer> numbers(TrendPoint point) {
        return List.of(point.settled(), point.notReady(), point.unknown(), point.waived());
    }

    /**
     * The days from one on, in their order, by one query; each with its workloads.
     *
     * @throws StoreException.CorruptItem if one cannot be read
     */
    SortedMap<LocalDate, SortedMap<String, TrendPoint>> read(Scope scope, LocalDate from) {
        SortedMap<LocalDate, SortedMap<String, TrendPoint>> days = new TreeMap<>();
        calls.inPartition(scope, Keys.TREND_PREFIX, Keys.TREND_PREFIX + from)
                .forEach(
                        attributes -> {
                            Item item = Item.of(calls.table(), attributes);
                            Map<String, TrendPoint> all =
                                    days.computeIfAbsent(day(item), unused -> new TreeMap<>());
                            points(item).forEach(all::putIfAbsent);
                        });
        return days;
    }

    private static LocalDate day(Item item) {
        String key = item.text(Keys.SK);
        try {
            return LocalDate.parse(key.substring(Keys.TREND_PREFIX.length(), key.lastIndexOf('#')));
        } catch (DateTimeException | IndexOutOfBoundsException notADay) {
            throw item.corrupt("its sort key is not TREND#<day>#<number>");
        }
    }

    private static Map<String, TrendPoint> points(Item item) {
        Map<String, TrendPoint> points = new TreeMap<>();
        try {
            JSON.std
                    .mapFrom(PackedJson.unpack(item.bytes(WORKLOADS), MAX_JSON_BYTES))
                    .forEach((name, numbers) -> points.put(name, point((List<?>) numbers)));
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt("'%s' is no trend: %s".formatted(WORKLOADS, malformed.getMessage()));
        }
        return points;
    }

    private static TrendPoint point(List<?> numbers) {
        return new TrendPoint(
                (Integer) numbers.get(0),
                (Integer) numbers.get(1),
                (Integer) numbers.get(2),
                (Integer) numbers.get(3));
    }
}
