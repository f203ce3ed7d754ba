package io.muster.readiness.guest.parse;

import java.lang.reflect.RecordComponent;
import java.time.temporal.Temporal;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * What every fact of a guest must be, however hostile the guest: texts that are short and hold
 * nothing that acts, lists that are short, numbers that are numbers.
 */
final class Bounded {

    /** The longest field, and what its last escape and its ellipsis may add. */
    private static final int LONGEST_TEXT = Field.LONGEST_MESSAGE + 16;

    private static final int MOST_ITEMS = 2_000;

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
            case Record record -> components(record);
            default -> "a " + value.getClass();
        };
    }

    private static @Nullable String text(String text) {
        if (text.length() > LONGEST_TEXT) {
            return "a text of " + text.length() + " characters";
        }
        boolean acts =
                text.codePoints()
                        .anyMatch(
                                point ->
                                        Character.isISOControl(point)
                                                || Character.getType(point) == Character.FORMAT
                                                || Character.getType(point)
                                                        == Character.SURROGATE);
        return acts ? "a text that acts: " + Field.text(text) : null;
    }

    private static @Nullable String items(Collection<?> items) {
        if (items.size() > MOST_ITEMS) {
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

    private static @Nullable String components(Record record) {
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                Object value = component.getAccessor().invoke(record);
                String complaint = complaint(value);
                if (complaint != null) {
                    return component.getName() + ": " + complaint;
                }
            } catch (ReflectiveOperationException hidden) {
                throw new AssertionError(hidden);
            }
        }
        return null;
    }
}
