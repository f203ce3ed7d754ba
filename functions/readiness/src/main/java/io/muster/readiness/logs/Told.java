package io.muster.readiness.logs;

import org.jspecify.annotations.Nullable;

/**
 * What a line told of a fault, without the line itself.
 *
 * @param text the line's beginning, as it came
 * @param detail what was concerned; null where the line does not tell
 * @param source the address that it came from; null where the line does not tell
 * @param times how often the line was said
 */
record Told(
        Signature signature,
        String text,
        @Nullable String detail,
        @Nullable String source,
        long times) {

    /** Of a line of JSON, the time may stand behind the message. */
    private static final int MAX_TEXT = 2_000;

    static Told of(LineMatcher.Hit hit) {
        String text = hit.text();
        return new Told(
                hit.signature(),
                text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT),
                hit.detail(),
                hit.source(),
                hit.times());
    }

    /** The same, said more often. */
    Told times(long value) {
        return new Told(signature, text, detail, source, value);
    }
}
