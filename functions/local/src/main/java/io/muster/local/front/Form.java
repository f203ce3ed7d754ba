package io.muster.local.front;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a query request, in their order; each name once, as AWS's query protocols have it.
 */
public final class Form {

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * A form of alternating names and values.
     *
     * @throws IllegalArgumentException for an odd number of them
     */
    public static Form of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("a name without a value: give both");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            fields.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return new Form(fields);
    }

    /**
     * Reads {@code application/x-www-form-urlencoded}.
     *
     * @throws IllegalArgumentException for a broken escape
     */
    public static Form parse(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isBlank()) {
                fields.put(
                        decoded(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decoded(pair.substring(equals + 1)));
            }
        }
        return new Form(fields);
    }

    public Map<String, String> fields() {
        return Collections.unmodifiableMap(fields);
    }

    public @Nullable String get(String name) {
        return fields.get(name);
    }

    /** The values of {@code name.1}, {@code name.2} and so on. */
    public List<String> list(String name) {
        List<String> values = new ArrayList<>();
        for (int index = 1; ; index++) {
            String value = fields.get(name + "." + index);
            if (value == null) {
                return values;
            }
            values.add(value);
        }
    }

    /** The names that begin so. */
    public List<String> namesUnder(String prefix) {
        return fields.keySet().stream().filter(name -> name.startsWith(prefix)).toList();
    }

    public Form with(String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.put(name, value);
        return new Form(changed);
    }

    /** Without the fields of these names. */
    public Form without(Predicate<String> names) {
        Map<String, String> changed = new LinkedHashMap<>(fields);
        changed.keySet().removeIf(names);
        return new Form(changed);
    }

    String encoded() {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
