package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code dmesg}, raw ({@code <3>[ 12.3] ...}), decoded ({@code kern :err : [ 12.3] ...}), dated
 * ({@code -T}) or plain. Seconds since boot become a date where the moment of boot is known. Of a
 * full buffer the newest lines are kept: a hostile program may fill it.
 */
public final class Dmesg {

    private static final int MAX_STAMP = 40;

    /** Three centuries, in seconds: what is longer is no uptime. */
    private static final double MAX_UPTIME = 1e10;

    private Dmesg() {}

    /**
     * Reads the kernel's messages.
     *
     * @param booted the moment of boot; null where it is not known
     */
    public static Fact<Listing<LogEntry>> parse(String output, @Nullable Instant booted) {
        Rows<LogEntry> rows = new Rows<>("dmesg", JournalJson.MOST, output);
        List<String> lines = rows.lines();
        int from = Math.max(0, lines.size() - JournalJson.MOST);
        if (from > 0) {
            rows.cut();
        }
        for (String line : lines.subList(from, lines.size())) {
            rows.add(entry(line, booted));
        }
        return rows.orNone();
    }

    /** One line. */
    static LogEntry entry(String line, @Nullable Instant booted) {
        Integer priority = null;
        String rest = line;
        int close = line.startsWith("<") ? line.indexOf('>') : -1;
        if (close > 0 && close <= 4) {
            Integer number = Numbers.small(line.substring(1, close));
            priority = number == null ? null : number & 7;
            rest = line.substring(close + 1);
        } else {
            int bracket = line.indexOf(": [");
            priority = bracket > 0 && bracket <= 20 ? level(line.substring(0, bracket)) : null;
            rest = priority == null ? line : line.substring(bracket + 2);
        }
        int end = rest.startsWith("[") ? rest.indexOf(']') : -1;
        boolean stamped = end > 0 && end <= MAX_STAMP;
        String message = stamped ? rest.substring(end + 1) : rest;
        return new LogEntry(
                stamped ? at(rest.substring(1, end), booted) : null,
                priority,
                "kernel",
                Field.text(message.strip(), Field.MAX_MESSAGE_LENGTH));
    }

    private static @Nullable Integer level(String facilityAndLevel) {
        int colon = facilityAndLevel.indexOf(':');
        int level = Syslog.PRIORITIES.indexOf(facilityAndLevel.substring(colon + 1).strip());
        return colon < 0 || level < 0 ? null : level;
    }

    private static @Nullable Instant at(String stamp, @Nullable Instant booted) {
        List<String> words = Field.words(stamp);
        if (words.size() > 1) {
            CDate date = CDate.find(words, 0, null);
            return date == null ? null : date.at();
        }
        Double seconds = words.isEmpty() ? null : Numbers.decimal(words.getFirst());
        if (seconds == null || booted == null || Math.abs(seconds) > MAX_UPTIME) {
            return null;
        }
        return booted.plusSeconds(seconds.longValue());
    }
}
