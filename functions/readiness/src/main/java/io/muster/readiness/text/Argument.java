package io.muster.readiness.text;

import java.time.Instant;
import java.util.List;

/** A value for a place of a {@link Message}'s text. */
public record Argument(String place, Value value) {

    /** What stands in a place. */
    public sealed interface Value {

        /** A text that is the same in every language. */
        record Text(String text) implements Value {}

        /** A whole number, written without grouping. */
        record Whole(long number) implements Value {}

        record Time(Instant time) implements Value {}

        /** Messages, each rendered in the language of the whole. */
        record Phrases(List<Message> messages, String separator) implements Value {}

        /** Appends it as a person reads it. */
        default void write(Rendering rendering, StringBuilder to) {
            switch (this) {
                case Text text -> to.append(text.text());
                case Whole whole -> to.append(whole.number());
                case Time time -> to.append(rendering.time(time.time()));
                case Phrases phrases -> {
                    String separator = "";
                    for (Message message : phrases.messages()) {
                        to.append(separator);
                        message.write(rendering, to);
                        separator = phrases.separator();
                    }
                }
            }
        }
    }
}
