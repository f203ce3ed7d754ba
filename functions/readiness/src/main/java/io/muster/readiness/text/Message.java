package io.muster.readiness.text;

import io.muster.readiness.text.Argument.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A text for a person as its code and arguments, of which each language's {@link Texts} make words.
 * Two messages are equal if they say the same, in whatever language.
 *
 * @param code what it says, such as {@code image-age.old}; empty for a {@link #literal} and for
 *     several messages in {@link #all one}
 * @param arguments values for the places of its text, each once
 */
public record Message(String code, List<Argument> arguments) {

    /** The longest text among the arguments, in characters. */
    public static final int MAX_ARGUMENT_LENGTH = 1_000;

    public static final Message EMPTY = new Message("", List.of());

    private static final String WHOLE = "text";

    public Message {
        arguments = List.copyOf(arguments);
    }

    public static Message of(String code) {
        return new Message(code, List.of());
    }

    /** A text that comes whole from outside, or from an item of an older version. */
    public static Message literal(String text) {
        return text.isEmpty() ? EMPTY : EMPTY.with(WHOLE, text);
    }

    /** Several messages in one, one after the other. */
    public static Message all(List<Message> messages, String separator) {
        return switch (messages.size()) {
            case 0 -> EMPTY;
            case 1 -> messages.getFirst();
            default -> EMPTY.with(WHOLE, new Value.Phrases(List.copyOf(messages), separator));
        };
    }

    /**
     * This message with a value for one of its places, which is shown as it is.
     *
     * @param value text from outside, or one that is the same in every language; control characters
     *     become blanks, and what is longer than {@link #MAX_ARGUMENT_LENGTH} is cut
     */
    public Message with(String place, String value) {
        return with(place, new Value.Text(Untrusted.line(value, MAX_ARGUMENT_LENGTH)));
    }

    /** This message with a number, by which a text may choose its plural form. */
    public Message with(String place, long value) {
        return with(place, new Value.Whole(value));
    }

    /** This message with a time, which is shown in the reader's zone. */
    public Message with(String place, Instant value) {
        return with(place, new Value.Time(value));
    }

    public Message with(String place, LocalDate value) {
        return with(place, value.toString());
    }

    /** This message with another inside it. */
    public Message with(String place, Message value) {
        if (!value.code.isEmpty()) {
            return with(place, new Value.Phrases(List.of(value), ""));
        }
        return value.isEmpty() ? with(place, "") : with(place, value.arguments.getFirst().value());
    }

    /** This message with others inside it, commas between them. */
    public Message with(String place, List<Message> values) {
        return with(place, new Value.Phrases(List.copyOf(values), ", "));
    }

    Message with(String place, Value value) {
        List<Argument> all = new ArrayList<>(arguments.size() + 1);
        all.addAll(arguments);
        all.add(new Argument(place, value));
        return new Message(code, all);
    }

    /** The value of the place whose name stands in a text from one index to another. */
    @Nullable Value argument(String text, int from, int end) {
        for (Argument argument : arguments) {
            String place = argument.place();
            if (place.length() == end - from && text.startsWith(place, from)) {
                return argument.value();
            }
        }
        return null;
    }

    /** The text in a place; empty where there is none, or a number, a time or a message. */
    public Optional<String> text(String place) {
        return argument(place, 0, place.length()) instanceof Value.Text found
                ? Optional.of(found.text())
                : Optional.empty();
    }

    /** The messages that {@link #all} put into one; this one alone where it is one. */
    public List<Message> parts() {
        if (!code.isEmpty() || arguments.isEmpty()) {
            return isEmpty() ? List.of() : List.of(this);
        }
        return arguments.getFirst().value() instanceof Value.Phrases several
                ? several.messages()
                : List.of(this);
    }

    /** Whether it is, or ends in, a text that came whole from outside. */
    public boolean isLiteral() {
        return code.isEmpty()
                && arguments.stream().anyMatch(each -> each.value() instanceof Value.Text);
    }

    public boolean isEmpty() {
        return code.isEmpty() && arguments.isEmpty();
    }

    /** As a person reads it. */
    public String in(Rendering rendering) {
        StringBuilder text = new StringBuilder();
        write(rendering, text);
        return text.toString();
    }

    /** As programs read it, and as it is stored. */
    public String english() {
        return in(Rendering.MACHINE);
    }

    void write(Rendering rendering, StringBuilder to) {
        if (code.isEmpty()) {
            arguments.forEach(argument -> argument.value().write(rendering, to));
        } else {
            Texts.write(this, rendering, to);
        }
    }

    /** The same as {@link #english}. */
    @Override
    public String toString() {
        return english();
    }
}
