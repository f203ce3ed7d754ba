package io.muster.readiness.probe.parse;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A date as ctime(3) writes it, somewhere in a line: {@code Tue Feb 1 10:14:04 +0200 2022}. Without
 * an offset it is read as UTC, which is what servers run on; a year that is missing stays so.
 *
 * @param from the place of the week day among the words
 * @param at null without a year
 */
record CDate(int from, @Nullable Instant at) {

    private static final List<String> DAYS =
            List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");

    /**
     * The first date at or behind that place among the words; null for none.
     *
     * @param probed a year that is missing is the newest that fits this moment; null where it stays
     *     missing
     */
    static @Nullable CDate find(List<String> words, int behind, @Nullable Instant probed) {
        for (int at = behind; at + 3 < words.size(); at++) {
            int month = Dates.month(words.get(at + 1));
            LocalTime time = Dates.time(words.get(at + 3));
            if (DAYS.contains(words.get(at)) && month > 0 && time != null) {
                Instant dated = instant(words, at, time);
                Integer day = Numbers.small(words.get(at + 2));
                return new CDate(
                        at,
                        dated == null && probed != null
                                ? Dates.yearless(
                                        month,
                                        day,
                                        time,
                                        DayOfWeek.of(DAYS.indexOf(words.get(at)) + 1),
                                        probed)
                                : dated);
            }
        }
        return null;
    }

    private static @Nullable Instant instant(List<String> words, int from, LocalTime time) {
        int next = from + 4;
        ZoneOffset offset = next < words.size() ? Dates.offset(words.get(next)) : null;
        int year = offset == null ? next : next + 1;
        LocalDate date =
                year >= words.size() || words.get(year).length() != 4
                        ? null
                        : Dates.date(
                                Numbers.small(words.get(year)),
                                Dates.month(words.get(from + 1)),
                                Numbers.small(words.get(from + 2)));
        return date == null
                ? null
                : date.atTime(time).toInstant(offset == null ? ZoneOffset.UTC : offset);
    }
}
