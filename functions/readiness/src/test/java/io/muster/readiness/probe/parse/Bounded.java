package io.muster.readiness.probe.parse;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every fact of a guest must be, however hostile the guest: texts that are short and hold
 * nothing that acts, lists that are short, numbers that are numbers.
 */
final class Bounded {

    /** The longest field, and what its last escape and its ellipsis may add. */
    private static final int MAX_TEXT_LENGTH = Field.MAX_MESSAGE_LENGTH + 16;

    private static final int MAX_ITEMS = 2_000;

    private static final ClassValue<List<Method>> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected List<Method> computeValue(Class<?> type) {
                    return Stream.of(type.getRecordComponents())
                            .map(RecordComponent::getAccessor)
                            .peek(accessor -> accessor.setAccessible(true))
                            .toList();
                }
            };

    private Bounded() {}

    /** Says what is wrong with a value, or null. */
    static @Nullable String complaint(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case String text -> text(text);
            case Double number -> Double.isFinite(number) ? null : "a number that is none";
            case Number number -> number.longValue() < 0 ? "a count below zero: " + number : null;
            case Boolean truth -> null;
            case Enum<?> word -> null;
            case Temporal time -> null;
            case Collection<?> items -> items(items);
            case Record record -> inside(record);
            default -> "a " + value.getClass();
        };
    }

    private static @Nullable String text(String text) {
        if (text.length() > MAX_TEXT_LENGTH) {
            return "a text of " + text.length() + " characters";
        }
        for (int at = 0; at < text.length(); at++) {
            if (Character.isISOControl(text.charAt(at))
                    || Character.getType(text.codePointAt(at)) == Character.FORMAT) {
                return "a text that acts: " + Field.text(text);
            }
        }
        return null;
    }

    private static @Nullable String items(Collection<?> items) {
        if (items.size() > MAX_ITEMS) {
            return "a list of " + items.size();
        }
        for (Object item : items) {
            String complaint = complaint(item);
            if (complaint != null) {
                return complaint;
            }
        }
        return null;
    }

    private static @Nullable String inside(Record record) {
        for (Map.Entry<String, @Nullable Object> component : components(record).entrySet()) {
            String complaint = complaint(component.getValue());
            if (complaint != null) {
                return component.getKey() + ": " + complaint;
            }
        }
        return null;
    }

    /** A record's values by their names, in their order. */
    static Map<String, @Nullable Object> components(Record record) {
        Map<String, @Nullable Object> components = new LinkedHashMap<>();
        for (Method accessor : ACCESSORS.get(record.getClass())) {
            try {
                components.put(accessor.getName(), accessor.invoke(record));
            } catch (ReflectiveOperationException hidden) {
                throw new LinkageError(hidden.getMessage(), hidden);
            }
        }
        return components;
    }
}
