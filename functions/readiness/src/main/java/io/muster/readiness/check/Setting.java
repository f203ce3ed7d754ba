package io.muster.readiness.check;

import static io.muster.readiness.check.SettingType.checklistRows;
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

import io.muster.readiness.checklist.ChecklistRow;
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
            text("tag key", "workload").means("Tag whose value names the workload of an instance");
    public static final Setting<String> OWNER_TAG_KEY =
            text("tag key", "owner").means("Tag that names the owner of an instance");
    public static final Setting<String> RUNBOOK_TAG_KEY =
            text("tag key", "runbook").means("Tag that links to the runbook of an instance");
    public static final Setting<String> ENVIRONMENT_TAG_KEY =
            text("tag key", "environment")
                    .means("Tag that names the environment of an instance, for policy.yaml");
    public static final Setting<String> PUBLIC_TAG_KEY =
            text("tag key", "public")
                    .means(
                            "Tag that, with the value true, allows public IP addresses and ports 80 and 443 open to the internet");
    public static final Setting<Severity> READY_SEVERITY =
            severity(Severity.HIGH)
                    .means("Lowest severity at which a finding makes an instance not ready");
    public static final Setting<Duration> SEVERITY_RAISED_DAYS =
            days(90, 0, 3_650)
                    .means(
                            "Time from which an open finding is one severity higher, up to HIGH; 0 for never");
    public static final Setting<Integer> SEVERITY_RAISED_PERCENT =
            number("percent", 50, 0, 100)
                    .means(
                            "Share of at least 10 workloads in an account and Region from which what spreads to them is one severity higher, up to HIGH; 0 for never");
    public static final Setting<Duration> SCAN_MAXIMUM_AGE_HOURS =
            hours(6, 1, 24 * 31).means("Age from which the newest scan of a scope is out of date");
    public static final Setting<Duration> DECISION_MAXIMUM_DAYS =
            days(365, 1, 3_650).means("Longest time from the day of a decision until it ends");
    public static final Setting<Set<ChecklistRow>> TAG_WAIVER_ROWS =
            checklistRows("none")
                    .means("Checklist rows whose checks the tag muster:waive may waive");
    public static final Setting<Severity> TAG_WAIVER_SEVERITY =
            severity(Severity.LOW)
                    .means("Highest severity of a check that the tag muster:waive may waive");
    public static final Setting<List<Integer>> ADMIN_PORTS =
            ports("22,3389,5985,5986")
                    .means(
                            "Admin ports, which should not be open to the internet: SSH, RDP and WinRM");
    public static final Setting<Duration> IMAGE_MAXIMUM_AGE_DAYS =
            days(180, 1, 3_650).means("Age from which an image is too old");
    public static final Setting<Duration> SNAPSHOT_MAXIMUM_AGE_DAYS =
            days(7, 1, 3_650).means("Age from which the newest snapshot of a volume is too old");
    public static final Setting<Duration> STOPPED_MAXIMUM_DAYS =
            days(14, 0, 3_650)
                    .means(
                            "Longest time that an instance may stay stopped while its volumes are billed");
    public static final Setting<Integer> IMDS_MAXIMUM_HOPS =
            number("hops", 2, 1, 64)
                    .means(
                            "Highest hop limit of the instance metadata service (HttpPutResponseHopLimit)");
    public static final Setting<Integer> MINIMUM_ZONES =
            number("zones", 2, 1, 10)
                    .means("Fewest Availability Zones that a workload should span");
    public static final Setting<Integer> MINIMUM_GROUP_SIZE =
            number("instances", 2, 1, 1_000).means("Lowest minimum size of an Auto Scaling group");
    public static final Setting<Integer> LIKE_FOR_LIKE_PERCENT =
            number("percent", 90, 1, 100)
                    .means(
                            "Share of the baseline performance of the instance that a Graviton target must reach");
    public static final Setting<Duration> GUEST_MAXIMUM_AGE_HOURS =
            hours(48, 1, 8_760)
                    .means("Age from which the probe result of an instance is out of date");
    public static final Setting<Integer> FILESYSTEM_MAXIMUM_PERCENT =
            number("percent", 85, 1, 100)
                    .means("Share of space or inodes in use from which a file system is too full");
    public static final Setting<Integer> FILESYSTEM_MINIMUM_DAYS =
            number("days", 14, 1, 365).means("Shortest forecast time until a file system is full");
    public static final Setting<Integer> FAILED_LOGINS_MAXIMUM =
            number("failed logins", 20, 1, 1_000_000)
                    .means(
                            "Number of failed logins a day from one source at which a finding is opened");
    public static final Setting<Duration> ROOT_LOGIN_DAYS =
            days(30, 1, 3_650).means("How long a root login from another host counts");
    public static final Setting<Duration> LOG_ERROR_DAYS =
            days(7, 1, 3_650).means("How long an error in the logs of an instance counts");
    public static final Setting<Long> LOG_FILE_MAXIMUM_MIB =
            mebibytes(512, 1, 1_048_576)
                    .means("Size from which a log file should have been rotated");
    public static final Setting<Integer> LOG_SHARE_MAXIMUM_PERCENT =
            number("percent", 20, 1, 100).means("Share of its file system that /var/log may take");
    public static final Setting<Duration> CLOCK_OFFSET_MAXIMUM_MILLISECONDS =
            milliseconds(1_000, 1, 86_400_000).means("How far the clock of an instance may be off");
    public static final Setting<String> LOG_INSTANCE_PATTERN =
            instancePattern("(?<instance>i-[0-9a-f]{8,17})(?![0-9a-f])")
                    .means(
                            "Pattern for the names of log streams and log groups; its group instance is the ID, Name tag or private DNS name of an instance");
    public static final Setting<Duration> LOG_MAXIMUM_AGE_HOURS =
            hours(48, 1, 8_760).means("Age from which the analysis of a log group is out of date");
    public static final Setting<Duration> LOG_SILENCE_HOURS =
            hours(24, 2, 8_760)
                    .means(
                            "Longest time without an event from an instance or in a log stream that is in use");
    public static final Setting<Integer> LOG_RETENTION_MINIMUM_DAYS =
            number("days", 14, 1, 3_653).means("Shortest retention period of a log group");
    public static final Setting<Integer> LOG_RETENTION_MAXIMUM_DAYS =
            number("days", 400, 1, 3_653).means("Longest retention period of a log group");
    public static final Setting<Duration> LOG_IDLE_DAYS =
            days(30, 1, 3_650).means("Time without an event from which a log group is unused");
    public static final Setting<Integer> LOG_SERVER_ERRORS_PERCENT =
            number("percent", 1, 1, 100)
                    .means("Share of requests answered with 5xx at which a finding is opened");
    public static final Setting<Integer> LOG_SAVING_MINIMUM_USD =
            number("USD", 5, 1, 1_000_000)
                    .means("Monthly saving from which another log class is recommended");
    public static final Setting<List<String>> LOG_GROUP_PREFIXES =
            words("name prefixes, comma-separated, or *", "*")
                    .means("Log groups to analyze, by name prefix");
    public static final Setting<List<String>> LOG_GROUP_EXCLUDED =
            words("name prefixes, comma-separated", "/aws/lambda/muster-")
                    .means(
                            "Log groups not to analyze, by name prefix; the default is those of Muster");
    public static final Setting<String> LOG_GROUP_TAG =
            text("tag key, or key=value, or *", "*")
                    .means(
                            "Tag of the log groups to analyze; costs one API call for each log group");
    public static final Setting<Set<LogClass>> LOG_GROUP_CLASSES =
            logClasses("STANDARD,INFREQUENT_ACCESS")
                    .means("Classes of the log groups to analyze; DELIVERY cannot be queried");
    public static final Setting<List<String>> LOG_ACCESS_NAMES =
            words("words, comma-separated", "access,nginx,apache,httpd")
                    .means(
                            "Words in the names of log groups that contain access logs, whose requests are counted");
    public static final Setting<Integer> LOG_QUERIES =
            number("queries", 5, 1, 50)
                    .means(
                            "Logs Insights queries that run at the same time; the quota of an account is 100");
    public static final Setting<Long> LOG_SCAN_MAXIMUM_GIB =
            gibibytes(10, 1, 100_000)
                    .means("Amount of scanned data after which a run starts no further query");
    public static final Setting<Duration> LOG_LOOKBACK_HOURS =
            hours(24, 1, 168).means("How far back an analysis reads at most");
    public static final Setting<Duration> LOG_OVERLAP_HOURS =
            hours(2, 0, 48).means("How late a log event may arrive and still be counted");
    public static final Setting<String> PROBE_DOCUMENT =
            text("name", "muster-guest-probe")
                    .means("Systems Manager document that runs the probe on the instances");
    public static final Setting<Integer> PROBE_CONCURRENCY =
            number("instances", 25, 1, 50)
                    .means(
                            "Instances of one command (at most 50) on which the probe runs at the same time");
    public static final Setting<Integer> PROBE_CALLS_PER_SECOND =
            number("calls", 10, 1, 100)
                    .means("Most calls a second to Systems Manager by the functions of the probe");

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
