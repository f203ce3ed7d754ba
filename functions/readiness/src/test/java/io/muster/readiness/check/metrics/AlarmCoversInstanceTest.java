package io.muster.readiness.check.metrics;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlarmCoversInstanceTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";
    private static final Map<String, String> ON_INSTANCE = Map.of("InstanceId", ID);
    private static final Map<String, String> ON_GROUP = Map.of("AutoScalingGroupName", "web");

    @Test
    void an_alarm_on_the_instance_is_ready() {
        Verdict verdict = judge(new Facts().with(alarm("cpu", true, "OK", ON_INSTANCE)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("alarms: cpu");
    }

    @Test
    void an_alarm_on_the_group_is_ready() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        group().member(ID, "3").build(),
                                                        alarm("cpu", true, "OK", ON_GROUP)))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void the_agent_s_metrics_with_both_dimensions_count_once() {
        Map<String, String> both = Map.of("InstanceId", ID, "AutoScalingGroupName", "web");
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        group().member(ID, "3").build(),
                                                        alarm("memory", true, "OK", both)))
                                .actual())
                .isEqualTo("alarms: memory");
    }

    @Test
    void no_alarm_is_not_ready_and_the_remedy_makes_one_for_the_machine() {
        Verdict verdict =
                judge(new Facts().with(alarm("other", true, "OK", Map.of("InstanceId", "i-9"))));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("no alarm covers the instance");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("single", ID));
    }

    @Test
    void no_alarm_on_a_member_is_remedied_for_the_whole_group() {
        assertThat(judge(new Facts().with(group().member(ID, "3").build())).remedySteps())
                .containsExactly(Map.of("group", "web"));
    }

    @Test
    void an_alarm_that_notifies_no_recipient_is_not_ready_and_named() {
        Verdict verdict =
                judge(new Facts().with(alarm("cpu", false, "INSUFFICIENT_DATA", ON_INSTANCE)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("alarms without an enabled action: cpu");
        assertThat(verdict.evidence())
                .containsExactly(
                        "alarms in state INSUFFICIENT_DATA, whose metric may not exist: cpu");
        assertThat(verdict.remedySteps())
                .containsExactly(Map.of("single", ID), Map.of("alarm", "cpu"));
    }

    @Test
    void an_alarm_without_data_is_ready_and_says_so() {
        Verdict verdict =
                judge(new Facts().with(alarm("cpu", true, "INSUFFICIENT_DATA", ON_INSTANCE)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence()).isNotEmpty();
    }

    @Test
    void an_alarm_of_target_tracking_notifies_no_recipient() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        group().member(ID, "3").build(),
                                        alarm(
                                                "TargetTracking-web-AlarmHigh-1",
                                                true,
                                                "OK",
                                                ON_GROUP)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("no alarm covers the instance");
        assertThat(verdict.evidence())
                .containsExactly(
                        "alarms that only scale the group: TargetTracking-web-AlarmHigh-1");
    }

    @Test
    void an_alarm_over_an_expression_has_no_dimensions_and_is_mentioned_as_not_evaluated() {
        Verdict verdict = judge(new Facts().with(alarm("math", true, "OK", Map.of())));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).contains("not evaluated");
    }

    @Test
    void denied_alarms_are_unknown() {
        assertThat(judge(new Facts().without(Source.ALARMS)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void denied_groups_are_unknown_unless_the_instance_has_its_own_alarm() {
        assertThat(judge(new Facts().without(Source.AUTO_SCALING_GROUPS)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(
                                        new Facts()
                                                .with(alarm("cpu", true, "OK", ON_INSTANCE))
                                                .without(Source.AUTO_SCALING_GROUPS))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_stopped_instance_has_no_metrics() {
        assertThat(
                        new AlarmCoversInstance()
                                .judge(
                                        instance().state(State.STOPPED).build(),
                                        new Facts().fleet(),
                                        Thresholds.defaults())
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Alarm alarm(
            String name, boolean notifies, String state, Map<String, String> dimensions) {
        return new Alarm(name, state, notifies, dimensions);
    }

    private static Verdict judge(Facts facts) {
        return new AlarmCoversInstance()
                .judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
