package io.muster.aws.fleet;

import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;

/**
 * Takes fields over from the SDK's objects: bounded and harmless, because an endpoint may send
 * anything, and shared, because a fleet says the same few zones, types, groups and tags a hundred
 * thousand times.
 *
 * <p>Sharing uses a table of fixed size in which a newcomer replaces what shares its slot: a value
 * that recurs is soon shared, one that does not costs nothing for long. A reader serves one thread.
 */
final class FieldReader {

    /** Longer than any field of these facts is in AWS: a tag value has 256 characters. */
    private static final int MAX_TEXT_LENGTH = 1_024;

    /** AWS allows 50 tags on a resource, and adds some of its own. */
    private static final int MAX_TAGS = 100;

    /** AWS's own word for itself, as in the names of service principals. */
    private static final String UNNAMED_OPERATOR = "amazonaws.com";

    private static final int SLOTS = 1 << 13;

    private final Object[] recent = new Object[SLOTS];

    /** A text of at most 1,024 characters. */
    @Nullable String text(@Nullable String value) {
        return value == null ? null : shared(bounded(value));
    }

    /** A text that an item cannot be without. */
    String text(@Nullable String value, String field) {
        return shared(bounded(required(value, field)));
    }

    /** The texts of a list, without the absent ones. */
    List<String> texts(List<String> values) {
        return texts(values, value -> value);
    }

    <T> List<String> texts(List<T> values, Function<T, @Nullable String> text) {
        List<String> found = new ArrayList<>(values.size());
        for (T value : values) {
            String each = text.apply(value);
            if (each != null && !each.isEmpty()) {
                found.add(shared(bounded(each)));
            }
        }
        return shared(List.copyOf(found));
    }

    /**
     * The service that runs a resource; null for the account's own. One that EC2 does not name is
     * an operator all the same.
     */
    @Nullable String operator(@Nullable OperatorResponse from) {
        if (from == null || !Boolean.TRUE.equals(from.managed())) {
            return null;
        }
        String principal = text(from.principal());
        return principal == null || principal.isBlank() ? UNNAMED_OPERATOR : principal;
    }

    <T> Set<String> textSet(List<T> values, Function<T, @Nullable String> text) {
        return shared(Set.copyOf(texts(values, text)));
    }

    /** The first hundred tags; the first of two with one key. */
    <T> Map<String, String> tags(
            List<T> tags, Function<T, @Nullable String> key, Function<T, @Nullable String> value) {
        if (tags.isEmpty()) {
            return Map.of();
        }
        Map<String, String> found = new HashMap<>();
        for (T tag : tags) {
            String name = key.apply(tag);
            String content = value.apply(tag);
            if (name != null && found.size() < MAX_TAGS) {
                found.putIfAbsent(
                        shared(bounded(name)), content == null ? "" : shared(bounded(content)));
            }
        }
        return shared(Map.copyOf(found));
    }

    /**
     * The value itself, or an equal one seen lately.
     *
     * @param value immutable
     */
    @SuppressWarnings("unchecked") // what equals a list or map of texts is a list or map of texts
    <T> T shared(T value) {
        int hash = value.hashCode();
        int slot = (hash ^ (hash >>> 15)) & (SLOTS - 1);
        Object known = recent[slot];
        if (value.equals(known)) {
            return (T) known;
        }
        recent[slot] = value;
        return value;
    }

    /** A point in time in ISO 8601, as AMIs have it; null for none or for what is not one. */
    static @Nullable Instant instant(@Nullable String iso8601) {
        if (iso8601 == null) {
            return null;
        }
        try {
            return Instant.parse(iso8601);
        } catch (DateTimeParseException unknown) {
            return null;
        }
    }

    /** Through the gate: bounded, and what acts is a visible escape. */
    static String bounded(String text) {
        return Untrusted.fact(text, MAX_TEXT_LENGTH);
    }

    static String required(@Nullable String value, String field) {
        if (value == null || value.isEmpty()) {
            throw new UnreadableAnswer(Message.of("facts.field-missing").with("field", field));
        }
        return value;
    }

    static int required(@Nullable Integer value, String field) {
        if (value == null) {
            throw new UnreadableAnswer(Message.of("facts.field-missing").with("field", field));
        }
        return value;
    }
}
