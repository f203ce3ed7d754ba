package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fixture.InstanceBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorkloadMultiZoneTest {

    @Test
    void instances_in_two_zones_are_ready() {
        Verdict verdict = judge(machine("i-1", "us-east-1b"), machine("i-2", "us-east-1a"));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("Availability Zones: us-east-1a, us-east-1b");
    }

    @Test
    void instances_in_one_zone_are_not_ready_and_the_remedy_starts_from_the_first() {
        Verdict verdict = judge(machine("i-2", "us-east-1a"), machine("i-1", "us-east-1a"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("only in us-east-1a");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("single", "i-1"));
    }

    @Test
    void a_stopped_instance_in_another_zone_holds_up_nothing() {
        assertThat(
                        judge(
                                        machine("i-1", "us-east-1a"),
                                        machine("i-2", "us-east-1b").state(State.STOPPED))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void only_stopped_instances_are_not_concerned() {
        assertThat(judge(machine("i-1", "us-east-1a").state(State.STOPPED)).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_group_over_two_zones_is_ready_even_while_it_has_no_instance() {
        assertThat(judge(group()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_group_in_one_zone_and_a_single_machine_in_another_are_two_zones() {
        assertThat(judge(group().zones("us-east-1a"), machine("i-1", "us-east-1b")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void groups_in_one_zone_are_not_ready_and_each_has_a_remedy() {
        Verdict verdict = judge(group("b").zones("us-east-1a"), group("a").zones("us-east-1a"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps())
                .containsExactly(Map.of("group", "a"), Map.of("group", "b"));
    }

    @Test
    void a_group_that_may_not_launch_brings_nothing_back_elsewhere() {
        Verdict verdict = judge(group().suspended("Launch"), machine("i-1", "us-east-1a"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence())
                .containsExactly("web: not counted while the process Launch is suspended");
    }

    @Test
    void a_group_that_may_not_launch_is_nowhere_alone() {
        Verdict verdict = judge(group().suspended("Launch"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("Launch is suspended");
    }

    @Test
    void a_group_that_is_switched_off_does_not_count() {
        assertThat(judge(group().sizes(0, 0, 0)).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_zone_that_ec2_does_not_report_is_unknown() {
        Verdict verdict = judge(machine("i-1", "us-east-1a"), machine("i-2", null));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("i-2");
    }

    @Test
    void a_state_that_muster_does_not_know_is_unknown() {
        assertThat(
                        judge(
                                        machine("i-1", "us-east-1a"),
                                        machine("i-2", "us-east-1b").state(State.UNRECOGNISED))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_group_without_zones_is_unknown() {
        assertThat(judge(group().zones()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_unreported_zone_does_not_matter_where_two_are_known() {
        assertThat(
                        judge(
                                        machine("i-1", "us-east-1a"),
                                        machine("i-2", "us-east-1b"),
                                        machine("i-3", null))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void the_number_of_zones_is_a_setting() {
        Thresholds three = Thresholds.from(Map.of("MUSTER_MINIMUM_ZONES", "3"));
        Facts facts = new Facts().with(group().tag("workload", "shop").build());
        Verdict verdict =
                new WorkloadMultiZone().judge(facts.workload("shop"), facts.fleet(), three);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).contains("3 or more");
    }

    private static InstanceBuilder machine(String id, @Nullable String zone) {
        return instance(id).zone(zone);
    }

    private static Verdict judge(Object... parts) {
        Facts facts = new Facts();
        for (Object part : parts) {
            if (part instanceof InstanceBuilder instance) {
                facts.with(instance.tag("workload", "shop").build());
            } else if (part instanceof GroupBuilder group) {
                facts.with(group.tag("workload", "shop").build());
            }
        }
        return new WorkloadMultiZone()
                .judge(facts.workload("shop"), facts.fleet(), Thresholds.defaults());
    }
}
