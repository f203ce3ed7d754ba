package io.muster.readiness.checklist;

import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;

/**
 * A paragraph of a {@link Remedy}, parsed: its places stand between its texts.
 *
 * @param texts one more than there are places
 * @param places in their order; one may stand several times
 * @param comments its comments that there are in other languages, in their order
 */
record Paragraph(List<String> texts, List<String> places, List<Comment> comments) {

    /** Signs that no shell acts on, beside letters and digits; the first of them begin no word. */
    private static final String SAFE_LATER = ":@%+=,-";

    private static final String SAFE = "_./";

    /** A comment's code and the places of its text. */
    record Comment(String code, Set<String> places) {}

    Paragraph {
        texts = List.copyOf(texts);
        places = List.copyOf(places);
        comments = List.copyOf(comments);
    }

    static Paragraph parse(String paragraph, List<Comment> comments) {
        List<String> texts = new ArrayList<>();
        List<String> places = new ArrayList<>();
        int from = 0;
        for (Matcher place = Remedy.PLACE.matcher(paragraph); place.find(); from = place.end()) {
            texts.add(paragraph.substring(from, place.start()));
            places.add(place.group(1));
        }
        texts.add(paragraph.substring(from));
        return new Paragraph(texts, places, comments);
    }

    /** Whether each place has a value. */
    boolean filledBy(Map<String, String> values) {
        return values.keySet().containsAll(places);
    }

    /** The text with a value, quoted for the shell, in each place. */
    String fill(Map<String, String> values) {
        StringBuilder filled = new StringBuilder(texts.getFirst());
        for (int i = 0; i < places.size(); i++) {
            filled.append(quoted(values, places.get(i))).append(texts.get(i + 1));
        }
        return filled.toString();
    }

    /** The comments, the values of their places quoted as in the text. */
    List<Message> comments(Map<String, String> values) {
        List<Message> filled = new ArrayList<>(comments.size());
        for (Comment comment : comments) {
            Message message = Message.of(comment.code());
            for (String place : comment.places()) {
                message = message.with(place, quoted(values, place));
            }
            filled.add(message);
        }
        return filled;
    }

    /** Asked of each value of each finding, so not by a regular expression. */
    private static boolean isSafe(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean safe =
                    (c >= 'a' && c <= 'z')
                            || (c >= 'A' && c <= 'Z')
                            || (c >= '0' && c <= '9')
                            || SAFE.indexOf(c) >= 0
                            || (i > 0 && SAFE_LATER.indexOf(c) >= 0);
            if (!safe) {
                return false;
            }
        }
        return !value.isEmpty();
    }

    private static String quoted(Map<String, String> values, String place) {
        String value = values.getOrDefault(place, "");
        if (isSafe(value)) {
            return value;
        }
        String oneLine = Untrusted.replaced(value, acting -> " ");
        return "'" + oneLine.replace("'", "'\\''") + "'";
    }
}
