package io.muster.cli.configuration;

import io.muster.cli.session.Argument;
import io.muster.cli.session.CommandFailure;
import io.muster.readiness.check.Setting;
import io.muster.readiness.text.Message;
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

    /** More settings than these are not named in a message. */
    private static final int MAX_NAMED = 20;

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
                Argument.value(args, OPTION)
                        .or(() -> Optional.ofNullable(environment.get("MUSTER_CONFIG")))
                        .filter(given -> !given.isBlank())
                        .orElse(null);
        if (named != null) {
            return read(named, path(named, folder));
        }
        Path usual = folder.resolve(NAME);
        return Files.isRegularFile(usual) ? read(NAME, usual) : Configuration.NONE;
    }

    private static Path path(String named, Path folder) {
        try {
            return folder.resolve(named);
        } catch (InvalidPathException noName) {
            throw Configuration.wrong(
                    named,
                    Message.of("screen.config-not-a-file-name"),
                    Message.of("screen.config-unreadable-next"));
        }
    }

    private static Configuration read(String name, Path file) {
        ConfigurationFile reader = new ConfigurationFile(name);
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw reader.wrong(
                        Message.of("screen.config-too-large"),
                        Message.of("screen.config-too-large-next"));
            }
            return reader.read(Files.readString(file));
        } catch (IOException failure) {
            String why = failure.getClass().getSimpleName().replace("Exception", "");
            throw CommandFailure.usage(
                    Message.of("screen.config-unreadable").with("file", name).with("why", why),
                    Message.of("screen.config-unreadable-next"));
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
                    Message.of("screen.config-line-not-yaml")
                            .with("line", line)
                            .with("why", malformed.getProblem()),
                    Message.of("screen.config-example"));
        } catch (YamlEngineException malformed) {
            throw wrong(
                    Message.of("screen.config-not-yaml")
                            .with("why", String.valueOf(malformed.getMessage())),
                    Message.of("screen.config-example"));
        }
        if (document == null) {
            return Configuration.NONE;
        }
        if (!(document instanceof Map<?, ?> members)) {
            throw wrong(Message.of("screen.config-no-values"), Message.of("screen.config-example"));
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
            throw wrong(
                    Message.of("screen.config-external-id"),
                    Message.of("screen.config-external-id-next"));
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
                    Message.of("screen.config-setting-place").with("key", key),
                    Message.of("screen.config-settings-next").with("key", key));
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
                    Message.of("screen.config-settings-empty"),
                    Message.of("screen.config-settings-next")
                            .with("key", "image_maximum_age_days"));
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
                    Message.literal(
                            String.valueOf(refused.getMessage()).replace(setting.variable(), key)),
                    Message.of("screen.config-default-next")
                            .with("value", String.valueOf(setting.type().defaultValue())));
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
                    Message.of("screen.config-value")
                            .with("key", option.key())
                            .with("why", why(refused)),
                    Message.of("screen.config-correct-next"));
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
            throw wrong(
                    Message.of("screen.config-no-value").with("key", key),
                    Message.of("screen.config-no-value-next"));
        }
        return text.strip();
    }

    private String scalar(String key, @Nullable Object value) {
        if (value instanceof Map<?, ?> || value instanceof List<?>) {
            throw wrong(
                    Message.of("screen.config-not-single").with("key", key),
                    Message.of("screen.config-not-single-next").with("key", key));
        }
        return value == null ? "" : String.valueOf(value);
    }

    private CommandFailure unknown(String key, List<String> known) {
        return wrong(
                Message.of("screen.config-unknown-key").with("key", key),
                Nearest.to(key, known)
                        // Nearest compares hyphens, of which these names have none.
                        .map(near -> Message.of("screen.did-you-mean").with("name", near))
                        .orElseGet(
                                () ->
                                        known.size() > MAX_NAMED
                                                ? Message.of("screen.config-settings-list")
                                                : Message.of("screen.config-keys")
                                                        .with("keys", String.join(", ", known))));
    }

    private static Message why(Exception refused) {
        return refused instanceof CommandFailure failure
                ? failure.whatIsWrong()
                : Message.literal(String.valueOf(refused.getMessage()));
    }

    private CommandFailure wrong(Message problem, Message next) {
        return Configuration.wrong(name, problem, next);
    }
}
