package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.muster.readiness.text.Untrusted;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * JSON that is also safe to look at: what a terminal would obey or what reverses text is escaped,
 * which leaves the value the same for every parser.
 */
public final class Json {

    private static final JsonFactory FACTORY =
            new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private Json() {}

    /** Something to write; a failure to write is unchecked, because it ends the command. */
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** A generator of UTF-8 that puts each value of a top-level field's array on its own line. */
    static JsonGenerator generator(OutputStream out) {
        try {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            JsonGenerator json = FACTORY.createGenerator(new EscapingWriter(writer));
            json.setPrettyPrinter(new LinePerValue());
            return json;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes one document and a line feed. */
    public static void write(OutputStream out, Content content) {
        try (JsonGenerator json = generator(out)) {
            json.useDefaultPrettyPrinter();
            content.writeTo(json);
            json.writeRaw('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /**
     * Escapes what acts. Only strings hold it: the rest of JSON is ASCII and line feeds.
     *
     * <p>Jackson hands over whole strings or the pieces of long ones, so half of a character may
     * wait for its other half.
     */
    private static final class EscapingWriter extends FilterWriter {
        private String half = "";

        private EscapingWriter(Writer out) {
            super(out);
        }

        @Override
        public void write(int c) throws IOException {
            write(String.valueOf((char) c), 0, 1);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            write(new String(text, from, length), 0, length);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            String all = half + text.substring(from, from + length);
            int end = all.length();
            if (end > 0 && Character.isHighSurrogate(all.charAt(end - 1))) {
                end--;
            }
            half = all.substring(end);
            out.write(Untrusted.replaced(all.substring(0, end), EscapingWriter::escape));
        }

        private static String escape(int point) {
            if (point == '\n') {
                return "\n";
            }
            StringBuilder escape = new StringBuilder();
            for (char c : Character.toChars(point)) {
                escape.append("\\u%04x".formatted((int) c));
            }
            return escape.toString();
        }
    }

    /** Compact, but for the line feeds that let line tools work on a long result. */
    private static final class LinePerValue extends MinimalPrettyPrinter {
        private static final long serialVersionUID = 1L;

        private LinePerValue() {
            super("");
        }

        @Override
        public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
            json.writeRaw(',');
            if (json.getOutputContext().getParent().inRoot()) {
                json.writeRaw('\n');
            }
        }

        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            breakLine(json);
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(',');
            breakLine(json);
        }

        private static void breakLine(JsonGenerator json) throws IOException {
            JsonStreamContext field = json.getOutputContext().getParent();
            if (field.inObject() && field.getParent().inRoot()) {
                json.writeRaw('\n');
            }
        }
    }
}
