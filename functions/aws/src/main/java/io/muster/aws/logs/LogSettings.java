package io.muster.aws.logs;

import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which log groups are analysed, and how much may be asked.
 *
 * @param prefixes how their names begin; empty for any name
 * @param excluded how the names of those begin that are not
 * @param tagKey of a tag that they must have; null for none
 * @param tagValue that the tag must have; null for any
 * @param accessNames words in the names of those that hold access logs, in lower case
 * @param scanBytes after which a run starts no further query
 */
public record LogSettings(
        List<String> prefixes,
        List<String> excluded,
        @Nullable String tagKey,
        @Nullable String tagValue,
        Set<LogClass> classes,
        List<String> accessNames,
        int queries,
        long scanBytes,
        Duration lookBack,
        Duration overlap) {

    private static final String ALL = "*";

    /** A GiB in bytes. */
    private static final long GIB = 1L << 30;

    public LogSettings {
        prefixes = List.copyOf(prefixes);
        excluded = List.copyOf(excluded);
        classes = Set.copyOf(classes);
        accessNames = List.copyOf(accessNames);
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public static LogSettings from(Map<String, String> environment) {
        String tag = Setting.LOG_GROUP_TAG.text(environment);
        int equals = tag.indexOf('=');
        boolean any = tag.equals(ALL);
        return new LogSettings(
                words(Setting.LOG_GROUP_PREFIXES, environment).stream()
                        .filter(prefix -> !prefix.equals(ALL))
                        .toList(),
                words(Setting.LOG_GROUP_EXCLUDED, environment),
                any ? null : equals < 0 ? tag : tag.substring(0, equals),
                any || equals < 0 ? null : tag.substring(equals + 1),
                classes(environment),
                words(Setting.LOG_ACCESS_NAMES, environment).stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList(),
                Setting.LOG_QUERIES.number(environment, 1, 50),
                Setting.LOG_SCAN_MAXIMUM_GIB.number(environment, 1, 100_000) * GIB,
                Duration.ofHours(Setting.LOG_LOOKBACK_HOURS.number(environment, 1, 168)),
                Duration.ofHours(Setting.LOG_OVERLAP_HOURS.number(environment, 0, 48)));
    }

    /** Whether a group is chosen as far as its name and class say. */
    boolean chooses(LogGroup group) {
        return classes.contains(group.logClass())
                && (prefixes.isEmpty() || prefixes.stream().anyMatch(group.name()::startsWith))
                && excluded.stream().noneMatch(group.name()::startsWith);
    }

    /** Whether tags choose a group. */
    boolean chooses(Map<String, String> tags) {
        return tagKey == null
                || (tagValue == null
                        ? tags.containsKey(tagKey)
                        : tagValue.equals(tags.get(tagKey)));
    }

    /** Whether a group's name is that of an access log. */
    boolean access(String group) {
        String name = group.toLowerCase(Locale.ROOT);
        return accessNames.stream().anyMatch(name::contains);
    }

    private static Set<LogClass> classes(Map<String, String> environment) {
        Set<LogClass> classes = EnumSet.noneOf(LogClass.class);
        for (String word : words(Setting.LOG_GROUP_CLASSES, environment)) {
            LogClass named = LogClass.ofLabel(word);
            if (named == LogClass.UNRECOGNISED) {
                throw new IllegalArgumentException(
                        "%s has '%s'; it takes STANDARD, INFREQUENT_ACCESS and DELIVERY"
                                .formatted(Setting.LOG_GROUP_CLASSES.variable(), word));
            }
            classes.add(named);
        }
        return classes;
    }

    private static List<String> words(Setting setting, Map<String, String> environment) {
        return Arrays.stream(setting.text(environment).split(",", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
