package io.muster.readiness.checklist;

import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A paragraph of a {@link Remedy}, parsed: its places stand between its texts.
 *
 * @param texts one more than there are places
 * @param places in their order; one may stand several times
 * @param comments its comments that there are in other languages, in their order
 */
record Paragraph(List<String> texts, List<String> places, List<Comment> comments) {

    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./:@%+=,-]*");

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

    private static String quoted(Map<String, String> values, String place) {
        String value = values.getOrDefault(place, "");
        if (SAFE.matcher(value).matches()) {
            return value;
        }
        String oneLine = Untrusted.replaced(value, acting -> " ");
        return "'" + oneLine.replace("'", "'\\''") + "'";
    }
}
