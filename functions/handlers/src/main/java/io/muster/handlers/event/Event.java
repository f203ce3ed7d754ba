package io.muster.handlers.event;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event as JSON, before anything is known of what it says.
 *
 * @param function whose event it is to be
 * @param members of the object
 */
public record Event(String function, Map<?, ?> members) {

    /** Lambda's own limit for an asynchronous event, and ours for a message, in bytes. */
    public static final int LONGEST = 256 * 1024;

    private static final int MAX_QUOTED = 120;

    /** Lambda's own limit for what it hands a function at once, in bytes: a batch of messages. */
    public static final int MAX_BATCH_LENGTH = 6 * 1024 * 1024;

    /**
     * Reads an event, or a batch of messages; {@link QueueBatch#in} tells which it is.
     *
     * @throws IllegalArgumentException if it is not one JSON object; the message says why
     */
    public static Event read(InputStream in, String function) throws IOException {
        byte[] bytes = in.readNBytes(MAX_BATCH_LENGTH + 1);
        if (bytes.length > MAX_BATCH_LENGTH) {
            throw tooLong(function, MAX_BATCH_LENGTH);
        }
        Event event = parse(bytes, function);
        if (bytes.length > LONGEST && !event.members().containsKey(QueueBatch.RECORDS)) {
            throw tooLong(function, LONGEST);
        }
        return event;
    }

    /**
     * Reads the event that a message carries.
     *
     * @throws IllegalArgumentException if it is not one JSON object; the message says why
     */
    public static Event read(String text, String function) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST) {
            throw tooLong(function, LONGEST);
        }
        return parse(bytes, function);
    }

    private static IllegalArgumentException tooLong(String function, int most) {
        return new Event(function, Map.of()).refused("it is longer than %d bytes".formatted(most));
    }

    private static Event parse(byte[] bytes, String function) {
        Event none = new Event(function, Map.of());
        Object event;
        try (JsonParser parser = JSON.std.createParser(bytes)) {
            event = JSON.std.anyFrom(parser);
            if (parser.nextToken() != null) {
                throw none.refused("something follows after its end");
            }
        } catch (IOException malformed) {
            throw none.refused("it is not JSON: " + quoted(malformed.getMessage()));
        }
        if (event instanceof Map<?, ?> object) {
            return new Event(function, object);
        }
        throw none.refused("it is not a JSON object");
    }

    /** A member that is a string; null where there is no such member. */
    public @Nullable String text(String member) {
        Object value = members.get(member);
        if (value != null && !(value instanceof String)) {
            throw refused("its \"%s\" is not a string but %s".formatted(member, quoted(value)));
        }
        return (String) value;
    }

    /** A member that is a string, and must be there. */
    public String required(String member) {
        String value = text(member);
        if (value == null || value.isBlank()) {
            throw refused("it has no \"%s\"".formatted(member));
        }
        return value;
    }

    /** A member that is an object, and must be there. */
    public Event object(String member) {
        if (members.get(member) instanceof Map<?, ?> object) {
            return new Event(function, object);
        }
        throw refused("its \"%s\" is not an object".formatted(member));
    }

    /** A time, as ISO 8601 has it; null if the event does not say it. */
    public @Nullable Instant time(String member) {
        String text = text(member);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException notATime) {
            throw refused("its \"%s\" is not a time: %s".formatted(member, quoted(text)));
        }
    }

    /** The scope of an account and a region that an object of the event names. */
    public Scope scope(Map<?, ?> of) {
        try {
            return Scope.of(String.valueOf(of.get("account")), String.valueOf(of.get("region")));
        } catch (IllegalArgumentException notAScope) {
            throw refused(quoted(notAScope.getMessage()));
        }
    }

    public IllegalArgumentException refused(String why) {
        return new IllegalArgumentException(
                "%1$s cannot use this event: %2$s; see events/%1$s.json for one that it takes"
                        .formatted(function, why));
    }

    /** Text from outside in a message of ours: one line, and not much of it. */
    public static String quoted(@Nullable Object value) {
        return "'" + Untrusted.line(String.valueOf(value), MAX_QUOTED) + "'";
    }
}
