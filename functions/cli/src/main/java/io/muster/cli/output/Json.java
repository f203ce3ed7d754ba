package io.muster.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import io.muster.cli.text.Printable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
            // By way of a writer: only there does Jackson ask for the escape of each character.
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            JsonGenerator json = FACTORY.createGenerator(writer);
            json.setCharacterEscapes(new DeceptiveCharacters());
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

    private static final class DeceptiveCharacters extends CharacterEscapes {
        private static final long serialVersionUID = 1L;

        private final int[] ascii = standardAsciiEscapesForJSON();

        private DeceptiveCharacters() {
            ascii[0x7f] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return ascii.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            // A surrogate comes alone here although it has its pair; only the pair could be judged.
            return Printable.isDeceptive(character) && !Character.isSurrogate((char) character)
                    ? new SerializedString("\\u%04x".formatted(character))
                    : null;
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
