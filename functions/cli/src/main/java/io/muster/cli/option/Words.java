package io.muster.cli.option;

import io.muster.readiness.text.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.TypeConversionException;

/**
 * The words of an enum as people type them: in any case, with hyphens, underscores or spaces.
 *
 * @param what one of them is called
 */
public record Words<E extends Enum<E>>(Class<E> type, String what) implements ITypeConverter<E> {

    /**
     * Makes the options and arguments of a command that are of one of these enums take its words.
     */
    public static void register(List<Words<?>> enums, CommandSpec command) {
        // All are taken out and put back, because their order is that of the help.
        for (OptionSpec option : List.copyOf(command.options())) {
            OptionSpec known = option;
            for (Words<?> words : enums) {
                if (option.auxiliaryTypes()[0] == words.type) {
                    known =
                            OptionSpec.builder(option)
                                    .converters(words)
                                    .completionCandidates(words.all())
                                    .build();
                }
            }
            command.remove(option);
            command.addOption(known);
        }
        for (PositionalParamSpec parameter : List.copyOf(command.positionalParameters())) {
            for (Words<?> words : enums) {
                if (parameter.auxiliaryTypes()[0] == words.type) {
                    command.remove(parameter);
                    command.addPositional(
                            PositionalParamSpec.builder(parameter)
                                    .converters(words)
                                    .completionCandidates(words.all())
                                    .build());
                }
            }
        }
    }

    @Override
    public E convert(String given) {
        String word = normal(given);
        for (E constant : type.getEnumConstants()) {
            if (normal(constant.name()).equals(word)) {
                return constant;
            }
        }
        throw new TypeConversionException(
                "there is no %s '%s'%s Valid values: %s."
                        .formatted(
                                what,
                                given,
                                Nearest.to(word, all())
                                        .map("; did you mean %s?"::formatted)
                                        .orElse("."),
                                String.join(", ", all())));
    }

    /** A constant as people type it. */
    public static String of(Enum<?> constant) {
        return normal(constant.name());
    }

    private List<String> all() {
        return Arrays.stream(type.getEnumConstants())
                .map(constant -> normal(constant.name()))
                .toList();
    }

    private static String normal(String word) {
        return word.strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-");
    }
}
