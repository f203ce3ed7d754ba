package io.muster.readiness.check.logs;

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

class LogGroupSilentTest {

    private static final LogGroup GROUP =
            new LogGroup("/app", LogClass.STANDARD, 30, null, 1L, Instant.EPOCH);
    private static final Instant TWO_DAYS_AGO = Facts.NOW.minus(Duration.ofDays(2));

    @Test
    void a_group_that_took_in_events_daily_and_stopped_is_not_ready() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        log("/app").stream("a", TWO_DAYS_AGO, 3).stream(
                                                        "b",
                                                        TWO_DAYS_AGO.minus(Duration.ofDays(3)),
                                                        4)
                                                .build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("it received events daily until 2026-11-20T12:00:00Z");
    }

    @Test
    void streams_of_containers_come_and_go_while_the_group_goes_on() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        log("/app").stream("a", TWO_DAYS_AGO, 7)
                                                                .stream("b", Facts.NOW, 1)
                                                                .build()))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void streams_that_were_not_listed_are_unknown() {
        assertThat(judge(new Facts().with(log("/app").streamsMissing("denied").build())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(Facts facts) {
        return new LogGroupSilent().judge(GROUP, facts.with(GROUP).fleet(), Thresholds.defaults());
    }
}
