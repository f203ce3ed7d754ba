package io.muster.readiness.check.metrics;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DetailedMonitoringTest {

    @Test
    void a_value_every_minute_is_ready() {
        assertThat(judge(true).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_value_every_five_minutes_is_not_ready() {
        assertThat(judge(false).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_state_that_ec2_does_not_report_is_unknown() {
        assertThat(judge(null).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(@Nullable Boolean detailed) {
        return new DetailedMonitoring()
                .judge(
                        instance().detailedMonitoring(detailed).build(),
                        new Facts().fleet(),
                        Thresholds.defaults());
    }
}
