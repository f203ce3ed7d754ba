package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InstanceShipsLogsTest {

    private static final String ID = "i-0123456789abcdef0";
    private static final Instant LONG_AGO = Facts.NOW.minus(Duration.ofDays(90));
    private static final LogGroup GROUP =
            new LogGroup("/app", LogClass.STANDARD, 30, null, 1L, LONG_AGO);

    private final Instance instance = instance(ID).launchedAt(LONG_AGO).build();

    @Test
    void a_stream_that_spoke_within_a_day_is_enough() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        GROUP,
                                        log("/app").stream(ID, Facts.NOW.minusSeconds(60), 1)
                                                .build()));

        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("it sends its logs to /app");
    }

    @Test
    void a_stream_that_stopped_is_not() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        GROUP,
                                        log("/app").stream(
                                                        ID, Facts.NOW.minus(Duration.ofDays(2)), 1)
                                                .build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("its last event arrived at 2026-11-20T12:00:00Z, in /app");
    }

    @Test
    void no_stream_in_any_group_is_not_ready() {
        Verdict verdict = judge(new Facts().with(GROUP, log("/app").build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void streams_that_were_not_listed_may_be_its_own() {
        assertThat(judge(new Facts().with(GROUP)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(new Facts().with(GROUP, log("/app").moreStreams().build())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(new Facts().with(GROUP, log("/app").streamsMissing("denied").build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(new Facts().without(Source.LOGS)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_instance_of_today_has_time_to_begin() {
        Instance fresh = instance(ID).launchedAt(Facts.NOW.minusSeconds(600)).build();

        assertThat(
                        new InstanceShipsLogs()
                                .judge(
                                        fresh,
                                        new Facts().with(fresh).fleet(),
                                        Thresholds.defaults())
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private Verdict judge(Facts facts) {
        return new InstanceShipsLogs()
                .judge(instance, facts.with(instance).fleet(), Thresholds.defaults());
    }
}
