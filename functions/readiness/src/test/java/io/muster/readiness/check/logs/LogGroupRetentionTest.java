package io.muster.readiness.check.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogGroupRetentionTest {

    @Test
    void a_set_time_within_the_policy_is_ready() {
        assertThat(judge(30, LogClass.STANDARD).status()).isEqualTo(Status.READY);
    }

    @Test
    void for_ever_is_not_ready_and_the_longest_allowed_is_proposed() {
        Verdict verdict = judge(null, LogClass.STANDARD);

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("events never expire");
        assertThat(verdict.remedyValues()).containsEntry("days", "400");
    }

    @Test
    void too_short_a_time_is_not_ready_and_the_shortest_allowed_is_proposed() {
        assertThat(judge(1, LogClass.STANDARD).remedyValues()).containsEntry("days", "14");
    }

    @Test
    void a_group_that_passes_events_on_keeps_none() {
        assertThat(judge(null, LogClass.DELIVERY).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(@Nullable Integer days, LogClass logClass) {
        LogGroup group = new LogGroup("/app", logClass, days, null, 1L, Facts.NOW);
        return new LogGroupRetention()
                .judge(group, new Facts().with(group).fleet(), Thresholds.defaults());
    }
}
