package io.muster.readiness.check.scalability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScalingPolicyPresentTest {

    @Test
    void an_enabled_policy_is_ready() {
        Verdict verdict = judge(new Facts().with(group().build(), policy("web", true)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("web: enabled scaling policies: cpu");
    }

    @Test
    void a_group_without_a_policy_is_not_ready() {
        Verdict verdict = judge(new Facts().with(group().build(), policy("other", true)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: no scaling policy");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web"));
    }

    @Test
    void a_policy_that_is_switched_off_is_not_ready_and_named() {
        Verdict verdict = judge(new Facts().with(group().build(), policy("web", false)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: disabled scaling policies: cpu");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("disabledGroup", "web"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AlarmNotification", "Launch", "Terminate"})
    void a_policy_that_may_not_act_is_not_ready(String process) {
        Verdict verdict =
                judge(new Facts().with(group().suspended(process).build(), policy("web", true)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).endsWith("suspended: " + process);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("suspendedGroup", "web"));
    }

    @Test
    void predictive_scaling_alone_may_only_forecast() {
        ScalingPolicy predictive = new ScalingPolicy("p", "web", "PredictiveScaling", true);
        assertThat(judge(new Facts().with(group().build(), predictive)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(new Facts().with(group().build(), predictive, policy("web", true)))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_group_that_the_cluster_autoscaler_sizes_is_unknown() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        group().tag("k8s.io/cluster-autoscaler/enabled", "true")
                                                .build()));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("Kubernetes Cluster Autoscaler");
    }

    @Test
    void one_group_without_a_policy_decides_for_the_workload() {
        Facts facts =
                new Facts()
                        .with(
                                group("a").tag("workload", "web").build(),
                                group("b").tag("workload", "web").build(),
                                policy("a", true));
        Verdict verdict = judge(facts);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.evidence()).containsExactly("a: enabled scaling policies: cpu");
    }

    @Test
    void single_machines_beside_a_group_are_evidence() {
        Facts facts =
                new Facts()
                        .with(
                                group().member("i-2", "3").build(),
                                policy("web", true),
                                instance("i-1").tag("workload", "web").build(),
                                instance("i-2").tag("workload", "web").build());
        assertThat(judge(facts).evidence())
                .containsExactly("instances outside Auto Scaling groups: i-1");
    }

    @Test
    void a_workload_of_single_machines_cannot_grow_at_all() {
        Verdict verdict = judge(new Facts().with(instance("i-1").tag("Name", "web").build()));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("single", "i-1"));
    }

    @Test
    void a_workload_that_is_stopped_or_switched_off_is_not_concerned() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        instance()
                                                                .state(State.STOPPED)
                                                                .tag("Name", "web")
                                                                .build()))
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
        assertThat(judge(new Facts().with(group().sizes(0, 0, 0).build())).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void denied_policies_are_unknown() {
        assertThat(
                        judge(new Facts().with(group().build()).without(Source.SCALING_POLICIES))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static ScalingPolicy policy(String group, boolean enabled) {
        return new ScalingPolicy("cpu", group, "TargetTrackingScaling", enabled);
    }

    private static Verdict judge(Facts facts) {
        return new ScalingPolicyPresent()
                .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
    }
}
