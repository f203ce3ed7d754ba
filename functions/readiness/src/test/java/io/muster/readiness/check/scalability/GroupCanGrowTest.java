package io.muster.readiness.check.scalability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GroupCanGrowTest {

    @Test
    void room_above_the_desired_capacity_is_ready() {
        Verdict verdict = judge(group().sizes(2, 5, 6));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("web: minimum size 2, maximum size 6");
    }

    @Test
    void a_fixed_size_is_not_ready() {
        Verdict verdict = judge(group().sizes(3, 3, 3));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: minimum and maximum size are both 3");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web"));
    }

    @Test
    void a_group_at_its_maximum_is_not_ready() {
        Verdict verdict = judge(group().sizes(2, 6, 6));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("web: desired capacity has reached the maximum size of 6");
    }

    @Test
    void a_group_that_is_switched_off_is_not_concerned() {
        assertThat(judge(group().sizes(0, 0, 0)).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void single_machines_are_said_elsewhere() {
        Verdict verdict = judge(new Facts().with(instance().tag("Name", "web").build()));
        assertThat(verdict.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(verdict.actual()).contains("scaling-policy-present");
    }

    private static Verdict judge(GroupBuilder group) {
        return judge(new Facts().with(group.build()));
    }

    private static Verdict judge(Facts facts) {
        return new GroupCanGrow()
                .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
    }
}
