package io.muster.readiness.logs;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * When a line was logged, as it says itself.
 *
 * <p>Reads ISO 8601, nginx, Apache error and access logs, classic syslog and journald's JSON. A
 * time without a zone is taken as UTC; a date without a year (classic syslog) is the latest such
 * date that is not in the future.
 */
final class LogTime {

    private static final int HEAD = 400;

    private static final List<String> MONTHS =
            List.of(
                    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov",
                    "dec");

    private static final Pattern ISO =
            Pattern.compile(
                    "\\b(?<y>\\d{4})[-/](?<mon>\\d\\d)[-/](?<d>\\d\\d)[T ](?<t>\\d\\d:\\d\\d:\\d\\d)(?:[.,]\\d{1,9})?(?<z>Z|[+-]\\d\\d:?\\d\\d)?");

    private static final Pattern APACHE_ERROR =
            Pattern.compile(
                    "\\[\\w{3} (?<mon>\\w{3}) (?<d>[ \\d]\\d) (?<t>\\d\\d:\\d\\d:\\d\\d)(?:\\.\\d{1,9})? (?<y>\\d{4})\\]");

    private static final Pattern ACCESS =
            Pattern.compile(
                    "\\[(?<d>\\d\\d)/(?<mon>\\w{3})/(?<y>\\d{4}):(?<t>\\d\\d:\\d\\d:\\d\\d) (?<z>[+-]\\d{4})\\]");

    private static final List<Pattern> DATED = List.of(APACHE_ERROR, ACCESS, ISO);

    private static final Pattern SYSLOG =
            Pattern.compile(
                    "^(?:<\\d{1,3}>)?(?<mon>[A-Z][a-z]{2}) (?<d>[ \\d]\\d) (?<t>\\d\\d:\\d\\d:\\d\\d)\\b");

    private static final Pattern JOURNAL =
            Pattern.compile("\"__REALTIME_TIMESTAMP\"\\s{0,4}:\\s{0,4}\"(?<us>\\d{1,18})\"");

    private LogTime() {}

    /**
     * The time of a line; empty where it says none that is a time.
     *
     * @param now what no log can be newer than, but for a day of clock differences
     */
    static Optional<Instant> of(String line, Instant now) {
        String head = line.length() <= HEAD ? line : line.substring(0, HEAD);
        try {
            Matcher journal = JOURNAL.matcher(line.length() <= 8_192 ? line : head);
            if (head.startsWith("{") && journal.find()) {
                return Optional.of(
                        Instant.EPOCH.plus(Long.parseLong(journal.group("us")), ChronoUnit.MICROS));
            }
            Matcher syslog = SYSLOG.matcher(head);
            if (syslog.find()) {
                return Optional.of(latestBefore(now, syslog));
            }
            for (Pattern form : DATED) {
                Matcher match = form.matcher(head);
                if (match.find()) {
                    return Optional.of(dated(match));
                }
            }
            return Optional.empty();
        } catch (DateTimeException noSuchTime) {
            return Optional.empty();
        }
    }

    private static Instant dated(Matcher match) {
        String zone = match.namedGroups().containsKey("z") ? match.group("z") : null;
        return LocalDateTime.parse(
                        "%s-%02d-%02dT%s"
                                .formatted(
                                        match.group("y"),
                                        month(match.group("mon")),
                                        Integer.parseInt(match.group("d").strip()),
                                        match.group("t")))
                .toInstant(ZoneOffset.of(zone == null ? "Z" : zone));
    }

    private static Instant latestBefore(Instant now, Matcher match) {
        MonthDay day =
                MonthDay.of(month(match.group("mon")), Integer.parseInt(match.group("d").strip()));
        Instant limit = now.plus(1, ChronoUnit.DAYS);
        LocalTime time = LocalTime.parse(match.group("t"));
        return IntStream.iterate(limit.atZone(ZoneOffset.UTC).getYear(), year -> year - 1)
                .filter(day::isValidYear)
                .mapToObj(year -> day.atYear(year).atTime(time).toInstant(ZoneOffset.UTC))
                .filter(candidate -> !candidate.isAfter(limit))
                .findFirst()
                .orElseThrow();
    }

    private static int month(String name) {
        if (Character.isDigit(name.charAt(0))) {
            return Integer.parseInt(name);
        }
        int index = MONTHS.indexOf(name.toLowerCase(Locale.ROOT));
        if (index < 0) {
            throw new DateTimeException("not a month: " + name);
        }
        return index + 1;
    }
}
