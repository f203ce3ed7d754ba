package io.muster.readiness.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The limits that checks judge by; each is a {@link Setting} with a default. */
public record Thresholds(
        String workloadTagKey,
        String ownerTagKey,
        String runbookTagKey,
        String publicTagKey,
        List<Integer> adminPorts,
        Duration imageMaximumAge,
        Duration snapshotMaximumAge,
        Duration stoppedMaximum,
        int minimumZones,
        int minimumGroupSize,
        int likeForLikePercent,
        GuestLimits guest,
        LogLimits logs) {

    private static final long MEBIBYTE = 1L << 20;

    public Thresholds {
        adminPorts = List.copyOf(adminPorts);
    }

    public static Thresholds defaults() {
        return from(Map.of());
    }

    /**
     * Reads the settings from environment variables.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public static Thresholds from(Map<String, String> environment) {
        return new Thresholds(
                text(environment, Setting.WORKLOAD_TAG_KEY),
                text(environment, Setting.OWNER_TAG_KEY),
                text(environment, Setting.RUNBOOK_TAG_KEY),
                text(environment, Setting.PUBLIC_TAG_KEY),
                ports(environment, Setting.ADMIN_PORTS),
                Duration.ofDays(number(environment, Setting.IMAGE_MAXIMUM_AGE_DAYS, 1, 3_650)),
                Duration.ofDays(number(environment, Setting.SNAPSHOT_MAXIMUM_AGE_DAYS, 1, 3_650)),
                Duration.ofDays(number(environment, Setting.STOPPED_MAXIMUM_DAYS, 0, 3_650)),
                number(environment, Setting.MINIMUM_ZONES, 1, 10),
                number(environment, Setting.MINIMUM_GROUP_SIZE, 1, 1_000),
                number(environment, Setting.LIKE_FOR_LIKE_PERCENT, 1, 100),
                guest(environment),
                logs(environment));
    }

    private static LogLimits logs(Map<String, String> environment) {
        return new LogLimits(
                pattern(environment, Setting.LOG_INSTANCE_PATTERN),
                Duration.ofHours(number(environment, Setting.LOG_MAXIMUM_AGE_HOURS, 1, 8_760)),
                Duration.ofHours(number(environment, Setting.LOG_SILENCE_HOURS, 2, 8_760)),
                number(environment, Setting.LOG_RETENTION_MINIMUM_DAYS, 1, 3_653),
                number(environment, Setting.LOG_RETENTION_MAXIMUM_DAYS, 1, 3_653),
                Duration.ofDays(number(environment, Setting.LOG_IDLE_DAYS, 1, 3_650)),
                number(environment, Setting.LOG_SERVER_ERRORS_PERCENT, 1, 100),
                number(environment, Setting.LOG_SAVING_MINIMUM_USD, 1, 1_000_000));
    }

    private static String pattern(Map<String, String> environment, Setting setting) {
        String value = text(environment, setting);
        try {
            if (Pattern.compile(value).namedGroups().containsKey("instance")) {
                return value;
            }
        } catch (PatternSyntaxException notAnExpression) {
            // Said below, in the same words as an expression without the group.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it takes a %s with a group (?<instance>...)"
                        .formatted(setting.variable(), value, setting.unit()));
    }

    private static GuestLimits guest(Map<String, String> environment) {
        return new GuestLimits(
                Duration.ofHours(number(environment, Setting.GUEST_MAXIMUM_AGE_HOURS, 1, 8_760)),
                number(environment, Setting.FILESYSTEM_MAXIMUM_PERCENT, 1, 100),
                number(environment, Setting.FILESYSTEM_MINIMUM_DAYS, 1, 365),
                number(environment, Setting.FAILED_LOGINS_MAXIMUM, 1, 1_000_000),
                Duration.ofDays(number(environment, Setting.ROOT_LOGIN_DAYS, 1, 3_650)),
                Duration.ofDays(number(environment, Setting.LOG_ERROR_DAYS, 1, 3_650)),
                number(environment, Setting.LOG_FILE_MAXIMUM_MIB, 1, 1_048_576) * MEBIBYTE,
                number(environment, Setting.LOG_SHARE_MAXIMUM_PERCENT, 1, 100),
                Duration.ofMillis(
                        number(
                                environment,
                                Setting.CLOCK_OFFSET_MAXIMUM_MILLISECONDS,
                                1,
                                86_400_000)));
    }

    private static String text(Map<String, String> environment, Setting setting) {
        return setting.text(environment);
    }

    private static int number(
            Map<String, String> environment, Setting setting, int least, int most) {
        return setting.number(environment, least, most);
    }

    private static List<Integer> ports(Map<String, String> environment, Setting setting) {
        String value = text(environment, setting);
        try {
            List<Integer> ports =
                    Arrays.stream(value.split(",", -1))
                            .map(String::strip)
                            .map(Integer::valueOf)
                            .toList();
            if (ports.stream().allMatch(port -> port >= 0 && port <= 65_535)) {
                return ports;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the same words as a port out of range.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it takes %s".formatted(setting.variable(), value, setting.unit()));
    }
}
