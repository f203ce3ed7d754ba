package io.muster.cli.configuration;

import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.Setting;
import io.muster.readiness.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads {@code muster.yaml}: defaults of options, and below {@code settings} those of Terraform.
 */
public final class ConfigurationFile {

    /** In the folder in which Muster is run. */
    private static final String NAME = "muster.yaml";

    private static final String OPTION = "--config";
    private static final String SETTINGS = "settings";
    private static final int MAX_BYTES = 1 << 20;

    private final String name;

    private ConfigurationFile(String name) {
        this.name = name;
    }

    /**
     * What the file says that {@code --config}, else {@code MUSTER_CONFIG} names, else the one in
     * the folder.
     *
     * @param folder the one in which Muster is run
     * @throws CommandFailure naming the file and what is wrong in it
     */
    public static Configuration read(
            List<String> args, Map<String, String> environment, Path folder) {
        String named =
                option(args)
                        .or(() -> Optional.ofNullable(environment.get("MUSTER_CONFIG")))
                        .filter(given -> !given.isBlank())
                        .orElse(null);
        if (named != null) {
            return read(named, path(named, folder));
        }
        Path usual = folder.resolve(NAME);
        return Files.isRegularFile(usual) ? read(NAME, usual) : Configuration.NONE;
    }

    /** The option is read before all others, because it gives them their defaults. */
    private static Optional<String> option(List<String> args) {
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (arg.equals("--")) {
                break;
            }
            if (arg.startsWith(OPTION + "=")) {
                return Optional.of(arg.substring(OPTION.length() + 1));
            }
            if (arg.equals(OPTION) && i + 1 < args.size()) {
                return Optional.of(args.get(i + 1));
            }
        }
        return Optional.empty();
    }

    private static Path path(String named, Path folder) {
        try {
            return folder.resolve(named);
        } catch (InvalidPathException noName) {
            throw Configuration.wrong(named, "that is no name of a file", "Correct it.");
        }
    }

    private static Configuration read(String name, Path file) {
        ConfigurationFile reader = new ConfigurationFile(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw reader.wrong("it is larger than 1 MiB", "It holds a few lines.");
            }
            return reader.read(Files.readString(file));
        } catch (IOException failure) {
            String why = failure.getClass().getSimpleName().replace("Exception", "");
            throw CommandFailure.usage(
                    "the configuration file %s cannot be read (%s)".formatted(name, why),
                    "Correct --config or MUSTER_CONFIG.");
        }
    }

    private Configuration read(String text) {
        Object document;
        try {
            LoadSettings strict =
                    LoadSettings.builder().setLabel(name).setAllowDuplicateKeys(false).build();
            document = new Load(strict).loadFromString(text);
        } catch (MarkedYamlEngineException malformed) {
            int line = malformed.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
            throw wrong(
                    "line %d is no YAML: %s".formatted(line, malformed.getProblem()),
                    "A line looks like this: severity: high");
        } catch (YamlEngineException malformed) {
            throw wrong("it is no YAML: " + malformed.getMessage(), "Correct it.");
        }
        if (document == null) {
            return Configuration.NONE;
        }
        if (!(document instanceof Map<?, ?> members)) {
            throw wrong("it holds no names with values", "A line looks like this: severity: high");
        }
        return read(members);
    }

    private Configuration read(Map<?, ?> members) {
        Map<String, String> settings = new HashMap<>();
        Map<DefaultOption, String> defaults = new EnumMap<>(DefaultOption.class);
        members.forEach(
                (key, value) -> {
                    if (SETTINGS.equals(key)) {
                        settings(value, settings);
                    } else {
                        DefaultOption option = option(String.valueOf(key));
                        defaults.put(option, checked(option, text(option.key(), value)));
                    }
                });
        if (defaults.containsKey(DefaultOption.EXTERNAL_ID)
                && !defaults.containsKey(DefaultOption.ROLE_ARN)) {
            throw wrong("external_id is given without role_arn", "Name the role, too.");
        }
        return new Configuration(settings, defaults);
    }

    private DefaultOption option(String key) {
        List<String> known = new ArrayList<>();
        for (DefaultOption option : DefaultOption.values()) {
            if (option.key().equals(key)) {
                return option;
            }
            known.add(option.key());
        }
        if (settingNamed(key).isPresent()) {
            throw wrong(
                    "%s is a setting, and stands below settings".formatted(key),
                    "settings:\n  %s: ...".formatted(key));
        }
        known.add(SETTINGS);
        throw unknown(key, known);
    }

    private void settings(@Nullable Object value, Map<String, String> settings) {
        if (value == null) {
            return;
        }
        if (!(value instanceof Map<?, ?> members)) {
            throw wrong(
                    "settings holds no names with values",
                    "settings:\n  image_maximum_age_days: 90");
        }
        members.forEach((key, given) -> setting(String.valueOf(key), given, settings));
    }

    private void setting(String key, @Nullable Object value, Map<String, String> settings) {
        Setting<?> setting =
                settingNamed(key)
                        .orElseThrow(
                                () ->
                                        unknown(
                                                key,
                                                Setting.all().stream()
                                                        .map(ConfigurationFile::key)
                                                        .toList()));
        String text = text(key, value);
        try {
            Objects.requireNonNull(setting.in(Map.of(setting.variable(), text)));
        } catch (IllegalArgumentException refused) {
            throw wrong(
                    String.valueOf(refused.getMessage()).replace(setting.variable(), key),
                    "Correct it, or leave it out for %s.".formatted(setting.type().defaultValue()));
        }
        settings.put(setting.variable(), text);
    }

    private static Optional<Setting<?>> settingNamed(String key) {
        return Setting.all().stream().filter(each -> key(each).equals(key)).findFirst();
    }

    private static String key(Setting<?> setting) {
        return setting.name().toLowerCase(Locale.ROOT);
    }

    private String checked(DefaultOption option, String value) {
        try {
            option.check(value);
            return value;
        } catch (Exception refused) {
            throw wrong(
                    "%s: %s".formatted(option.key(), refused.getMessage()),
                    "Correct it, or leave it out.");
        }
    }

    /** A value as the environment has it: a list with commas. */
    private String text(String key, @Nullable Object value) {
        String text =
                value instanceof List<?> list
                        ? list.stream()
                                .map(each -> scalar(key, each))
                                .collect(Collectors.joining(","))
                        : scalar(key, value);
        if (text.isBlank()) {
            throw wrong(key + " has no value", "Give it one, or leave it out.");
        }
        return text.strip();
    }

    private String scalar(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw wrong(
                    key + " is no single value", "It looks like this: %s: VALUE".formatted(key));
        }
        return value == null ? "" : String.valueOf(value);
    }

    private CommandFailure unknown(String key, List<String> known) {
        return wrong(
                "nothing is called '%s'".formatted(key),
                Nearest.to(key, known)
                        // Nearest compares hyphens, of which these names have none.
                        .map("Did you mean %s?"::formatted)
                        .orElseGet(
                                () ->
                                        "It takes: "
                                                + (known.size() > 20
                                                        ? "the settings of docs/checks.md"
                                                        : String.join(", ", known))));
    }

    private CommandFailure wrong(String problem, String next) {
        return Configuration.wrong(name, problem, next);
    }
}
