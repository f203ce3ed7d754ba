package io.muster.local.dynamodb;

import io.muster.readiness.fact.ResourceRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Values as DynamoDB's JSON has them: an object with one member, which is named by its type. */
final class AttributeValues {

    private AttributeValues() {}

    /** The text of a value of type S; null for any other. */
    static @Nullable String text(@Nullable Object value) {
        return value instanceof Map<?, ?> typed && typed.get("S") instanceof String text
                ? text
                : null;
    }

    static Map<String, Object> of(String text) {
        return Map.of("S", text);
    }

    /** How two values of one ordered type compare; empty for others, of which none is less. */
    static OptionalInt compare(@Nullable Object one, @Nullable Object other) {
        if (!(one instanceof Map<?, ?> left && other instanceof Map<?, ?> right)) {
            return OptionalInt.empty();
        }
        if (left.get("S") instanceof String a && right.get("S") instanceof String b) {
            return OptionalInt.of(ResourceRef.KEY_ORDER.compare(a, b));
        }
        if (left.get("N") instanceof String a && right.get("N") instanceof String b) {
            return OptionalInt.of(new BigDecimal(a).compareTo(new BigDecimal(b)));
        }
        if (left.get("B") instanceof String a && right.get("B") instanceof String b) {
            Base64.Decoder decoder = Base64.getDecoder();
            return OptionalInt.of(Arrays.compareUnsigned(decoder.decode(a), decoder.decode(b)));
        }
        return OptionalInt.empty();
    }

    static boolean equal(@Nullable Object one, @Nullable Object other) {
        OptionalInt compared = compare(one, other);
        return compared.isPresent() ? compared.getAsInt() == 0 : one != null && one.equals(other);
    }

    /** About as many bytes as DynamoDB counts for a value. */
    static int size(@Nullable Object value) {
        return switch (value) {
            case null -> 1;
            case String text -> text.getBytes(StandardCharsets.UTF_8).length;
            case Map<?, ?> map ->
                    map.entrySet().stream()
                            .mapToInt(each -> size(each.getKey()) + size(each.getValue()))
                            .sum();
            case Iterable<?> list -> {
                int size = 3;
                for (Object each : list) {
                    size += size(each);
                }
                yield size;
            }
            default -> 8;
        };
    }
}
