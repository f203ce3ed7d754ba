package io.muster.readiness.check.highavailability;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupHealthCheckElbTest {

    private static final String LATTICE =
            "arn:aws:vpc-lattice:us-east-1:123456789012:targetgroup/tg-0123456789abcdef0";

    @Test
    void a_group_that_asks_its_load_balancer_is_ready() {
        assertThat(judge(group().healthChecks("EC2", "ELB")).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_group_that_asks_ec2_only_is_not_ready() {
        Verdict verdict = judge(group().healthChecks("EC2"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: health check type ELB is not set, only EC2");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web", "types", "ELB"));
    }

    @Test
    void the_remedy_keeps_the_other_types() {
        assertThat(judge(group().healthChecks("EC2", "EBS")).remedySteps())
                .containsExactly(Map.of("group", "web", "types", "EBS,ELB"));
    }

    @Test
    void vpc_lattice_has_a_type_of_its_own() {
        assertThat(judge(group().loadBalancers(LATTICE).healthChecks("EC2", "ELB")).remedySteps())
                .containsExactly(Map.of("group", "web", "types", "ELB,VPC_LATTICE"));
        assertThat(judge(group().loadBalancers(LATTICE).healthChecks("VPC_LATTICE")).status())
                .isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HealthCheck", "ReplaceUnhealthy"})
    void a_health_check_without_consequence_is_not_ready(String process) {
        Verdict verdict = judge(group().suspended(process));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: suspended processes: " + process);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("suspendedGroup", "web"));
    }

    @Test
    void a_missing_type_and_a_suspended_process_are_two_steps() {
        Verdict verdict = judge(group().healthChecks().suspended("HealthCheck"));
        assertThat(verdict.actual()).isEqualTo("web: health check type ELB is not set, only EC2");
        assertThat(verdict.evidence()).containsExactly("web: suspended processes: HealthCheck");
        assertThat(verdict.remedySteps()).hasSize(2);
    }

    @Test
    void a_group_without_a_load_balancer_or_switched_off_is_not_concerned() {
        assertThat(judge(group().loadBalancers().healthChecks("EC2")).status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(group().sizes(0, 0, 0).healthChecks("EC2")).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void single_machines_are_not_concerned() {
        Facts facts = new Facts().with(instance().tag("Name", "web").build());
        assertThat(judge(facts).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(GroupBuilder group) {
        return judge(new Facts().with(group.build()));
    }

    private static Verdict judge(Facts facts) {
        return new GroupHealthCheckElb()
                .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
    }
}
