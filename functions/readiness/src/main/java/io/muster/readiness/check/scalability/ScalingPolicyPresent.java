package io.muster.readiness.check.scalability;

import static io.muster.readiness.checklist.ChecklistRow.SCALABILITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.EachGroup;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A workload grows with its load when something raises its size and something lowers it again.
 *
 * <p>A workload without any group is not ready rather than not concerned: it is the one that cannot
 * grow at all. Where that is meant, as for a database, a waiver puts it on record. Sizes that the
 * Kubernetes Cluster Autoscaler sets from outside leave a tag and no policy, and predictive scaling
 * may only forecast: both are unknown.
 */
public final class ScalingPolicyPresent extends Check.OfWorkload {

    private static final String CLUSTER_AUTOSCALER_TAG = "k8s.io/cluster-autoscaler/enabled";
    private static final String PREDICTIVE = "PredictiveScaling";

    public ScalingPolicyPresent() {
        super(
                new Rule("scaling-policy-present", SCALABILITY, MEDIUM),
                """
                # {#put}
                aws autoscaling put-scaling-policy --region {region} --auto-scaling-group-name {group} --policy-name cpu-near-50-percent --policy-type TargetTrackingScaling --target-tracking-configuration '{"PredefinedMetricSpecification":{"PredefinedMetricType":"ASGAverageCPUUtilization"},"TargetValue":50}'

                # {#enable}
                aws autoscaling describe-policies --region {region} --auto-scaling-group-name {disabledGroup}

                # {#resume}
                aws autoscaling resume-processes --region {region} --auto-scaling-group-name {suspendedGroup} --scaling-processes AlarmNotification Launch Terminate

                # {#template}
                aws ec2 get-launch-template-data --region {region} --instance-id {single} --query LaunchTemplateData
                """,
                "https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-target-tracking.html");
        reads(Source.SCALING_POLICIES);
    }

    private static final Message EXPECTED = Message.of("scaling-policy-present.expected");

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        List<String> outside =
                workload.instances().stream()
                        .filter(instance -> !instance.state().stopped())
                        .map(Instance::id)
                        .filter(id -> !inGroup(workload, id))
                        .sorted()
                        .toList();
        Message evidence =
                Message.of("scaling-policy-present.outside")
                        .with("instances", String.join(", ", outside));
        if (!workload.groups().isEmpty()) {
            Verdict verdict = EachGroup.of(workload, EXPECTED, group -> judge(group, fleet));
            return outside.isEmpty() ? verdict : verdict.withEvidence(List.of(evidence));
        }
        return outside.isEmpty()
                ? Verdict.notApplicable(Message.of("scaling-policy-present.nothing-runs"))
                : Verdict.notReady(EXPECTED, Message.of("scaling-policy-present.no-group"))
                        .withEvidence(List.of(evidence))
                        .withRemedyStep(Map.of("single", outside.getFirst()));
    }

    private static boolean inGroup(Workload workload, String id) {
        return workload.groups().stream().anyMatch(group -> group.member(id).isPresent());
    }

    private static Verdict judge(AutoScalingGroup group, Fleet fleet) {
        if (group.switchedOff()) {
            return Verdict.notApplicable(Message.of("scalability.group-at-zero"));
        }
        return Verdict.of(EXPECTED, fleet.policiesOf(group), policies -> judge(group, policies));
    }

    private static Verdict judge(AutoScalingGroup group, List<ScalingPolicy> policies) {
        List<ScalingPolicy> enabled = policies.stream().filter(ScalingPolicy::enabled).toList();
        if (enabled.isEmpty()) {
            return withoutPolicy(group, policies);
        }
        List<String> suspended = group.suspended("AlarmNotification", "Launch", "Terminate");
        if (!suspended.isEmpty()) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("scaling-policy-present.suspended")
                                    .with("processes", String.join(", ", suspended)))
                    .withRemedyStep(Map.of("suspendedGroup", group.name()));
        }
        if (enabled.stream().allMatch(policy -> PREDICTIVE.equals(policy.type()))) {
            return Verdict.unknown(EXPECTED, Message.of("scaling-policy-present.predictive-only"));
        }
        return Verdict.ready(
                EXPECTED,
                Message.of("scaling-policy-present.enabled").with("policies", names(enabled)));
    }

    private static Verdict withoutPolicy(AutoScalingGroup group, List<ScalingPolicy> disabled) {
        if (group.tags().containsKey(CLUSTER_AUTOSCALER_TAG)) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("scaling-policy-present.cluster-autoscaler")
                            .with("tag", CLUSTER_AUTOSCALER_TAG));
        }
        if (disabled.isEmpty()) {
            return Verdict.notReady(EXPECTED, Message.of("scaling-policy-present.no-policy"))
                    .withRemedyStep(Map.of("group", group.name()));
        }
        return Verdict.notReady(
                        EXPECTED,
                        Message.of("scaling-policy-present.disabled")
                                .with("policies", names(disabled)))
                .withRemedyStep(Map.of("disabledGroup", group.name()));
    }

    private static String names(List<ScalingPolicy> policies) {
        return policies.stream()
                .map(ScalingPolicy::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }
}
