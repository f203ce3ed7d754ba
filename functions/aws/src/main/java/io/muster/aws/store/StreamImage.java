package io.muster.aws.store;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An item as the table's stream brings it to a function: JSON in which each value stands under the
 * letter of its type, {@code {"sk": {"S": "FINDING#..."}}}.
 */
final class StreamImage {

    private StreamImage() {}

    /**
     * Reads an image.
     *
     * @throws IllegalArgumentException if a value is none of DynamoDB's
     */
    static Map<String, AttributeValue> read(Map<?, ?> image) {
        Map<String, AttributeValue> item = new LinkedHashMap<>();
        image.forEach((name, value) -> item.put(String.valueOf(name), value(value)));
        return item;
    }

    private static AttributeValue value(@Nullable Object typed) {
        if (!(typed instanceof Map<?, ?> map) || map.size() != 1) {
            throw new IllegalArgumentException("a value of an item has no type: " + typed);
        }
        Object value = map.values().iterator().next();
        return switch (String.valueOf(map.keySet().iterator().next())) {
            case "S" -> AttributeValue.fromS(text(value));
            case "N" -> AttributeValue.fromN(text(value));
            case "B" -> AttributeValue.fromB(bytes(value));
            case "BOOL" -> AttributeValue.fromBool(Boolean.TRUE.equals(value));
            case "NULL" -> AttributeValue.fromNul(true);
            case "M" -> AttributeValue.fromM(read(value instanceof Map<?, ?> m ? m : Map.of()));
            case "L" -> AttributeValue.fromL(list(value).stream().map(StreamImage::value).toList());
            case "SS" -> AttributeValue.fromSs(texts(value));
            case "NS" -> AttributeValue.fromNs(texts(value));
            case "BS" ->
                    AttributeValue.fromBs(list(value).stream().map(StreamImage::bytes).toList());
            default ->
                    throw new IllegalArgumentException(
                            "a value of an item has a type that DynamoDB has not: " + map.keySet());
        };
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(StreamImage::text).toList();
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? new ArrayList<>(list) : List.of();
    }

    private static String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    private static SdkBytes bytes(@Nullable Object value) {
        return SdkBytes.fromByteArray(Base64.getDecoder().decode(text(value)));
    }
}
