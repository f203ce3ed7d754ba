package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the security groups of a scope let in: one compressed item. Of more groups than it can hold,
 * the first by id are kept; a reader takes the others for not known.
 */
final class SecurityGroupItem {

    /** As many as EC2 allows in a region, unless more are asked for. */
    private static final int MAX_GROUPS = 2_500;

    /** What so many take with as many rules as EC2 allows, of which each lists a few ranges. */
    private static final int MAX_JSON_BYTES = 32 << 20;

    private static final int MAX_TEXT = 256;

    private static final String GROUPS = "groups";
    private static final String NAME = "name";
    private static final String RULES = "in";
    private static final String PROTOCOL = "protocol";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String IPV4 = "ipv4";
    private static final String IPV6 = "ipv6";
    private static final String UNREAD_LISTS = "unreadLists";
    private static final String LISTS = "lists";

    private SecurityGroupItem() {}

    /** The same bytes for the same groups: in the order of their ids. */
    static SdkBytes pack(Collection<SecurityGroup> groups) {
        List<SecurityGroup> sorted =
                groups.stream()
                        .sorted(Comparator.comparing(SecurityGroup::id))
                        .limit(MAX_GROUPS)
                        .toList();
        int kept = sorted.size();
        byte[] bytes = packed(sorted);
        while (bytes.length > RosterItems.MAX_CHUNK_BYTES) {
            kept /= 2;
            bytes = packed(sorted.subList(0, kept));
        }
        return SdkBytes.fromByteArray(bytes);
    }

    private static byte[] packed(List<SecurityGroup> groups) {
        Map<String, Object> members = new LinkedHashMap<>();
        for (SecurityGroup group : groups) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put(NAME, group.name());
            of.put(RULES, group.ingress().stream().map(SecurityGroupItem::members).toList());
            members.put(group.id(), of);
        }
        return PackedJson.pack(members);
    }

    private static Map<String, Object> members(IngressRule rule) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(PROTOCOL, rule.protocol());
        if (rule.fromPort() != null && rule.toPort() != null) {
            members.put(FROM, rule.fromPort());
            members.put(TO, rule.toPort());
        }
        put(IPV4, rule.ipv4Ranges(), members);
        put(IPV6, rule.ipv6Ranges(), members);
        put(UNREAD_LISTS, rule.prefixListIds(), members);
        if (!rule.prefixLists().isEmpty()) {
            Map<String, Object> lists = new LinkedHashMap<>();
            rule.prefixLists().forEach(list -> lists.put(list.id(), list.ranges()));
            members.put(LISTS, lists);
        }
        return members;
    }

    private static void put(String name, List<String> texts, Map<String, Object> members) {
        if (!texts.isEmpty()) {
            members.put(name, texts);
        }
    }

    static Attributes write(Scope scope, Instant observedAt, SdkBytes packed) {
        return Attributes.item(scope, Keys.SECURITY_GROUPS)
                .put(FindingItem.OBSERVED_AT, observedAt)
                .put(GROUPS, AttributeValue.fromB(packed));
    }

    /** Whether an item holds these bytes. */
    static boolean holds(@Nullable Map<String, AttributeValue> item, SdkBytes packed) {
        AttributeValue there = item == null ? null : item.get(GROUPS);
        return there != null && packed.equals(there.b());
    }

    /**
     * Reads an item: the groups by their ids.
     *
     * @throws StoreException.CorruptItem if it cannot be read
     */
    static Map<String, SecurityGroup> read(String table, Map<String, AttributeValue> attributes) {
        Item item = Item.of(table, attributes);
        Map<String, SecurityGroup> groups = new HashMap<>();
        try {
            JSON.std
                    .mapFrom(PackedJson.unpack(item.bytes(GROUPS), MAX_JSON_BYTES))
                    .forEach((id, of) -> groups.put(id, group(line(id), (Map<?, ?>) of)));
        } catch (IOException | RuntimeException malformed) {
            throw item.corrupt(
                    "'%s' are no security groups: %s".formatted(GROUPS, malformed.getMessage()));
        }
        return groups;
    }

    private static SecurityGroup group(String id, Map<?, ?> members) {
        return new SecurityGroup(
                id,
                line(members.get(NAME)),
                ((List<?>) Objects.requireNonNull(members.get(RULES)))
                        .stream().map(rule -> rule((Map<?, ?>) rule)).toList());
    }

    private static IngressRule rule(Map<?, ?> members) {
        return new IngressRule(
                line(members.get(PROTOCOL)),
                port(members.get(FROM)),
                port(members.get(TO)),
                lines(members.get(IPV4)),
                lines(members.get(IPV6)),
                lines(members.get(UNREAD_LISTS)),
                members.get(LISTS) instanceof Map<?, ?> lists
                        ? lists.entrySet().stream()
                                .map(
                                        list ->
                                                new PrefixList(
                                                        line(list.getKey()),
                                                        lines(list.getValue())))
                                .toList()
                        : List.of());
    }

    private static @Nullable Integer port(@Nullable Object member) {
        return member instanceof Number number ? number.intValue() : null;
    }

    private static List<String> lines(@Nullable Object member) {
        return member instanceof List<?> texts
                ? texts.stream().map(SecurityGroupItem::line).toList()
                : List.of();
    }

    private static String line(@Nullable Object text) {
        return Untrusted.line(String.valueOf(text), MAX_TEXT);
    }
}
