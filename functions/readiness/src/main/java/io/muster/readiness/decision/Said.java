package io.muster.readiness.decision;

import io.muster.readiness.text.Argument;
import io.muster.readiness.text.Argument.Value;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Sha256;
import io.muster.readiness.text.Untrusted;
import java.util.regex.Pattern;

/**
 * What a finding said, but for its numbers and times: a waiver of it holds while the reason and
 * what the reason names stay the same.
 *
 * @param digest of the reason's codes and of those arguments that are neither a number nor a time
 * @param text what it said in English
 */
public record Said(String digest, String text) {

    private static final int MAX_TEXT = 500;

    /** 128 bits of SHA-256. */
    private static final int DIGEST_DIGITS = 32;

    /** A number with or without a unit, a share, a date: what grows while nothing changes. */
    private static final Pattern MEASURED =
            Pattern.compile(
                    "[+-]?(\\d{1,3}(,\\d{3})+|\\d+)(\\.\\d+)? ?(%|bytes|[KMGTPE]iB(/s)?|ms|s|min|h|hours|days|USD|IOPS)?"
                            + "|\\d{4}-\\d{2}-\\d{2}([T ][\\d:.]+Z?)?");

    public Said {
        text = Untrusted.line(text, MAX_TEXT);
    }

    public static Said of(Message actual) {
        StringBuilder canonical = new StringBuilder();
        write(actual, canonical);
        return new Said(
                Sha256.hex(canonical.toString()).substring(0, DIGEST_DIGITS), actual.english());
    }

    /** Whether a finding still says this. */
    public boolean saidBy(Message actual) {
        return digest.equals(of(actual).digest);
    }

    private static void write(Message message, StringBuilder to) {
        to.append('{').append(message.code());
        for (Argument argument : message.arguments()) {
            to.append(' ').append(argument.place()).append('=');
            write(argument.value(), to);
        }
        to.append('}');
    }

    private static void write(Value value, StringBuilder to) {
        switch (value) {
            case Value.Whole unused -> to.append('#');
            case Value.Time unused -> to.append('@');
            case Value.Text text -> write(text.text(), to);
            case Value.Phrases phrases -> phrases.messages().forEach(each -> write(each, to));
        }
    }

    private static void write(String text, StringBuilder to) {
        if (MEASURED.matcher(text).matches()) {
            to.append('#');
        } else {
            // The length before it, so that no text looks like the rest of another.
            to.append(text.length()).append(':').append(text);
        }
    }
}
