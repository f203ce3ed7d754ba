package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTimeTest {

    @Test
    void what_an_instant_writes_is_that_instant() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            Instant instant =
                    Instant.ofEpochSecond(
                            random.nextLong(-62_135_596_800L, 253_402_300_800L),
                            switch (i % 4) {
                                case 0 -> 0;
                                case 1 -> random.nextInt(1_000) * 1_000_000L;
                                case 2 -> random.nextInt(1_000_000) * 1_000L;
                                default -> random.nextInt(1_000_000_000);
                            });
            assertThat(StoredTime.parse(instant.toString())).as("seed %d", seed).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-30T24:00:00Z",
                "2026-11-30T23:59:60Z",
                "2026-11-30T12:00:00.5Z",
                "2026-11-30T12:00:00.Z",
                "+12026-11-30T12:00:00Z",
                "-0001-11-30T12:00:00Z",
                "2026-11-30t12:00:00z",
                "2026-11-30T12:00:00+01:00"
            })
    void what_is_rare_is_read_as_an_instant_reads_it(String text) {
        assertThat(StoredTime.parse(text)).isEqualTo(Instant.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-02-30T12:00:00Z",
                "2026-13-01T12:00:00Z",
                "2026-11-30T12:60:00Z",
                "2026-11-30T12:00:00.1234567890Z",
                "2026-11-30 12:00:00Z",
                "2026/11/30T12:00:00Z",
                "2026-11-30T12:00:00",
                "２026-11-30T12:00:00Z"
            })
    void what_is_no_time_is_refused(String text) {
        assertThatThrownBy(() -> StoredTime.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
