package io.muster.local.fleet;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A log group of CloudWatch Logs, and what hosts have written to it.
 *
 * @param retentionDays null for never
 * @param encrypted with a key of the account's own
 * @param storedBytes as if it had been written to for all its days
 */
record SampleLogGroup(
        String name,
        String logClass,
        @Nullable Integer retentionDays,
        boolean encrypted,
        int ageDays,
        long storedBytes,
        List<Line> lines) {

    private static final long GB = 1_000_000_000;

    SampleLogGroup {
        lines = List.copyOf(lines);
    }

    /**
     * A line of a host's stream.
     *
     * @param message in which {@code {time}} stands for the time as syslog writes it, and {@code
     *     {stamp}} for the time as access logs do
     */
    record Line(String host, int secondsAgo, String message) {}

    /** A group that is as it should be: a month's retention, a key, a year of age. */
    static SampleLogGroup logGroup(String name, long storedGb) {
        return new SampleLogGroup(name, "STANDARD", 30, true, 365, storedGb * GB, List.of());
    }

    SampleLogGroup ofClass(String other) {
        return new SampleLogGroup(
                name, other, retentionDays, encrypted, ageDays, storedBytes, lines);
    }

    /** Without a retention period, and encrypted by CloudWatch's own key alone. */
    SampleLogGroup neglected(int days) {
        return new SampleLogGroup(name, logClass, null, false, days, storedBytes, lines);
    }

    /** Nothing but ordinary work, every half an hour of a day until so long ago. */
    SampleLogGroup chatter(String host, int untilHoursAgo, String message) {
        return lines(40, host, untilHoursAgo * 3_600 + 300, 1_800, message);
    }

    SampleLogGroup line(String host, int secondsAgo, String message) {
        return lines(1, host, secondsAgo, 0, message);
    }

    /** A line so many times, evenly, the last of them so long ago. */
    SampleLogGroup lines(
            int times, String host, int lastSecondsAgo, int secondsApart, String message) {
        List<Line> more = new ArrayList<>(lines);
        for (int i = 0; i < times; i++) {
            more.add(new Line(host, lastSecondsAgo + i * secondsApart, message));
        }
        return new SampleLogGroup(
                name, logClass, retentionDays, encrypted, ageDays, storedBytes, more);
    }
}
