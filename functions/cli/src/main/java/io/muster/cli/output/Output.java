package io.muster.cli.output;

import io.muster.cli.option.Words;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A format and where it goes, as in {@code json=fleet.json}.
 *
 * @param file null for the standard output
 */
public record Output(Format format, @Nullable Path file) {

    /** Reads {@code FORMAT} or {@code FORMAT=FILE}. */
    public static final class Converter implements ITypeConverter<Output> {

        @Override
        public Output convert(String given) {
            int equals = given.indexOf('=');
            Format format =
                    new Words<>(Format.class, "output format")
                            .convert(equals < 0 ? given : given.substring(0, equals));
            String file = equals < 0 ? "-" : given.substring(equals + 1);
            if (file.isEmpty()) {
                throw new TypeConversionException(
                        "'%s' has no file name after '=': write %sFILE".formatted(given, given));
            }
            try {
                return new Output(format, file.equals("-") ? null : Path.of(file));
            } catch (InvalidPathException unreadable) {
                throw new TypeConversionException("'%s' is not a file name".formatted(file));
            }
        }
    }

    /** The formats' words, for completion. */
    public static final class Formats extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Formats() {
            super(
                    Arrays.stream(Format.values())
                            .map(format -> format.name().toLowerCase(Locale.ROOT))
                            .toList());
        }
    }
}
