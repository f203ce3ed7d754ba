package io.muster.readiness.checklist;

import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    /** The same with a comment in place of every line that a pattern finds. */
    public Instructions withComment(Pattern line, Message comment) {
        SortedMap<Integer, Message> byPlace = new TreeMap<>();
        int from = 0;
        for (Message each : comments) {
            String written = Remedy.lines(each, Language.ENGLISH);
            int at = english.indexOf(written, from);
            if (at >= 0) {
                byPlace.put(at, each);
                from = at + written.length();
            }
        }
        Matcher lines = line.matcher(english);
        lines.results().forEach(found -> byPlace.put(found.start(), comment));
        return new Instructions(
                lines.replaceAll(Matcher.quoteReplacement(Remedy.lines(comment, Language.ENGLISH))),
                List.copyOf(byPlace.values()));
    }

    /** The same with other words in its commands. */
    public Instructions replacing(Pattern found, String replacement) {
        return new Instructions(found.matcher(english).replaceAll(replacement), comments);
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
