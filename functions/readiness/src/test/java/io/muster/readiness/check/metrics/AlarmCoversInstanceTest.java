package io.muster.readiness.check.metrics;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AlarmRule;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmCoversInstanceTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";
    private static final Map<String, String> ON_INSTANCE = Map.of("InstanceId", ID);
    private static final List<String> NONE = List.of();
    private static final List<String> SNS = List.of("arn:aws:sns:us-east-1:123456789012:ops");
    private static final List<String> SCALING =
            List.of("arn:aws:autoscaling:us-east-1:123456789012:scalingPolicy:1:policyName/cpu");
    private static final Map<String, String> ON_GROUP = Map.of("AutoScalingGroupName", "web");

    @Test
    void an_alarm_on_the_instance_is_ready() {
        Verdict verdict = judge(new Facts().with(alarm("cpu", SNS, "OK", ON_INSTANCE)));
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
                                                        alarm("cpu", SNS, "OK", ON_GROUP)))
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
                                                        alarm("memory", SNS, "OK", both)))
                                .actual())
                .isEqualTo("alarms: memory");
    }

    @Test
    void no_alarm_is_not_ready_and_the_remedy_makes_one_for_the_machine() {
        Verdict verdict =
                judge(new Facts().with(alarm("other", SNS, "OK", Map.of("InstanceId", "i-9"))));
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
                judge(new Facts().with(alarm("cpu", NONE, "INSUFFICIENT_DATA", ON_INSTANCE)));
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
                judge(new Facts().with(alarm("cpu", SNS, "INSUFFICIENT_DATA", ON_INSTANCE)));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence()).isNotEmpty();
    }

    @Test
    void an_alarm_that_scales_its_group_notifies_no_recipient() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        group().member(ID, "3").build(),
                                        alarm(
                                                "TargetTracking-web-AlarmHigh-1",
                                                SCALING,
                                                "OK",
                                                ON_GROUP)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "alarms that only scale, stop or recover, and send no notification:"
                                + " TargetTracking-web-AlarmHigh-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:automate:us-east-1:ec2:stop",
                "arn:aws:automate:us-east-1:ec2:recover",
                "arn:aws:swf:us-east-1:123456789012:action/actions/AWS_EC2.InstanceId.Reboot/1.0",
            })
    void an_alarm_that_acts_on_the_instance_notifies_no_recipient(String action) {
        assertThat(
                        judge(new Facts().with(alarm("cpu", List.of(action), "OK", ON_INSTANCE)))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-cn:sns:cn-north-1:123456789012:ops",
                "arn:aws:lambda:us-east-1:123456789012:function:page",
                "arn:aws:ssm:us-east-1:123456789012:opsitem:2#CATEGORY=Availability",
                "arn:aws:ssm-incidents::123456789012:response-plan/page",
                "arn:aws:aiops:us-east-1:123456789012:investigation-group/a",
            })
    void an_action_that_reaches_people_is_ready_whatever_the_alarm_s_name(String action) {
        Alarm alarm = alarm("TargetTracking-mine", List.of(action), "OK", ON_INSTANCE);
        assertThat(judge(new Facts().with(alarm)).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_action_of_an_unknown_service_is_unknown() {
        Alarm alarm =
                alarm("cpu", List.of("arn:aws:pager:us-east-1:123456789012:x"), "OK", ON_INSTANCE);
        assertThat(judge(new Facts().with(alarm)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_alarm_over_an_expression_has_no_dimensions_and_is_mentioned_as_not_evaluated() {
        Verdict verdict = judge(new Facts().with(alarm("math", SNS, "OK", Map.of())));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.expected()).contains("not evaluated");
    }

    @Test
    void a_composite_alarm_tells_of_the_alarm_that_raises_it_at_any_depth() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        alarm("cpu", NONE, "OK", ON_INSTANCE),
                                                        composite("host", NONE, "ALARM(cpu)"),
                                                        composite(
                                                                "site",
                                                                SNS,
                                                                "ALARM(host) OR ALARM(x)")))
                                .actual())
                .isEqualTo("alarms: site");
    }

    @Test
    void composite_alarms_that_name_each_other_in_a_circle_are_looked_at_once() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        alarm("cpu", NONE, "OK", ON_INSTANCE),
                                        composite("a", NONE, "ALARM(cpu) OR ALARM(b)"),
                                        composite("b", NONE, "ALARM(a)")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("alarms without an enabled action: a, b, cpu");
    }

    @Test
    void a_composite_alarm_that_another_alarm_keeps_silent_does_not_tell_of_that_one() {
        assertThat(
                        judge(
                                        new Facts()
                                                .with(
                                                        alarm("cpu", NONE, "OK", ON_INSTANCE),
                                                        composite(
                                                                "site",
                                                                SNS,
                                                                "ALARM(x) AND NOT ALARM(cpu)")))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void what_a_rule_that_is_not_understood_brings_about_is_unknown() {
        Verdict verdict =
                judge(
                        new Facts()
                                .with(
                                        alarm("cpu", NONE, "OK", ON_INSTANCE),
                                        composite("odd", NONE, "MOST_OF(cpu)"),
                                        composite("site", SNS, "ALARM(odd)")));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("does not understand the rule", "site");
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
                                                .with(alarm("cpu", SNS, "OK", ON_INSTANCE))
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
            String name, List<String> actions, String state, Map<String, String> dimensions) {
        return new Alarm(name, state, actions, dimensions);
    }

    private static Alarm composite(String name, List<String> actions, String rule) {
        return new Alarm(name, "OK", actions, Map.of(), AlarmRule.parse(rule));
    }

    private static Verdict judge(Facts facts) {
        return new AlarmCoversInstance()
                .judge(instance().build(), facts.fleet(), Thresholds.defaults());
    }
}
