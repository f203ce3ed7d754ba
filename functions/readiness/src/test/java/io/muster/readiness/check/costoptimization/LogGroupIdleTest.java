package io.muster.readiness.check.costoptimization;

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

class LogGroupIdleTest {

    private static final Instant LONG_AGO = Facts.NOW.minus(Duration.ofDays(90));
    private static final LogGroup GROUP = group(LONG_AGO);

    @Test
    void a_group_that_takes_in_events_is_ready() {
        assertThat(
                        judge(
                                        GROUP,
                                        new Facts()
                                                .with(
                                                        log("/app").stream("a", Facts.NOW, 1)
                                                                .build()))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void one_that_took_in_none_for_a_month_is_not() {
        Verdict verdict =
                judge(GROUP, new Facts().with(log("/app").stream("a", LONG_AGO, 1).build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("no log event since 2026-08-24T12:00:00Z");
        assertThat(verdict.evidence()).containsExactly("stored: 5 GiB");
    }

    @Test
    void one_into_which_nothing_ever_came_is_not_either() {
        assertThat(judge(GROUP, new Facts().with(log("/app").build())).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_new_group_has_time_to_begin() {
        assertThat(judge(group(Facts.NOW), new Facts().with(log("/app").build())).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void streams_that_were_not_listed_are_unknown() {
        assertThat(judge(GROUP, new Facts()).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(GROUP, new Facts().with(log("/app").moreStreams().build())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(GROUP, new Facts().with(log("/app").streamsMissing("denied").build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static LogGroup group(Instant createdAt) {
        return new LogGroup("/app", LogClass.STANDARD, 30, null, 5L << 30, createdAt);
    }

    private static Verdict judge(LogGroup group, Facts facts) {
        return new LogGroupIdle().judge(group, facts.with(group).fleet(), Thresholds.defaults());
    }
}
