package io.muster.cli.option;

import io.muster.cli.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.TypeConversionException;

/** The words of an enum as people type them: in any case, with hyphens, underscores or spaces. */
public final class Word {

    private Word() {}

    public static <E extends Enum<E>> E of(String what, Class<E> type, String given) {
        String word = normal(given);
        for (E constant : type.getEnumConstants()) {
            if (normal(constant.name()).equals(word)) {
                return constant;
            }
        }
        List<String> known = all(type);
        Optional<String> near = Nearest.to(word, known);
        throw new TypeConversionException(
                "no %s is called '%s'%s It takes: %s."
                        .formatted(
                                what,
                                given,
                                near.map("; did you mean %s?"::formatted).orElse("."),
                                String.join(", ", known)));
    }

    public static <E extends Enum<E>> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    private static String normal(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-");
    }
}
