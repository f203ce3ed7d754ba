package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /var/log/syslog} and {@code /var/log/messages}: {@code Feb 1 10:00:00 host program[912]:
 * message}, or an RFC 3339 date (Debian 12, Ubuntu 24.04, SLES). The old form has neither year nor
 * zone: the year is the newest that fits, the zone is taken as UTC. busybox writes {@code user.err}
 * before the program, from which the priority comes.
 */
public final class Syslog {

    /** By their numbers. */
    static final List<String> PRIORITIES =
            List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");

    private Syslog() {}

    /**
     * Reads the lines of a log file.
     *
     * @param probed when the guest was asked, by its own clock
     */
    public static Fact<Listing<LogEntry>> parse(String output, Instant probed) {
        return Rows.of("syslog", JournalJson.MOST, output, line -> entry(line, probed)).orNone();
    }

    /** One line; null where it has another form. */
    static @Nullable LogEntry entry(String line, Instant probed) {
        List<String> words = Field.words(line.substring(0, Math.min(line.length(), 400)));
        int host;
        Instant at;
        if (words.size() > 3 && Dates.month(words.get(0)) > 0) {
            LocalTime time = Dates.time(words.get(2));
            if (time == null) {
                return null;
            }
            Integer day = Numbers.small(words.get(1));
            at = Dates.yearless(Dates.month(words.get(0)), day, time, probed);
            host = 3;
        } else {
            at = words.isEmpty() ? null : Dates.rfc3339(words.getFirst());
            host = 1;
            if (at == null || words.size() < 2) {
                return null;
            }
        }
        return entry(at, words, host, line);
    }

    private static LogEntry entry(@Nullable Instant at, List<String> words, int host, String line) {
        int tag = host + 1;
        Integer priority = tag < words.size() ? priority(words.get(tag)) : null;
        if (priority != null) {
            tag++;
        }
        String program = tag < words.size() && words.get(tag).endsWith(":") ? words.get(tag) : null;
        String rest = Field.after(line, program == null ? tag : tag + 1);
        return new LogEntry(
                at,
                priority,
                program == null ? null : name(program),
                Field.text(rest.strip(), Field.MAX_MESSAGE_LENGTH));
    }

    private static String name(String tag) {
        int bracket = tag.indexOf('[');
        return Field.text(tag.substring(0, bracket > 0 ? bracket : tag.length() - 1));
    }

    private static @Nullable Integer priority(String word) {
        int point = word.indexOf('.');
        int priority = point < 0 ? -1 : PRIORITIES.indexOf(word.substring(point + 1));
        return priority < 0 ? null : priority;
    }
}
