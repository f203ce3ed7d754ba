package io.muster.readiness.check;

import java.util.Map;

/**
 * A value that a team may set: its name in the environment is {@code MUSTER_} and its name here,
 * its Terraform variable the same in lower case.
 */
public enum Setting {
    WORKLOAD_TAG_KEY("workload", "tag key", "Tag whose value names an instance's workload"),
    OWNER_TAG_KEY("owner", "tag key", "Tag that names who answers for a workload"),
    RUNBOOK_TAG_KEY("runbook", "tag key", "Tag that says where a workload's runbook is"),
    PUBLIC_TAG_KEY(
            "public", "tag key", "Tag that, with the value true, says a public address is meant"),
    ADMIN_PORTS(
            "22,3389,5985,5986",
            "TCP ports, comma-separated",
            "Ports that nobody outside may reach: SSH, RDP, WinRM"),
    IMAGE_MAXIMUM_AGE_DAYS("180", "days", "Age from which an image counts as old"),
    SNAPSHOT_MAXIMUM_AGE_DAYS("7", "days", "Age from which a volume's newest snapshot is too old"),
    STOPPED_MAXIMUM_DAYS(
            "14", "days", "How long an instance may stay stopped while its volumes are paid"),
    MINIMUM_ZONES("2", "zones", "Availability zones that a workload spreads over"),
    MINIMUM_GROUP_SIZE("2", "instances", "Smallest size that an Auto Scaling group may shrink to"),
    LIKE_FOR_LIKE_PERCENT(
            "90", "percent", "Share of a baseline bandwidth that a Graviton target must reach"),
    GUEST_MAXIMUM_AGE_HOURS(
            "48", "hours", "Age from which a guest's answer is too old to judge by"),
    FILESYSTEM_MAXIMUM_PERCENT(
            "85",
            "percent",
            "Share of space or inodes in use from which a file system is too full"),
    FILESYSTEM_MINIMUM_DAYS("14", "days", "Shortest time in which a file system may fill up"),
    FAILED_LOGINS_MAXIMUM(
            "20",
            "log-ins",
            "Refused log-ins of a day from which one source counts as an attacker"),
    ROOT_LOGIN_DAYS("30", "days", "How long a direct log-in of root from outside counts"),
    LOG_ERROR_DAYS("7", "days", "How long a fault that a guest's log tells of counts"),
    LOG_FILE_MAXIMUM_MIB("512", "MiB", "Size from which a log file should have been rotated"),
    LOG_SHARE_MAXIMUM_PERCENT("20", "percent", "Share of its disk that /var/log may take"),
    CLOCK_OFFSET_MAXIMUM_MILLISECONDS("1000", "milliseconds", "How far a guest's clock may be off"),
    LOG_INSTANCE_PATTERN(
            "(?<instance>i-[0-9a-f]{8,17})(?![0-9a-f])",
            "regular expression",
            "Its group instance holds an instance's id, Name tag or private DNS name, in the name of a log stream or group"),
    LOG_MAXIMUM_AGE_HOURS(
            "48", "hours", "Age from which an analysis of a log group is too old to judge by"),
    LOG_SILENCE_HOURS("24", "hours", "How long a log stream that is in use may say nothing"),
    LOG_RETENTION_MINIMUM_DAYS("14", "days", "Shortest time for which a log group keeps events"),
    LOG_RETENTION_MAXIMUM_DAYS("400", "days", "Longest time for which a log group keeps events"),
    LOG_IDLE_DAYS("30", "days", "How long a log group may take in nothing while it is kept"),
    LOG_SERVER_ERRORS_PERCENT(
            "1", "percent", "Share of requests answered 500 to 599 from which a web server is ill"),
    LOG_SAVING_MINIMUM_USD(
            "5", "USD", "Monthly saving from which another log class is worth a move"),
    LOG_GROUP_PREFIXES(
            "*",
            "beginnings of names, comma-separated, or *",
            "Log groups that are analysed, by how their names begin"),
    LOG_GROUP_EXCLUDED(
            "/aws/lambda/muster-",
            "beginnings of names, comma-separated",
            "Log groups that are not analysed: Muster's own"),
    LOG_GROUP_TAG(
            "*",
            "tag key, or key=value, or *",
            "Tag of the log groups that are analysed; costs a call for each group"),
    LOG_GROUP_CLASSES(
            "STANDARD,INFREQUENT_ACCESS",
            "classes, comma-separated",
            "Classes of the log groups that are analysed; those of DELIVERY cannot be"),
    LOG_ACCESS_NAMES(
            "access,nginx,apache,httpd",
            "words, comma-separated",
            "Words in the names of log groups that hold access logs, whose requests are counted"),
    LOG_QUERIES(
            "5",
            "queries",
            "How many queries of Logs Insights run at a time, of the account's 100"),
    LOG_SCAN_MAXIMUM_GIB(
            "10", "GiB", "What one run scans at most before it starts no further query"),
    LOG_LOOKBACK_HOURS("24", "hours", "How far back an analysis looks at most"),
    LOG_OVERLAP_HOURS("2", "hours", "How late an event may arrive and still be counted"),
    PROBE_DOCUMENT(
            "muster-guest-probe",
            "name",
            "Systems Manager document that carries the probe into the guests"),
    PROBE_CONCURRENCY(
            "25",
            "guests",
            "How many guests of one command, which has at most 50, probe at a time"),
    PROBE_CALLS_PER_SECOND(
            "10", "calls", "How often the guest functions ask Systems Manager at most");

    private final String defaultValue;
    private final String unit;
    private final String meaning;

    Setting(String defaultValue, String unit, String meaning) {
        this.defaultValue = defaultValue;
        this.unit = unit;
        this.meaning = meaning;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /**
     * The value in an environment, or the default.
     *
     * @throws IllegalArgumentException naming the variable, if it is set to nothing
     */
    public String text(Map<String, String> environment) {
        String value = environment.getOrDefault(variable(), defaultValue).strip();
        if (value.isEmpty()) {
            throw new IllegalArgumentException(
                    "%s is empty; it takes: %s".formatted(variable(), unit));
        }
        return value;
    }

    /**
     * The whole number in an environment, or the default.
     *
     * @throws IllegalArgumentException naming the variable, its value and what it takes
     */
    public int number(Map<String, String> environment, int least, int most) {
        String value = text(environment);
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Said below, in the same words as a number out of range.
        }
        throw new IllegalArgumentException(
                "%s is '%s'; it takes a whole number of %s from %d to %d"
                        .formatted(variable(), value, unit, least, most));
    }

    /** The name of the environment variable. */
    public String variable() {
        return "MUSTER_" + name();
    }
}
