package io.muster.local.dynamodb;

import io.muster.readiness.fact.ResourceRef;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
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

    /**
     * The bytes that DynamoDB counts for an item: names and values.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html">Item
     *     sizes and formats</a>
     */
    static int size(Map<?, ?> item) {
        int size = 0;
        for (Map.Entry<?, ?> each : item.entrySet()) {
            size += bytes(String.valueOf(each.getKey())) + sizeOfValue(each.getValue());
        }
        return size;
    }

    private static int sizeOfValue(@Nullable Object typed) {
        if (!(typed instanceof Map<?, ?> value) || value.size() != 1) {
            return 1;
        }
        Map.Entry<?, ?> only = value.entrySet().iterator().next();
        Object content = only.getValue();
        return switch (String.valueOf(only.getKey())) {
            case "S" -> bytes(String.valueOf(content));
            case "N" -> sizeOfNumber(String.valueOf(content));
            case "B" -> Base64.getDecoder().decode(String.valueOf(content)).length;
            case "SS" -> all(content).stream().mapToInt(each -> bytes(String.valueOf(each))).sum();
            case "NS" ->
                    all(content).stream()
                            .mapToInt(each -> sizeOfNumber(String.valueOf(each)))
                            .sum();
            case "L" -> 3 + all(content).stream().mapToInt(each -> 1 + sizeOfValue(each)).sum();
            case "M" -> content instanceof Map<?, ?> map ? 3 + map.size() + size(map) : 3;
            default -> 1;
        };
    }

    private static Collection<?> all(@Nullable Object content) {
        return content instanceof Collection<?> many ? many : List.of();
    }

    /** A byte for two significant digits, and one; one more where it is below zero. */
    private static int sizeOfNumber(String number) {
        BigDecimal plain = new BigDecimal(number).stripTrailingZeros();
        return 1 + (plain.precision() + 1) / 2 + (plain.signum() < 0 ? 1 : 0);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
