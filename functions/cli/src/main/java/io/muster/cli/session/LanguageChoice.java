package io.muster.cli.session;

import io.muster.readiness.text.Language;
import io.muster.readiness.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * In which language a person is answered: as the command line says, else the variable of Muster's,
 * else the locale as POSIX orders its variables.
 */
public final class LanguageChoice {

    /** The option, which is read before all others, so that what is wrong with them can be said. */
    public static final String OPTION = "--language";

    public static final String VARIABLE = "MUSTER_LANGUAGE";

    private static final List<String> LOCALE = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    private static final Pattern NOT_UTF_8 = Pattern.compile("[^.]*\\.(?!(?i:utf-?8)).*");

    private LanguageChoice() {}

    /**
     * The language of a run.
     *
     * @throws CommandFailure if the option or Muster's variable names none
     */
    public static Language of(List<String> args, Map<String, String> environment, Terminal on) {
        Optional<String> option = Argument.value(args, OPTION);
        if (option.isPresent()) {
            return named(OPTION, option.get());
        }
        String variable = environment.getOrDefault(VARIABLE, "");
        return variable.isBlank() ? ofLocale(environment, on) : named(VARIABLE, variable);
    }

    /**
     * The language of a name.
     *
     * @param where the option or the variable that holds it
     * @throws CommandFailure if it is none of Muster's
     */
    public static Language named(String where, String name) {
        return Language.of(name)
                .orElseThrow(
                        () ->
                                CommandFailure.usage(
                                        Message.of("screen.unknown-language")
                                                .with("where", where)
                                                .with("name", name.strip()),
                                        Message.of("screen.languages")
                                                .with(
                                                        "names",
                                                        String.join(
                                                                ", ",
                                                                Arrays.stream(Language.values())
                                                                        .map(Language::tag)
                                                                        .toList()))));
    }

    /** English where the locale is none, unknown, or of an encoding that is not the result's. */
    private static Language ofLocale(Map<String, String> environment, Terminal on) {
        String locale =
                LOCALE.stream()
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("C");
        boolean unreadable =
                NOT_UTF_8.matcher(locale.toLowerCase(Locale.ROOT)).matches()
                        || !on.style().unicode()
                        || !on.errorStyle().unicode();
        return unreadable ? Language.ENGLISH : Language.of(locale).orElse(Language.ENGLISH);
    }
}
