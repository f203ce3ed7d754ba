package io.muster.handlers.output;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Writes JSON. */
public final class Json {

    private static final JSON WRITER = JSON.std.with(JSON.Feature.WRITE_NULL_PROPERTIES);

    private Json() {}

    /**
     * JSON on one line.
     *
     * @param value of maps, lists, texts and numbers
     */
    public static String of(Object value) {
        try {
            return WRITER.asString(value);
        } catch (IOException e) {
            throw new UncheckedIOException("maps of texts and numbers are always JSON", e);
        }
    }

    /** Writes a function's answer. */
    public static void write(Object answer, OutputStream out) throws IOException {
        out.write(of(answer).getBytes(StandardCharsets.UTF_8));
    }
}
