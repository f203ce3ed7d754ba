package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.readiness.text.Untrusted;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON that is also safe to look at: what a terminal would obey or what reverses text is escaped,
 * which leaves the value the same for every parser.
 */
public final class Json {

    private static final DefaultIndenter INDENTED = new DefaultIndenter("  ", "\n");

    private static final JsonFactory FACTORY =
            new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    /** Without a flush after each value, which would be a write for each finding. */
    private static final JSON VALUES =
            JSON.std
                    .with(JSON.Feature.WRITE_NULL_PROPERTIES)
                    .without(JSON.Feature.FLUSH_AFTER_WRITE_VALUE);

    private Json() {}

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

    /** Writes a value of maps, lists, texts and numbers; a null stays a null. */
    static void value(@Nullable Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case String text -> json.writeString(text);
            case Boolean flag -> json.writeBoolean(flag);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Map<?, ?> fields -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> field : fields.entrySet()) {
                    json.writeFieldName(String.valueOf(field.getKey()));
                    value(field.getValue(), json);
                }
                json.writeEndObject();
            }
            case List<?> items -> {
                json.writeStartArray();
                for (Object item : items) {
                    value(item, json);
                }
                json.writeEndArray();
            }
            default -> VALUES.write(value, json);
        }
    }

    /** A finding's fields, as all of JSON has them. */
    public static Map<String, @Nullable Object> finding(Entry entry) {
        return JsonReport.finding(entry);
    }

    /** Writes one document and a line feed; a failure to write ends the command. */
    public static void write(OutputStream out, Object document) {
        try (JsonGenerator json = generator(out)) {
            json.useDefaultPrettyPrinter();
            value(document, json);
            json.writeRaw('\n');
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** As {@link #write}, with each value on a line of its own. */
    public static void writeIndented(OutputStream out, Object document) {
        try (JsonGenerator json = generator(out)) {
            DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
            printer.indentArraysWith(INDENTED);
            printer.indentObjectsWith(INDENTED);
            json.setPrettyPrinter(printer);
            value(document, json);
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
            if (half.isEmpty() && c >= ' ' && c < 0x7f) {
                out.write(c);
                return;
            }
            write(String.valueOf((char) c), 0, 1);
        }

        @Override
        public void write(char[] text, int from, int length) throws IOException {
            if (half.isEmpty() && isPlain(text, from, length)) {
                out.write(text, from, length);
                return;
            }
            write(new String(text, from, length), 0, length);
        }

        @Override
        public void write(String text, int from, int length) throws IOException {
            String part = text.substring(from, from + length);
            String all = half.isEmpty() ? part : half + part;
            int end = all.length();
            if (end > 0 && Character.isHighSurrogate(all.charAt(end - 1))) {
                end--;
            }
            half = all.substring(end);
            out.write(Untrusted.replaced(all.substring(0, end), EscapingWriter::escape));
        }

        private static boolean isPlain(char[] text, int from, int length) {
            for (int i = from; i < from + length; i++) {
                if (text[i] != '\n' && (text[i] < ' ' || text[i] >= 0x7f)) {
                    return false;
                }
            }
            return true;
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
