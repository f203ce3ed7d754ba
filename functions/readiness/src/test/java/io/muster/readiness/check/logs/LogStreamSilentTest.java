package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.LogBuilder;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogStreamSilentTest {

    private static final String ID = "i-0123456789abcdef0";
    private static final Instant TWO_DAYS_AGO = Facts.NOW.minus(Duration.ofDays(2));

    @Test
    void a_stream_that_spoke_daily_and_stopped_is_not_ready() {
        Verdict verdict =
                judge(log("/app").stream(ID, TWO_DAYS_AGO, 7).stream(ID + "/b", Facts.NOW, 7));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(ID + " in /app received events daily until 2026-11-20T12:00:00Z");
    }

    @Test
    void a_stream_that_goes_on_or_spoke_now_and_then_is_ready() {
        assertThat(judge(log("/app").stream(ID, Facts.NOW.minusSeconds(60), 7)).status())
                .isEqualTo(Status.READY);
        assertThat(judge(log("/app").stream(ID, TWO_DAYS_AGO, 4)).status()).isEqualTo(Status.READY);
    }

    @Test
    void streams_that_could_not_be_listed_are_unknown() {
        assertThat(
                        judge(
                                        log("/app")
                                                .fault(ID, "oom-kill", 1, 1)
                                                .streamsMissing("logs:DescribeLogStreams"))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(LogBuilder log) {
        Instance instance = instance(ID).build();
        return new LogStreamSilent()
                .judge(
                        instance,
                        new Facts().with(instance, log.build()).fleet(),
                        Thresholds.defaults());
    }
}
