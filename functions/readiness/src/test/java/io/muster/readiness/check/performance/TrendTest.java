package io.muster.readiness.check.performance;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.DiskHistory.Sample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrendTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-01");

    @Test
    void a_steady_growth_is_its_slope() {
        Trend trend = Trend.of(samples(10, 20, 30, 40, 50, 60, 70));
        assertThat(trend.bytesPerDay()).isEqualTo(10);
        assertThat(trend.daysToFill(100)).isEqualTo(10);
    }

    @Test
    void one_clean_up_or_one_wrong_sample_does_not_turn_it() {
        assertThat(Trend.of(samples(10, 20, 30, 1_000_000, 50, 60, 70, 80)).bytesPerDay())
                .isBetween(9.0, 12.0);
        assertThat(Trend.of(samples(110, 120, 130, 40, 50, 60, 70, 80, 90, 100)).bytesPerDay())
                .isBetween(-10.0, 10.0);
    }

    @Test
    void what_does_not_grow_never_fills() {
        assertThat(Trend.of(samples(5, 5, 5)).daysToFill(0)).isInfinite();
        assertThat(Trend.of(samples(9, 7, 5)).daysToFill(1)).isInfinite();
    }

    @Test
    void days_without_a_sample_count_as_days() {
        assertThat(
                        Trend.of(
                                        List.of(
                                                new Sample(DAY, 0, 100),
                                                new Sample(DAY.plusDays(10), 50, 100)))
                                .bytesPerDay())
                .isEqualTo(5);
    }

    @Test
    void a_week_of_samples_tells_and_less_does_not() {
        assertThat(Trend.tells(samples(1, 2, 3, 4, 5, 6, 7))).isTrue();
        assertThat(Trend.tells(samples(1, 2, 3, 4, 5, 6))).isFalse();
        assertThat(Trend.tells(List.of())).isFalse();
    }

    @Test
    void sizes_near_the_largest_number_do_not_overflow() {
        assertThat(Trend.of(samples(Long.MAX_VALUE, 0, Long.MAX_VALUE)).bytesPerDay()).isFinite();
    }

    private static List<Sample> samples(long... used) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < used.length; i++) {
            samples.add(new Sample(DAY.plusDays(i), used[i], Long.MAX_VALUE));
        }
        return samples;
    }
}
