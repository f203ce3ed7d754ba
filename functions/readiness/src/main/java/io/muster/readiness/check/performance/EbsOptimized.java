package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;

/**
 * Without EBS optimisation, disk traffic and network traffic share one path and slow each other.
 */
public final class EbsOptimized extends Check.OfInstance {

    public EbsOptimized() {
        super(
                new Rule("ebs-optimized", PERFORMANCE, MEDIUM),
                """
                # {#enable}
                aws ec2 modify-instance-attribute --region {region} --instance-id {id} --ebs-optimized
                aws ec2 start-instances --region {region} --instance-ids {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html");
        reads(Source.INSTANCE_TYPES);
    }

    private static final Message EXPECTED = Message.of("ebs-optimized.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(EXPECTED, fleet.typeOf(instance), type -> judge(instance, type));
    }

    /**
     * Most types are optimised whatever the instance's flag says; the flag counts only where the
     * type leaves the choice.
     */
    private static Verdict judge(Instance instance, InstanceType type) {
        String support = type.ebs().optimized();
        if (support == null) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("ebs-optimized.support-not-reported").with("type", type.name()));
        }
        return switch (support) {
            case "default" ->
                    Verdict.ready(
                            EXPECTED, Message.of("ebs-optimized.always").with("type", type.name()));
            case "supported" -> judgeFlag(instance, type);
            case "unsupported" ->
                    Verdict.notApplicable(
                            Message.of("ebs-optimized.unsupported").with("type", type.name()));
            default ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("ebs-optimized.support-unrecognized")
                                    .with("support", support)
                                    .with("type", type.name()));
        };
    }

    private static Verdict judgeFlag(Instance instance, InstanceType type) {
        Boolean on = instance.storage().ebsOptimized();
        if (on == null) {
            return Verdict.unknown(EXPECTED, Message.of("ebs-optimized.not-reported"));
        }
        return on
                ? Verdict.ready(EXPECTED, Message.of("ebs-optimized.enabled"))
                : Verdict.notReady(
                        EXPECTED, Message.of("ebs-optimized.disabled").with("type", type.name()));
    }
}
