package io.muster.readiness.check.metrics;

import static io.muster.readiness.checklist.ChecklistRow.METRICS;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An alarm whose action notifies a recipient: on the instance's own metrics, or on those of its
 * group.
 *
 * <p>The alarms that target tracking makes for itself only move the size of a group and do not
 * count. Alarms over several metrics, and composite alarms, carry no dimensions: which instances
 * they cover cannot be seen, and a waiver is the place to say so.
 */
public final class AlarmCoversInstance extends Check.OfInstance {

    private static final String TARGET_TRACKING = "TargetTracking-";

    public AlarmCoversInstance() {
        super(
                new Rule("alarm-covers-instance", METRICS, MEDIUM),
                "An alarm sends a notification when the instance fails",
                """
                # Tells an SNS topic when the instance fails its status checks for two minutes.
                aws cloudwatch put-metric-alarm --region {region} --alarm-name status-check-{single} --namespace AWS/EC2 --metric-name StatusCheckFailed --dimensions Name=InstanceId,Value={single} --statistic Maximum --period 60 --evaluation-periods 2 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions "${TOPIC_ARN:?name the SNS topic of the notifications}"

                # The same for all instances of the group, which come and go.
                aws cloudwatch put-metric-alarm --region {region} --alarm-name status-check-{group} --namespace AWS/EC2 --metric-name StatusCheckFailed --dimensions Name=AutoScalingGroupName,Value={group} --statistic Maximum --period 60 --evaluation-periods 2 --threshold 1 --comparison-operator GreaterThanOrEqualToThreshold --alarm-actions "${TOPIC_ARN:?name the SNS topic of the notifications}"

                # An alarm is there. If it has actions, they are switched off.
                aws cloudwatch enable-alarm-actions --region {region} --alarm-names {alarm}
                """,
                "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/UsingAlarmDefiningActions.html");
        needs(Source.ALARMS);
        reads(Source.AUTO_SCALING_GROUPS);
    }

    private static final String EXPECTED =
            "a metric alarm with actions switched on, on the instance or its Auto Scaling group; composite alarms and alarms over several metrics have no dimensions and are not seen";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        if (instance.state().stopped()) {
            return Verdict.notApplicable("a stopped instance reports no metrics");
        }
        return Verdict.of(EXPECTED, fleet.alarmsOn(instance), own -> judge(instance, own, fleet));
    }

    private static Verdict judge(Instance instance, List<Alarm> own, Fleet fleet) {
        Fact<Optional<AutoScalingGroup>> group = fleet.groupOf(instance);
        if (group instanceof Missing<Optional<AutoScalingGroup>> missing) {
            return own.stream().anyMatch(AlarmCoversInstance::tells)
                    ? judge(own, Map.of())
                    : Verdict.unknown(EXPECTED, missing)
                            .withLines(
                                    List.of(
                                            "no alarm on the instance itself sends a notification"));
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
        List<Alarm> telling = sorted.stream().filter(AlarmCoversInstance::tells).toList();
        if (!telling.isEmpty()) {
            return Verdict.ready(EXPECTED, names(telling)).withLines(withoutData(telling));
        }
        List<Alarm> ofScaling = sorted.stream().filter(AlarmCoversInstance::onlyScales).toList();
        List<Alarm> silent = sorted.stream().filter(alarm -> !onlyScales(alarm)).toList();
        List<String> evidence = new ArrayList<>();
        if (!ofScaling.isEmpty()) {
            evidence.add("only moves the group's size: " + names(ofScaling));
        }
        evidence.addAll(withoutData(silent));
        String actual =
                silent.isEmpty()
                        ? "no alarm"
                        : "no action, or actions switched off: " + names(silent);
        Verdict verdict =
                Verdict.notReady(EXPECTED, actual).withLines(evidence).withRemedyStep(newAlarm);
        for (Alarm alarm : silent) {
            verdict = verdict.withRemedyStep(Map.of("alarm", alarm.name()));
        }
        return verdict;
    }

    private static boolean tells(Alarm alarm) {
        return alarm.notifies() && !onlyScales(alarm);
    }

    private static boolean onlyScales(Alarm alarm) {
        return alarm.name().startsWith(TARGET_TRACKING);
    }

    private static List<String> withoutData(List<Alarm> alarms) {
        return alarms.stream()
                .filter(alarm -> "INSUFFICIENT_DATA".equals(alarm.state()))
                .map(alarm -> alarm.name() + " has INSUFFICIENT_DATA: its metric may not exist")
                .toList();
    }

    private static String names(List<Alarm> alarms) {
        return alarms.stream().map(Alarm::name).collect(Collectors.joining(", "));
    }
}
