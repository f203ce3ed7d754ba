package io.muster.console.page;

import io.muster.readiness.check.Verdict;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Rendering;
import io.muster.readiness.text.Untrusted;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/**
 * For whom a page is written.
 *
 * @param endpoints what its actions call
 */
public record Reader(Rendering rendering, Theme theme, Endpoints endpoints) {

    /** The longest line, in characters: as long as a finding's are. */
    private static final int MAX_LENGTH = Verdict.MAX_TEXT_LENGTH;

    /** The reader of a file. */
    public Reader(Rendering rendering, Theme theme) {
        this(rendering, theme, Endpoints.NONE);
    }

    /** Whether the page is all there is, so that links lead to other places in it. */
    public boolean inFile() {
        return endpoints.show().isEmpty();
    }

    /** Whether the page may offer to decide. */
    public boolean decides() {
        return !endpoints.decide().isEmpty();
    }

    /**
     * The content of an action, which is a JSON object.
     *
     * @param namesAndValues a name, its value, and so on
     */
    public String action(String... namesAndValues) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
            if (!namesAndValues[i + 1].isEmpty()) {
                parameters.put(namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return action(parameters);
    }

    /** As above. */
    public String action(Map<String, String> parameters) {
        StringJoiner members = new StringJoiner(",", "{", "}");
        parameters.forEach((name, value) -> members.add(quoted(name) + ":" + quoted(value)));
        return members.toString();
    }

    /** A text as a string of JSON. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append("\\u%04x".formatted((int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** A text of the catalogue without places. */
    public String text(String code) {
        return text(Message.of(code));
    }

    /** As the reader reads it, on one line, free of what would act in a page. */
    public String text(Message message) {
        return line(message.in(rendering));
    }

    /** The day of a time, where the reader is. */
    String day(Instant time) {
        return time.atZone(rendering.zone()).toLocalDate().toString();
    }

    /** How many are left out of a list; empty where none is. */
    public String more(int left) {
        return left <= 0 ? "" : text(Message.of("common.and-more").with("count", left));
    }

    /** A text from outside on one line, free of what would act in a page. */
    static String line(String text) {
        return Untrusted.line(text, MAX_LENGTH);
    }

    /** The same on its lines. */
    static String lines(String text) {
        return Untrusted.replaced(text, point -> point == '\n' ? "\n" : " ");
    }

    /** The code of the reader's language, such as {@code ko}. */
    public String language() {
        return rendering.language().tag();
    }
}
