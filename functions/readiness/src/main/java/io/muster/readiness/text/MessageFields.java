package io.muster.readiness.text;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.text.Argument.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages as the fields that programs read and tables keep, so that they can be rendered in
 * another language later.
 *
 * <p>A message is {@code {"code": "image-age.old", "arguments": {"image": "ami-1"}}}, a literal
 * {@code {"text": "..."}}. An argument is a string, a whole number, {@code {"time": "..."}}, a
 * message, or {@code {"all": [messages], "separator": ", "}}.
 */
public final class MessageFields {

    private static final String CODE = "code";
    private static final String ARGUMENTS = "arguments";
    private static final String TEXT = "text";
    private static final String TIME = "time";
    private static final String ALL = "all";
    private static final String SEPARATOR = "separator";

    /** Deeper ones were not written by Muster. */
    private static final int MAX_DEPTH = 10;

    private MessageFields() {}

    public static List<Map<String, Object>> of(List<Message> messages) {
        return messages.stream().map(MessageFields::of).toList();
    }

    /** Messages as JSON. */
    public static String json(List<Message> messages) {
        return json(of(messages));
    }

    /** Fields as JSON. */
    public static String json(Object fields) {
        try {
            return JSON.std.asString(fields);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    public static Map<String, Object> of(Message message) {
        if (message.code().isEmpty()) {
            return message.arguments().isEmpty()
                    ? Map.of(TEXT, "")
                    : literal(message.arguments().getFirst().value());
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(CODE, message.code());
        Map<String, Object> arguments = new LinkedHashMap<>();
        message.arguments().forEach(each -> arguments.put(each.place(), value(each.value())));
        fields.put(ARGUMENTS, arguments);
        return fields;
    }

    private static Map<String, Object> literal(Value value) {
        return value instanceof Value.Text text ? Map.of(TEXT, text.text()) : nested(value);
    }

    private static Object value(Value value) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Whole whole -> whole.number();
            case Value.Time time -> nested(time);
            case Value.Phrases phrases -> phrases(phrases);
        };
    }

    private static Object phrases(Value.Phrases phrases) {
        return phrases.messages().size() == 1 && phrases.separator().isEmpty()
                ? of(phrases.messages().getFirst())
                : nested(phrases);
    }

    private static Map<String, Object> nested(Value value) {
        Map<String, Object> fields = new LinkedHashMap<>();
        switch (value) {
            case Value.Text text -> fields.put(TEXT, text.text());
            case Value.Whole whole -> fields.put(TEXT, Long.toString(whole.number()));
            case Value.Time time -> fields.put(TIME, time.time().toString());
            case Value.Phrases several -> {
                fields.put(ALL, of(several.messages()));
                fields.put(SEPARATOR, several.separator());
            }
        }
        return fields;
    }

    /**
     * Reads what {@link #of(List)} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static List<Message> readAll(Object fields) {
        return readAll(fields, 0);
    }

    private static List<Message> readAll(@Nullable Object fields, int depth) {
        if (!(fields instanceof List<?> all)) {
            throw new IllegalArgumentException("texts are not a list");
        }
        List<Message> messages = new ArrayList<>(all.size());
        all.forEach(each -> messages.add(read(each, depth)));
        return messages;
    }

    /**
     * Reads what {@link #of(Message)} wrote.
     *
     * @throws IllegalArgumentException if it did not
     */
    public static Message read(Object fields) {
        return read(fields, 0);
    }

    private static Message read(@Nullable Object fields, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException("a text is nested too deeply");
        }
        if (fields instanceof Map<?, ?> map) {
            if (map.get(TEXT) instanceof String text) {
                return Message.literal(text);
            }
            if (map.containsKey(ALL)) {
                return Message.EMPTY.with(TEXT, several(map, depth));
            }
            if (map.get(CODE) instanceof String code
                    && map.get(ARGUMENTS) instanceof Map<?, ?> arguments) {
                return read(code, arguments, depth);
            }
        }
        throw new IllegalArgumentException("a text has neither code nor text");
    }

    private static Message read(String code, Map<?, ?> arguments, int depth) {
        Message message = Message.of(code);
        for (Map.Entry<?, ?> each : arguments.entrySet()) {
            message =
                    message.with(String.valueOf(each.getKey()), readValue(each.getValue(), depth));
        }
        return message;
    }

    private static Value.Phrases several(Map<?, ?> map, int depth) {
        return new Value.Phrases(
                readAll(map.get(ALL), depth + 1), String.valueOf(map.get(SEPARATOR)));
    }

    private static Value readValue(@Nullable Object value, int depth) {
        if (value instanceof String text) {
            return new Value.Text(Untrusted.line(text, Message.MAX_ARGUMENT_LENGTH));
        }
        if (value instanceof Number number) {
            return new Value.Whole(number.longValue());
        }
        if (value instanceof Map<?, ?> map && map.get(TIME) instanceof String time) {
            return time(time);
        }
        if (value instanceof Map<?, ?> map && map.containsKey(ALL)) {
            return several(map, depth);
        }
        return new Value.Phrases(List.of(read(value, depth + 1)), "");
    }

    private static Value.Time time(String text) {
        try {
            return new Value.Time(Instant.parse(text));
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("a text's time is not a time: " + text, notATime);
        }
    }
}
