package io.muster.readiness.checklist;

import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import java.util.List;

/**
 * What to do about one finding: a {@link Remedy} with its values.
 *
 * @param english the whole text, safe to paste into a shell; empty where there is nothing to do
 * @param comments the comments in it that there are in other languages, in their order, the values
 *     of their places quoted for the shell
 */
public record Instructions(String english, List<Message> comments) {

    public static final Instructions NONE = new Instructions("", List.of());

    public Instructions {
        comments = List.copyOf(comments);
    }

    /** A comment that stands for instructions which cannot be shown. */
    public static Instructions of(Message comment) {
        return new Instructions(Remedy.lines(comment, Language.ENGLISH), List.of(comment));
    }

    /**
     * The text with its comments in a language. A comment that is not in the text as this version
     * would write it, because an older one wrote it, stays as it is.
     */
    public String in(Language language) {
        if (language == Language.ENGLISH) {
            return english;
        }
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Message comment : comments) {
            String written = Remedy.lines(comment, Language.ENGLISH);
            int at = english.indexOf(written, from);
            if (at >= 0) {
                text.append(english, from, at).append(Remedy.lines(comment, language));
                from = at + written.length();
            }
        }
        return text.append(english, from, english.length()).toString();
    }
}
