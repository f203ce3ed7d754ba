package io.muster.readiness.check.costoptimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogGroupClassTest {

    private static final Instant LONG_AGO = Facts.NOW.minus(Duration.ofDays(300));

    @Test
    void what_a_busy_group_would_save_is_told_with_the_prices_and_their_date() {
        // 300 GB kept for 30 days: 300 GB a month at 0.50 and 0.03 USD, half of the 0.50 saved.
        Verdict verdict = judge(group(LogClass.STANDARD, 300_000_000_000L, 30));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "STANDARD costs at least 100 USD a month, and INFREQUENT_ACCESS would save at least 50 USD");
        assertThat(verdict.evidence()).contains("list prices of: 2026-11-25");
    }

    @Test
    void little_is_not_worth_a_move() {
        assertThat(judge(group(LogClass.STANDARD, 1_000_000L, 30)).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void another_class_is_not_asked() {
        assertThat(judge(group(LogClass.INFREQUENT_ACCESS, 300_000_000_000L, 30)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_size_that_is_not_told_is_unknown() {
        assertThat(judge(group(LogClass.STANDARD, null, 30)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void no_price_is_claimed_for_a_region_without_one() {
        assertThat(LogPrices.of("eu-south-2")).isEmpty();
    }

    private static LogGroup group(LogClass logClass, @Nullable Long stored, int days) {
        return new LogGroup("/app", logClass, days, null, stored, LONG_AGO);
    }

    private static Verdict judge(LogGroup group) {
        return new LogGroupClass()
                .judge(group, new Facts().with(group).fleet(), Thresholds.defaults());
    }
}
