package io.muster.aws.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Times of items, which {@link Instant#toString} wrote. A scan reads some thousand of them before
 * its first answer, where {@link Instant#parse} is interpreted, and its formatter takes 1 % of the
 * cold start.
 */
final class StoredTime {

    private static final int SECONDS = "2026-11-30T12:34:56".length();
    private static final int MAX_FRACTION = 9;

    private StoredTime() {}

    /**
     * Reads a time.
     *
     * @throws java.time.DateTimeException if it is none
     */
    static Instant parse(String text) {
        int end = text.length() - 1;
        int fraction = end - SECONDS - 1;
        boolean usual =
                end >= SECONDS
                        && hasDigits(text, end)
                        && text.charAt(4) == '-'
                        && text.charAt(7) == '-'
                        && text.charAt(10) == 'T'
                        && text.charAt(13) == ':'
                        && text.charAt(16) == ':'
                        && text.charAt(end) == 'Z'
                        && (end == SECONDS
                                || (text.charAt(SECONDS) == '.'
                                        && fraction > 0
                                        && fraction <= MAX_FRACTION))
                        && number(text, 11, 13) < 24
                        && number(text, 17, 19) < 60;
        if (!usual) {
            return Instant.parse(text);
        }
        int nanoseconds = end == SECONDS ? 0 : number(text, SECONDS + 1, end);
        for (int digits = Math.max(fraction, 0); digits < MAX_FRACTION; digits++) {
            nanoseconds *= 10;
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanoseconds)
                .toInstant(ZoneOffset.UTC);
    }

    /** Whether digits stand wherever no sign does. */
    private static boolean hasDigits(String text, int end) {
        for (int at = 0; at < end; at++) {
            char c = text.charAt(at);
            boolean sign = at == 4 || at == 7 || at == 10 || at == 13 || at == 16 || at == SECONDS;
            if (!sign && (c < '0' || c > '9')) {
                return false;
            }
        }
        return true;
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            number = number * 10 + text.charAt(at) - '0';
        }
        return number;
    }
}
