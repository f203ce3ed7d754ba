package io.muster.readiness.check.metrics;

import static io.muster.readiness.checklist.ChecklistRow.METRICS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.Alarm.Effect;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An alarm whose action notifies a recipient: on the instance's own metrics, or on those of its
 * group, or a composite alarm that one of these brings into ALARM.
 *
 * <p>The action decides, not the name: an alarm that only scales a group, or stops or recovers the
 * instance, tells its owners nothing. Alarms over the metrics of several instances carry no
 * dimensions: which instances they cover cannot be seen, and a waiver is the place to say so.
 */
public final class AlarmCoversInstance extends Check.OfInstance {

    public AlarmCoversInstance() {
        super(
                new Rule("alarm-covers-instance", METRICS, MEDIUM),
                """
                # {#create}
                aws cloudwatch put-metric-alarm --region {region} --alarm-name status-check-{single} --namespace AWS/EC2 --metric-name StatusCheckFailed --dimensions Name=InstanceId,Value={single} --statistic Maximum --period 60 --evaluation-periods 2 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions "${TOPIC_ARN:?set it to the ARN of an SNS topic}"

                # {#create-for-group}
                aws cloudwatch put-metric-alarm --region {region} --alarm-name status-check-{group} --namespace AWS/EC2 --metric-name StatusCheckFailed --dimensions Name=AutoScalingGroupName,Value={group} --statistic Maximum --period 60 --evaluation-periods 2 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions "${TOPIC_ARN:?set it to the ARN of an SNS topic}"

                # {#enable}
                aws cloudwatch enable-alarm-actions --region {region} --alarm-names {alarm}
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmDefiningActions.html");
        needs(Source.ALARMS);
        reads(Source.AUTO_SCALING_GROUPS);
    }

    private static final Message EXPECTED = Message.of("alarm-covers-instance.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        if (instance.state().stopped()) {
            return Verdict.notApplicable(Message.of("alarm-covers-instance.stopped"));
        }
        return Verdict.of(EXPECTED, fleet.alarmsOn(instance), own -> judge(instance, own, fleet));
    }

    private static Verdict judge(Instance instance, List<Alarm> own, Fleet fleet) {
        Fact<Optional<AutoScalingGroup>> group = fleet.groupOf(instance);
        if (group instanceof Missing<Optional<AutoScalingGroup>> missing) {
            return !notifying(own).isEmpty()
                    ? judge(own, Map.of())
                    : Verdict.unknown(EXPECTED, missing)
                            .withEvidence(
                                    List.of(Message.of("alarm-covers-instance.no-own-alarm")));
        }
        return Verdict.of(
                EXPECTED,
                group,
                found -> judge(own, found, fleet),
                () -> judge(own, Map.of("single", instance.id())));
    }

    private static Verdict judge(List<Alarm> own, AutoScalingGroup group, Fleet fleet) {
        return Verdict.of(
                EXPECTED,
                fleet.alarmsOn(group),
                ofGroup ->
                        judge(
                                Stream.concat(own.stream(), ofGroup.stream()).distinct().toList(),
                                Map.of("group", group.name())));
    }

    private static Verdict judge(List<Alarm> alarms, Map<String, String> newAlarm) {
        List<Alarm> sorted = alarms.stream().sorted(Comparator.comparing(Alarm::name)).toList();
        List<Alarm> notifying = notifying(sorted);
        if (!notifying.isEmpty()) {
            return Verdict.ready(
                            EXPECTED,
                            Message.of("alarm-covers-instance.covered")
                                    .with("alarms", names(notifying)))
                    .withEvidence(withoutData(notifying));
        }
        List<Alarm> unrecognised = with(Effect.UNRECOGNISED, sorted);
        if (!unrecognised.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("alarm-covers-instance.unrecognised")
                            .with("alarms", names(unrecognised)));
        }
        List<Alarm> unread = with(Effect.NOTIFIES, sorted);
        if (!unread.isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("alarm-covers-instance.rule-not-understood")
                            .with("alarms", names(unread)));
        }
        List<Alarm> changing = with(Effect.CHANGES, sorted);
        List<Alarm> silent = sorted.stream().filter(alarm -> alarm.actions().isEmpty()).toList();
        List<Message> said = new ArrayList<>();
        if (!silent.isEmpty()) {
            said.add(Message.of("alarm-covers-instance.no-action").with("alarms", names(silent)));
        }
        if (!changing.isEmpty()) {
            said.add(
                    Message.of("alarm-covers-instance.changes-only")
                            .with("alarms", names(changing)));
        }
        Message actual =
                said.isEmpty()
                        ? Message.of("alarm-covers-instance.no-alarm")
                        : Message.all(said, "; ");
        Verdict verdict =
                Verdict.notReady(EXPECTED, actual)
                        .withEvidence(withoutData(silent))
                        .withRemedyStep(newAlarm);
        for (Alarm alarm : silent) {
            verdict = verdict.withRemedyStep(Map.of("alarm", alarm.name()));
        }
        return verdict;
    }

    /** Those of which it is known. */
    private static List<Alarm> notifying(List<Alarm> alarms) {
        return with(Effect.NOTIFIES, alarms).stream().filter(Alarm::understood).toList();
    }

    private static List<Alarm> with(Effect effect, List<Alarm> alarms) {
        return alarms.stream().filter(alarm -> alarm.has(effect)).toList();
    }

    private static List<Message> withoutData(List<Alarm> alarms) {
        List<Alarm> without =
                alarms.stream().filter(alarm -> "INSUFFICIENT_DATA".equals(alarm.state())).toList();
        return without.isEmpty()
                ? List.of()
                : List.of(
                        Message.of("alarm-covers-instance.no-data").with("alarms", names(without)));
    }

    private static String names(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::name).collect(Collectors.joining(", "));
    }
}
