package io.muster.local.ssm;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The times in a recorded guest's answer, moved together. A guest that was recorded last month and
 * answers today would else say that its clock is a month behind.
 */
final class RecordedTimes {

    private static final Pattern FIRST_LINE =
            Pattern.compile("\\A#muster-probe \\d+ [0-9a-f]+ (?<epoch>\\d{1,11}) ");

    /** The forms in which the probe's tools write a time, each with its own groups. */
    private static final Pattern TIME =
            Pattern.compile(
                    "(?<first>\\A#muster-probe \\d+ [0-9a-f]+ )(?<probed>\\d{1,11})"
                            // log-sizes: bytes, seconds, path
                            + "|(?<=^\\d{1,15}\t)(?<seconds>\\d{10})(?=\t/)"
                            + "|(?<journal>\"__REALTIME_TIMESTAMP\" ?: ?\")(?<micros>\\d{16})"
                            // timedatectl, journalctl -o short-iso
                            + "|(?<weekday>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) )?"
                            + "(?<iso>20\\d\\d-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d)"
                            // logrotate's state
                            + "|(?<loose>20\\d\\d-\\d{1,2}-\\d{1,2}-\\d{1,2}:\\d{1,2}:\\d{1,2})"
                            // lastlog
                            + "|(?<c>(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ \\d]\\d"
                            + " \\d\\d:\\d\\d:\\d\\d [+-]\\d{4} 20\\d\\d)"
                            // syslog
                            + "|^(?<syslog>[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d)(?= )",
                    Pattern.MULTILINE);

    private static final DateTimeFormatter LOOSE =
            DateTimeFormatter.ofPattern("uuuu-M-d-H:m:s", Locale.ROOT);
    private static final DateTimeFormatter WEEKDAY =
            DateTimeFormatter.ofPattern("EEE ", Locale.ENGLISH);
    private static final DateTimeFormatter C =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss '+0000' uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter C_READ =
            DateTimeFormatter.ofPattern("MMM d HH:mm:ss uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SYSLOG =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

    private final Instant recordedAt;
    private final Duration shift;

    private RecordedTimes(Instant recordedAt, Duration shift) {
        this.recordedAt = recordedAt;
        this.shift = shift;
    }

    /** The recording as if the guest had been asked at this moment. */
    static String movedTo(Instant now, String recording) {
        Matcher first = FIRST_LINE.matcher(recording);
        if (!first.find()) {
            return recording;
        }
        Instant recordedAt = Instant.ofEpochSecond(Long.parseLong(first.group("epoch")));
        Instant second = Instant.ofEpochSecond(now.getEpochSecond());
        RecordedTimes times = new RecordedTimes(recordedAt, Duration.between(recordedAt, second));
        return TIME.matcher(recording)
                .replaceAll(found -> Matcher.quoteReplacement(times.moved(found)));
    }

    private String moved(MatchResult found) {
        try {
            if (found.group("probed") != null) {
                return found.group("first") + seconds(found.group("probed"));
            }
            if (found.group("seconds") != null) {
                return Long.toString(seconds(found.group("seconds")));
            }
            if (found.group("micros") != null) {
                long micros = Long.parseLong(found.group("micros")) + shift.toSeconds() * 1_000_000;
                return found.group("journal") + micros;
            }
            if (found.group("iso") != null) {
                return iso(found);
            }
            if (found.group("loose") != null) {
                return LOOSE.format(LocalDateTime.parse(found.group("loose"), LOOSE).plus(shift));
            }
            return found.group("c") != null ? c(found.group("c")) : syslog(found.group("syslog"));
        } catch (DateTimeException noTime) {
            return found.group();
        }
    }

    private long seconds(String epoch) {
        return Long.parseLong(epoch) + shift.toSeconds();
    }

    private String iso(MatchResult found) {
        String text = found.group("iso");
        char between = text.charAt(10);
        LocalDateTime moved = LocalDateTime.parse(text.replace(' ', 'T')).plus(shift);
        String weekday = found.group("weekday") == null ? "" : WEEKDAY.format(moved);
        String time =
                moved.format(DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT));
        return weekday + time.replace('T', between);
    }

    /** Recordings are made in UTC. */
    private String c(String text) {
        String withoutZone = text.substring(4).replaceAll(" [+-]\\d{4} ", " ").replace("  ", " ");
        return C.format(LocalDateTime.parse(withoutZone, C_READ).plus(shift));
    }

    /** Without a year: the newest that is not after the recording. */
    private String syslog(String text) {
        int year = LocalDate.ofInstant(recordedAt, ZoneOffset.UTC).getYear();
        String spaced = text.replace("  ", " ");
        LocalDateTime at = LocalDateTime.parse(spaced + " " + year, C_READ);
        LocalDateTime recorded = LocalDateTime.ofInstant(recordedAt, ZoneOffset.UTC);
        if (at.isAfter(recorded.with(LocalTime.MAX))) {
            at = LocalDateTime.parse(spaced + " " + (year - 1), C_READ);
        }
        return SYSLOG.format(at.plus(shift));
    }
}
