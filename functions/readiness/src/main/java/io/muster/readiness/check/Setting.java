package io.muster.readiness.check;

import static io.muster.readiness.check.SettingType.days;
import static io.muster.readiness.check.SettingType.gibibytes;
import static io.muster.readiness.check.SettingType.hours;
import static io.muster.readiness.check.SettingType.instancePattern;
import static io.muster.readiness.check.SettingType.logClasses;
import static io.muster.readiness.check.SettingType.mebibytes;
import static io.muster.readiness.check.SettingType.milliseconds;
import static io.muster.readiness.check.SettingType.number;
import static io.muster.readiness.check.SettingType.ports;
import static io.muster.readiness.check.SettingType.severity;
import static io.muster.readiness.check.SettingType.text;
import static io.muster.readiness.check.SettingType.words;

import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.LogGroup.LogClass;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A value that a team may set: its name in the environment is {@code MUSTER_} and the name of its
 * constant here, its member of Terraform's variable {@code settings} the latter in lower case.
 *
 * @param <T> what it is read as
 */
public final class Setting<T> {

    public static final Setting<String> WORKLOAD_TAG_KEY =
            text("tag key", "workload").means("Tag whose value names an instance's workload");
    public static final Setting<String> OWNER_TAG_KEY =
            text("tag key", "owner").means("Tag that names who answers for a workload");
    public static final Setting<String> RUNBOOK_TAG_KEY =
            text("tag key", "runbook").means("Tag that says where a workload's runbook is");
    public static final Setting<String> PUBLIC_TAG_KEY =
            text("tag key", "public")
                    .means("Tag that, with the value true, says a public address is meant");
    public static final Setting<Severity> READY_SEVERITY =
            severity(Severity.HIGH).means("Least severity that keeps an instance from being ready");
    public static final Setting<Duration> SCAN_MAXIMUM_AGE_HOURS =
            hours(6, 1, 24 * 31).means("Age from which a scope's newest scan no longer counts");
    public static final Setting<List<Integer>> ADMIN_PORTS =
            ports("22,3389,5985,5986")
                    .means("Ports that must not be reachable from the internet: SSH, RDP, WinRM");
    public static final Setting<Duration> IMAGE_MAXIMUM_AGE_DAYS =
            days(180, 1, 3_650).means("Age from which an image counts as old");
    public static final Setting<Duration> SNAPSHOT_MAXIMUM_AGE_DAYS =
            days(7, 1, 3_650).means("Age from which a volume's newest snapshot is too old");
    public static final Setting<Duration> STOPPED_MAXIMUM_DAYS =
            days(14, 0, 3_650)
                    .means("How long an instance may stay stopped while its volumes are paid");
    public static final Setting<Integer> IMDS_MAXIMUM_HOPS =
            number("hops", 2, 1, 64).means("How far the answer of the metadata service may travel");
    public static final Setting<Integer> MINIMUM_ZONES =
            number("zones", 2, 1, 10).means("Availability zones that a workload spreads over");
    public static final Setting<Integer> MINIMUM_GROUP_SIZE =
            number("instances", 2, 1, 1_000)
                    .means("Smallest size that an Auto Scaling group may shrink to");
    public static final Setting<Integer> LIKE_FOR_LIKE_PERCENT =
            number("percent", 90, 1, 100)
                    .means("Share of a baseline bandwidth that a Graviton target must reach");
    public static final Setting<Duration> GUEST_MAXIMUM_AGE_HOURS =
            hours(48, 1, 8_760).means("Age from which a guest's answer is too old to judge by");
    public static final Setting<Integer> FILESYSTEM_MAXIMUM_PERCENT =
            number("percent", 85, 1, 100)
                    .means("Share of space or inodes in use from which a file system is too full");
    public static final Setting<Integer> FILESYSTEM_MINIMUM_DAYS =
            number("days", 14, 1, 365).means("Shortest time in which a file system may fill up");
    public static final Setting<Integer> FAILED_LOGINS_MAXIMUM =
            number("log-ins", 20, 1, 1_000_000)
                    .means("Refused log-ins of a day from which one source counts as an attacker");
    public static final Setting<Duration> ROOT_LOGIN_DAYS =
            days(30, 1, 3_650).means("How long a direct log-in of root from outside counts");
    public static final Setting<Duration> LOG_ERROR_DAYS =
            days(7, 1, 3_650).means("How long a fault that a guest's log tells of counts");
    public static final Setting<Long> LOG_FILE_MAXIMUM_MIB =
            mebibytes(512, 1, 1_048_576)
                    .means("Size from which a log file should have been rotated");
    public static final Setting<Integer> LOG_SHARE_MAXIMUM_PERCENT =
            number("percent", 20, 1, 100).means("Share of its disk that /var/log may take");
    public static final Setting<Duration> CLOCK_OFFSET_MAXIMUM_MILLISECONDS =
            milliseconds(1_000, 1, 86_400_000).means("How far a guest's clock may be off");
    public static final Setting<String> LOG_INSTANCE_PATTERN =
            instancePattern("(?<instance>i-[0-9a-f]{8,17})(?![0-9a-f])")
                    .means(
                            "Its group instance holds an instance's id, Name tag or private DNS name, in the name of a log stream or group");
    public static final Setting<Duration> LOG_MAXIMUM_AGE_HOURS =
            hours(48, 1, 8_760)
                    .means("Age from which an analysis of a log group is too old to judge by");
    public static final Setting<Duration> LOG_SILENCE_HOURS =
            hours(24, 2, 8_760).means("How long a log stream that is in use may say nothing");
    public static final Setting<Integer> LOG_RETENTION_MINIMUM_DAYS =
            number("days", 14, 1, 3_653).means("Shortest time for which a log group keeps events");
    public static final Setting<Integer> LOG_RETENTION_MAXIMUM_DAYS =
            number("days", 400, 1, 3_653).means("Longest time for which a log group keeps events");
    public static final Setting<Duration> LOG_IDLE_DAYS =
            days(30, 1, 3_650).means("How long a log group may take in nothing while it is kept");
    public static final Setting<Integer> LOG_SERVER_ERRORS_PERCENT =
            number("percent", 1, 1, 100)
                    .means("Share of requests answered 500 to 599 from which a web server is ill");
    public static final Setting<Integer> LOG_SAVING_MINIMUM_USD =
            number("USD", 5, 1, 1_000_000)
                    .means("Monthly saving from which another log class is worth a move");
    public static final Setting<List<String>> LOG_GROUP_PREFIXES =
            words("beginnings of names, comma-separated, or *", "*")
                    .means("Log groups that are analysed, by how their names begin");
    public static final Setting<List<String>> LOG_GROUP_EXCLUDED =
            words("beginnings of names, comma-separated", "/aws/lambda/muster-")
                    .means("Log groups that are not analysed: Muster's own");
    public static final Setting<String> LOG_GROUP_TAG =
            text("tag key, or key=value, or *", "*")
                    .means("Tag of the log groups that are analysed; costs a call for each group");
    public static final Setting<Set<LogClass>> LOG_GROUP_CLASSES =
            logClasses("STANDARD,INFREQUENT_ACCESS")
                    .means(
                            "Classes of the log groups that are analysed; those of DELIVERY cannot be");
    public static final Setting<List<String>> LOG_ACCESS_NAMES =
            words("words, comma-separated", "access,nginx,apache,httpd")
                    .means(
                            "Words in the names of log groups that hold access logs, whose requests are counted");
    public static final Setting<Integer> LOG_QUERIES =
            number("queries", 5, 1, 50)
                    .means("How many queries of Logs Insights run at a time, of the account's 100");
    public static final Setting<Long> LOG_SCAN_MAXIMUM_GIB =
            gibibytes(10, 1, 100_000)
                    .means("What one run scans at most before it starts no further query");
    public static final Setting<Duration> LOG_LOOKBACK_HOURS =
            hours(24, 1, 168).means("How far back an analysis looks at most");
    public static final Setting<Duration> LOG_OVERLAP_HOURS =
            hours(2, 0, 48).means("How late an event may arrive and still be counted");
    public static final Setting<String> PROBE_DOCUMENT =
            text("name", "muster-guest-probe")
                    .means("Systems Manager document that carries the probe into the guests");
    public static final Setting<Integer> PROBE_CONCURRENCY =
            number("guests", 25, 1, 50)
                    .means("How many guests of one command, which has at most 50, probe at a time");
    public static final Setting<Integer> PROBE_CALLS_PER_SECOND =
            number("calls", 10, 1, 100)
                    .means("How often the guest functions ask Systems Manager at most");

    private static final Map<Setting<?>, String> NAMES = names();

    private final SettingType<T> type;
    private final String meaning;

    Setting(SettingType<T> type, String meaning) {
        this.type = type;
        this.meaning = meaning;
    }

    /** The names of the constants, in their order, so that none has to be given twice. */
    private static Map<Setting<?>, String> names() {
        Map<Setting<?>, String> names = new LinkedHashMap<>();
        try {
            for (Field field : Setting.class.getDeclaredFields()) {
                if (Modifier.isPublic(field.getModifiers())) {
                    names.put((Setting<?>) field.get(null), field.getName());
                }
            }
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException("a class may read its own constants", impossible);
        }
        return names;
    }

    /** Every setting, in the order of the documentation. */
    public static List<Setting<?>> all() {
        return List.copyOf(NAMES.keySet());
    }

    public String name() {
        return String.valueOf(NAMES.get(this));
    }

    public SettingType<T> type() {
        return type;
    }

    public String meaning() {
        return meaning;
    }

    /** The name of the environment variable. */
    public String variable() {
        return "MUSTER_" + name();
    }

    /**
     * The value in an environment, or the default.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public T in(Map<String, String> environment) {
        String value = environment.getOrDefault(variable(), type.defaultValue()).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is empty; it takes: %s".formatted(variable(), type.unit()));
        }
        return type.parser().parse(variable(), value);
    }

    @Override
    public String toString() {
        return variable();
    }
}
