package io.muster.cli.configuration;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.text.Message;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a configuration file says.
 *
 * @param settings by the names of their environment variables
 * @param defaults of options
 */
public record Configuration(Map<String, String> settings, Map<DefaultOption, String> defaults) {

    /** Where there is no file. */
    public static final Configuration NONE = new Configuration(Map.of(), Map.of());

    public Configuration {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
        defaults = Collections.unmodifiableMap(new TreeMap<>(defaults));
    }

    /**
     * The environment with what the file says of variables that it does not have: the environment
     * comes first.
     */
    public Map<String, String> under(Map<String, String> environment) {
        Map<String, String> both = new LinkedHashMap<>(settings);
        defaults.forEach(
                (option, value) ->
                        option.variable()
                                .filter(variable -> !option.decided(environment))
                                .ifPresent(variable -> both.put(variable, value)));
        environment.forEach(
                (variable, value) -> {
                    if (!value.isBlank() || !both.containsKey(variable)) {
                        both.put(variable, value);
                    }
                });
        return both;
    }

    /**
     * The default of an option.
     *
     * @param command the name of the command
     * @param option such as {@code --severity}
     */
    public Optional<String> of(String command, String option) {
        return defaults.entrySet().stream()
                .filter(entry -> entry.getKey().isOf(command, option))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    static CommandFailure wrong(String file, Message problem, Message next) {
        return CommandFailure.usage(
                Message.of("screen.config").with("file", file).with("problem", problem), next);
    }
}
