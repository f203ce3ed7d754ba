package io.muster.readiness.check.deploy;

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

class GroupReplacesInstancesTest {

    @Test
    void a_lifetime_is_ready_and_said_in_days() {
        Verdict verdict = judge(group().lifetime(604_800));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("web: the maximum instance lifetime is 7 days");
    }

    @Test
    void a_lifetime_that_is_no_whole_number_of_days_is_said_in_seconds() {
        assertThat(judge(group().lifetime(90_000)).actual()).endsWith("90000 seconds");
    }

    @Test
    void no_lifetime_is_unknown_because_a_refresh_leaves_no_setting() {
        assertThat(judge(group().lifetime(null)).status()).isEqualTo(Status.UNKNOWN);
        Verdict verdict = judge(group().lifetime(0));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("no maximum instance lifetime is set");
    }

    @Test
    void a_lifetime_has_no_effect_while_launch_is_suspended() {
        Verdict verdict = judge(group().suspended("Launch"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("suspendedGroup", "web"));
    }

    @Test
    void a_group_that_is_switched_off_renews_nothing() {
        assertThat(judge(group().sizes(0, 0, 0).lifetime(null)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_group_without_a_lifetime_beside_one_with_keeps_the_workload_unknown() {
        Facts facts =
                new Facts()
                        .with(
                                group("a").tag("workload", "shop").build(),
                                group("b").tag("workload", "shop").lifetime(null).build());
        Verdict verdict = judge(facts, "shop");
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).startsWith("b: ");
    }

    @Test
    void single_machines_are_not_concerned() {
        Facts facts = new Facts().with(instance().tag("Name", "db").build());
        assertThat(judge(facts, "db").status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(GroupBuilder group) {
        return judge(new Facts().with(group.build()), "web");
    }

    private static Verdict judge(Facts facts, String workload) {
        return new GroupReplacesInstances()
                .judge(facts.workload(workload), facts.fleet(), Thresholds.defaults());
    }
}
