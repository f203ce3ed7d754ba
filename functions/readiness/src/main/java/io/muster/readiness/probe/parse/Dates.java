package io.muster.readiness.probe.parse;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Dates as the tools print them in the C locale; null for whatever is none. */
final class Dates {

    private static final List<String> MONTHS =
            List.of(
                    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
                    "Dec");

    private static final int LONGEST = 40;

    private Dates() {}

    /** 1 to 12, or 0 for a word that is no month. */
    static int month(String word) {
        return MONTHS.indexOf(word) + 1;
    }

    /** {@code 2024-02-29}, with or without zeros before small numbers. */
    static @Nullable LocalDate day(String text) {
        String[] parts = text.split("-", 4);
        if (parts.length != 3) {
            return null;
        }
        return date(Numbers.small(parts[0]), Numbers.small(parts[1]), Numbers.small(parts[2]));
    }

    static @Nullable LocalDate date(
            @Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {
        if (year == null || month == null || day == null || year > 9_999) {
            return null;
        }
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException noSuchDay) {
            return null;
        }
    }

    /** {@code 10:14:04}, or {@code 10:14}. */
    static @Nullable LocalTime time(String text) {
        String[] parts = text.split(":", 4);
        Integer hour = Numbers.small(parts[0]);
        Integer minute = parts.length > 1 ? Numbers.small(parts[1]) : null;
        Integer second = parts.length > 2 ? Numbers.small(parts[2]) : Integer.valueOf(0);
        if (hour == null || minute == null || second == null || parts.length > 3) {
            return null;
        }
        return hour > 23 || minute > 59 || second > 60
                ? null
                : LocalTime.of(hour, minute, Math.min(second, 59));
    }

    /**
     * {@code 2024-05-01T10:00:00.123456+00:00}; journalctl before 255 leaves the last colon out.
     */
    static @Nullable Instant rfc3339(String text) {
        int length = text.length();
        if (length > LONGEST || length < 20) {
            return null;
        }
        char sign = text.charAt(length - 5);
        boolean bare = sign == '+' || sign == '-';
        try {
            return OffsetDateTime.parse(
                            bare
                                    ? text.substring(0, length - 2)
                                            + ":"
                                            + text.substring(length - 2)
                                    : text)
                    .toInstant();
        } catch (DateTimeException none) {
            return null;
        }
    }

    /** {@code +0200}, {@code -0730}, {@code UTC}. */
    static @Nullable ZoneOffset offset(String text) {
        if (text.equals("UTC") || text.equals("GMT") || text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        if (text.length() != 5 || (text.charAt(0) != '+' && text.charAt(0) != '-')) {
            return null;
        }
        Integer hours = Numbers.small(text.substring(1, 3));
        Integer minutes = Numbers.small(text.substring(3));
        if (hours == null || minutes == null || hours > 17 || minutes > 59) {
            return null;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return ZoneOffset.ofTotalSeconds(text.charAt(0) == '-' ? -seconds : seconds);
    }

    /**
     * A date without its year, in the newest year that does not put it more than a day after the
     * moment of the probe: a log's December is read as the past one in January.
     */
    static @Nullable Instant yearless(
            int month, @Nullable Integer day, LocalTime time, Instant probed) {
        return yearless(month, day, time, null, probed);
    }

    /**
     * The same, in the newest year in which it is that day of the week.
     *
     * @param weekDay null for any
     */
    static @Nullable Instant yearless(
            int month,
            @Nullable Integer day,
            LocalTime time,
            @Nullable DayOfWeek weekDay,
            Instant probed) {
        if (probed.isBefore(EARLIEST) || probed.isAfter(LATEST)) {
            return null;
        }
        int newest = probed.atOffset(ZoneOffset.UTC).getYear();
        for (int year = newest + 1; year >= newest - MAX_YEARS; year--) {
            LocalDate date = date(year, month, day);
            if (date != null && (weekDay == null || date.getDayOfWeek() == weekDay)) {
                Instant at = LocalDateTime.of(date, time).toInstant(ZoneOffset.UTC);
                if (!at.isAfter(probed.plusSeconds(86_400))) {
                    return at;
                }
            }
        }
        return null;
    }

    /** After so many years the days of the week fall on the same dates again. */
    private static final int MAX_YEARS = 28;

    /** Guests' clocks may say anything; outside these years nothing is made of them. */
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9990-01-01T00:00:00Z");

    /** Seconds of Unix time, where they make a date of the years 1970 to 9999. */
    static @Nullable Instant epoch(@Nullable Long seconds) {
        return seconds == null || seconds > LATEST.getEpochSecond()
                ? null
                : Instant.ofEpochSecond(seconds);
    }
}
