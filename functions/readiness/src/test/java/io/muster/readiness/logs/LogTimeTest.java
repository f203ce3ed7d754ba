package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2025-06-14T15:16:01Z host app: x | 2025-06-14T15:16:01Z",
                "2025-06-14T15:16:01.123456+09:00 host app: x | 2025-06-14T06:16:01Z",
                "2025-06-14 15:16:01,123 ERROR x | 2025-06-14T15:16:01Z",
                "2025/06/14 15:16:01 [error] 12#0: x | 2025-06-14T15:16:01Z",
                "[Sun Dec 04 04:47:44 2005] [error] x | 2005-12-04T04:47:44Z",
                "[Sun Dec 04 04:47:44.123456 2005] [error] x | 2005-12-04T04:47:44Z",
                "192.0.2.1 - - [10/Oct/2025:13:55:36 -0700] \"GET / HTTP/1.1\" 500 1 | 2025-10-10T20:55:36Z",
                "Feb 28 23:59:59 host kernel: x | 2026-02-28T23:59:59Z",
                "Mar  2 01:00:00 host kernel: a day of clock difference | 2026-03-02T01:00:00Z",
                "Jun 14 15:16:01 host kernel: last year's | 2025-06-14T15:16:01Z",
                "Feb 29 00:00:00 host kernel: the last leap year's | 2024-02-29T00:00:00Z",
                "{\"MESSAGE\":\"x\",\"__REALTIME_TIMESTAMP\":\"1749914161000000\"} | 2025-06-14T15:16:01Z",
                "{\"time\":\"2025-06-14T15:16:01Z\",\"msg\":\"x\"} | 2025-06-14T15:16:01Z"
            })
    void the_usual_formats_are_read(String line, Instant time) {
        assertThat(LogTime.of(line, NOW)).contains(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no time at all",
                "2025-13-41T99:99:99Z x",
                "Foo 31 12:00:00 x",
                "Feb 31 12:00:00 x",
                "{\"__REALTIME_TIMESTAMP\":\"\"}"
            })
    void what_is_no_time_gives_none(String line) {
        assertThat(LogTime.of(line, NOW)).isEmpty();
    }

    @Test
    void a_day_that_never_was_does_not_search_for_ever() {
        assertThat(LogTime.of("Feb 30 12:00:00 x", NOW)).isEmpty();
    }
}
