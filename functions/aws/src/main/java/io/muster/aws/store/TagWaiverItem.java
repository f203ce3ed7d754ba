package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.decision.Decision;
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
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The findings of a scope that tags waive: one compressed item beside the decisions, so that the
 * one query of the decisions reads it.
 */
final class TagWaiverItem {

    static final String WAIVERS = "waivers";

    /** The most that are kept: some 60 bytes each after compression, of the 400 KB of an item. */
    static final int MAX_WAIVERS = 5_000;

    private static final int MAX_JSON_BYTES = 8 << 20;
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

    /** The same bytes for the same waivers: in the order of their targets. */
    static byte[] pack(List<Waiver> waivers) {
        Map<String, Object> members = new LinkedHashMap<>();
        waivers.stream()
                .sorted(Comparator.comparing((Waiver waiver) -> waiver.target().text()))
                .limit(MAX_WAIVERS)
                .forEach(waiver -> members.put(waiver.target().text(), members(waiver)));
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

    static Attributes write(Scope scope, Instant observedAt, byte[] packed) {
        Attributes item = new Attributes();
        key(scope).forEach(item::put);
        return item.put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put(FindingItem.OBSERVED_AT, observedAt)
                .put(WAIVERS, packed);
    }

    /**
     * Reads an item.
     *
     * @throws StoreException.CorruptItem if it cannot be read
     */
    static List<Decision> read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        List<Decision> waivers = new ArrayList<>();
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
                new Target.OfFinding(id),
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

    private static String text(Map<?, ?> members, String name) {
        return Untrusted.line(Objects.requireNonNull(members.get(name)).toString(), MAX_TEXT);
    }

    /** Whether an item holds these bytes. */
    static boolean holds(@Nullable Map<String, AttributeValue> item, byte[] packed) {
        AttributeValue there = item == null ? null : item.get(WAIVERS);
        return there != null && there.b() != null && Arrays.equals(there.b().asByteArray(), packed);
    }
}
