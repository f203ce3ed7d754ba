package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogServerErrorsTest {

    private static final LogGroup GROUP =
            new LogGroup("/nginx", LogClass.STANDARD, 30, null, 1L, Instant.EPOCH);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_share_at_the_limit_is_not_ready() {
        Verdict verdict = judge(new Facts().with(log("/nginx").traffic(10_000, 700).build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).startsWith("at least 1 % of at least 10000 requests");
    }

    @Test
    void a_smaller_share_is_ready() {
        assertThat(judge(new Facts().with(log("/nginx").traffic(10_000, 99).build())).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void few_requests_and_none_are_not_asked() {
        assertThat(judge(new Facts().with(log("/nginx").traffic(99, 99).build())).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(new Facts().with(log("/nginx").build())).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_statistic_that_failed_or_was_cut_is_unknown() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        log("/nginx")
                                                                .trafficMissing("query failed")
                                                                .build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        log("/nginx")
                                                                .traffic(10_000, 1)
                                                                .incomplete(1)
                                                                .build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_was_more_than_a_day_ago_does_not_count() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        log("/nginx")
                                                                .traffic(10_000, 5_000)
                                                                .analysed(
                                                                        Facts.NOW,
                                                                        Facts.NOW.plus(
                                                                                DAY.multipliedBy(
                                                                                        2)))
                                                                .build()))
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(Facts facts) {
        return new LogServerErrors().judge(GROUP, facts.with(GROUP).fleet(), Thresholds.defaults());
    }
}
