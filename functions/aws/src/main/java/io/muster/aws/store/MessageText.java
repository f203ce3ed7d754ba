package io.muster.aws.store;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.MessageFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * The code and arguments of a message beside its English text, which older versions read and people
 * see in the table. Where the former is absent or cannot be read, the latter stands.
 */
final class MessageText {

    private MessageText() {}

    static String write(Message message) {
        try {
            return JSON.std.asString(MessageFields.of(message));
        } catch (IOException inMemory) {
            throw new UncheckedIOException("memory cannot be written to", inMemory);
        }
    }

    static Message read(@Nullable String json, String english) {
        try {
            return json == null
                    ? Message.literal(english)
                    : readFields(JSON.std.anyFrom(json), english);
        } catch (IOException notJson) {
            return Message.literal(english);
        }
    }

    /**
     * Reads what is part of a larger JSON.
     *
     * @param fields null where an older version wrote
     */
    static Message readFields(@Nullable Object fields, String english) {
        if (fields == null) {
            return Message.literal(english);
        }
        try {
            return MessageFields.read(fields);
        } catch (IllegalArgumentException unreadable) {
            return Message.literal(english);
        }
    }
}
