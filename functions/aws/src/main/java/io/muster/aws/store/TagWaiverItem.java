package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The findings of a scope that tags waive: one compressed item beside the decisions, so that the
 * one query of the decisions reads it.
 */
final class TagWaiverItem {

    static final String WAIVERS = "waivers";

    /**
     * As many as are kept at most: some 60 bytes each after compression, of the 400 KB of an item.
     */
    static final int MAX_WAIVERS = 5_000;

    /** What so many take with the longest names and reasons there are. */
    private static final int MAX_JSON_BYTES = 16 << 20;

    private static final int MAX_TEXT = 512;
    private static final String WORKLOAD = "workload";
    private static final String UNTIL = "until";
    private static final String TEXT = "text";
    private static final String RESOURCE = "resource";
    private static final String OWNER = "owner";

    private TagWaiverItem() {}

    static Map<String, AttributeValue> key(Scope scope) {
        return Keys.of(Keys.DECISIONS, Keys.tagWaivers(scope));
    }

    /**
     * Waivers as they are kept.
     *
     * @param leftOut how many there is no room for
     */
    record Packed(SdkBytes bytes, int leftOut) {}

    /** The same bytes for the same waivers: in the order of their targets. */
    static Packed pack(List<Waiver> waivers) {
        List<Waiver> sorted =
                waivers.stream()
                        .sorted(Comparator.comparing((Waiver waiver) -> waiver.target().text()))
                        .toList();
        int kept = Math.min(sorted.size(), MAX_WAIVERS);
        byte[] bytes = packed(sorted.subList(0, kept));
        while (bytes.length > RosterItems.MAX_CHUNK_BYTES) {
            kept /= 2;
            bytes = packed(sorted.subList(0, kept));
        }
        return new Packed(SdkBytes.fromByteArray(bytes), sorted.size() - kept);
    }

    private static byte[] packed(List<Waiver> waivers) {
        Map<String, Object> members = new LinkedHashMap<>();
        waivers.forEach(waiver -> members.put(waiver.target().text(), members(waiver)));
        return PackedJson.pack(members);
    }

    private static Map<String, Object> members(Waiver waiver) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(UNTIL, waiver.until().toString());
        members.put(TEXT, waiver.text());
        members.put(OWNER, waiver.owner());
        if (waiver.made().way() instanceof Made.Way.Tag tag) {
            members.put(RESOURCE, tag.resource());
            if (tag.workload() != null) {
                members.put(WORKLOAD, tag.workload());
            }
        }
        return members;
    }

    static Attributes write(Scope scope, Instant observedAt, SdkBytes packed) {
        Attributes item = new Attributes();
        key(scope).forEach(item::put);
        return item.put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put(FindingItem.OBSERVED_AT, observedAt)
                .put(WAIVERS, AttributeValue.fromB(packed));
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.CorruptItem if it cannot be read
     */
    static List<Waiver> read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        List<Waiver> waivers = new ArrayList<>();
        try {
            JSON.std
                    .mapFrom(PackedJson.unpack(item.bytes(WAIVERS), MAX_JSON_BYTES))
                    .forEach((id, members) -> waivers.add(waiver(id, (Map<?, ?>) members)));
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt(
                    "'%s' are no waivers: %s".formatted(WAIVERS, malformed.getMessage()));
        }
        return waivers;
    }

    private static Waiver waiver(String id, Map<?, ?> members) {
        String owner = text(members, OWNER);
        return new Waiver(
                target(id),
                ReasonCode.OTHER,
                text(members, TEXT),
                owner,
                LocalDate.parse(text(members, UNTIL)),
                null,
                new Made(
                        owner,
                        Instant.EPOCH,
                        new Made.Way.Tag(
                                text(members, RESOURCE),
                                members.containsKey(WORKLOAD) ? text(members, WORKLOAD) : null)));
    }

    private static Target target(String id) {
        return Target.parse(id)
                .filter(Target.OfFinding.class::isInstance)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "'%s' is no finding's id"
                                                .formatted(Untrusted.line(id, MAX_TEXT))));
    }

    private static String text(Map<?, ?> members, String name) {
        return Untrusted.line(Objects.requireNonNull(members.get(name)).toString(), MAX_TEXT);
    }

    /** Whether an item holds these bytes. */
    static boolean holds(@Nullable Map<String, AttributeValue> item, SdkBytes packed) {
        AttributeValue there = item == null ? null : item.get(WAIVERS);
        return there != null && packed.equals(there.b());
    }
}
