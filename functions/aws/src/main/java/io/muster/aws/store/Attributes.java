package io.muster.aws.store;

import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The attributes of an item to be written, in the order of writing; null values are left out. */
final class Attributes {

    private final Map<String, AttributeValue> values = new LinkedHashMap<>();

    /** An item of a scope, to begin with. */
    static Attributes item(Scope scope, String sortKey) {
        Attributes attributes = new Attributes();
        Keys.in(scope, sortKey).forEach(attributes::put);
        return attributes
                .put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put("partition", scope.partition());
    }

    static AttributeValue of(String text) {
        return AttributeValue.fromS(text);
    }

    static AttributeValue of(long number) {
        return AttributeValue.fromN(Long.toString(number));
    }

    static AttributeValue of(Instant time) {
        return of(Keys.time(time));
    }

    Attributes put(String name, @Nullable String text) {
        return text == null ? this : put(name, of(text));
    }

    Attributes put(String name, @Nullable Instant time) {
        return time == null ? this : put(name, of(time));
    }

    Attributes put(String name, @Nullable Enum<?> constant) {
        return constant == null ? this : put(name, of(constant.name()));
    }

    Attributes put(String name, @Nullable Integer number) {
        return number == null ? this : put(name, of(number));
    }

    Attributes put(String name, @Nullable List<String> texts) {
        return texts == null
                ? this
                : put(name, AttributeValue.fromL(texts.stream().map(Attributes::of).toList()));
    }

    Attributes put(String name, byte[] bytes) {
        return put(name, AttributeValue.fromB(SdkBytes.fromByteArray(bytes)));
    }

    /** When DynamoDB may delete the item. */
    Attributes expiresAt(Instant time) {
        return put(FindingItem.EXPIRES_AT, of(time.getEpochSecond()));
    }

    Attributes put(String name, boolean flag) {
        return put(name, AttributeValue.fromBool(flag));
    }

    Attributes put(String name, @Nullable AttributeValue value) {
        if (value != null) {
            values.put(name, value);
        }
        return this;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
