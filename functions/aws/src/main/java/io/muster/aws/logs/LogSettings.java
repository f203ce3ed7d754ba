package io.muster.aws.logs;

import io.muster.readiness.check.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Which log groups are analysed, and how much may be asked.
 *
 * @param accessNames words in the names of those that hold access logs, in any case
 * @param scanBytes after which a run starts no further query
 */
public record LogSettings(
        LogGroupFilter groups,
        List<String> accessNames,
        int queries,
        long scanBytes,
        Duration lookBack,
        Duration overlap) {

    public LogSettings {
        accessNames = accessNames.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public static LogSettings from(Map<String, String> environment) {
        return new LogSettings(
                LogGroupFilter.from(environment),
                Setting.LOG_ACCESS_NAMES.in(environment),
                Setting.LOG_QUERIES.in(environment),
                Setting.LOG_SCAN_MAXIMUM_GIB.in(environment),
                Setting.LOG_LOOKBACK_HOURS.in(environment),
                Setting.LOG_OVERLAP_HOURS.in(environment));
    }

    /** Whether a group's name is that of an access log. */
    boolean access(String group) {
        String name = group.toLowerCase(Locale.ROOT);
        return accessNames.stream().anyMatch(name::contains);
    }
}
