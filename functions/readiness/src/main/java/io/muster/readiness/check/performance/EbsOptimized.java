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

/**
 * Without EBS optimisation, disk traffic and network traffic share one path and slow each other.
 */
public final class EbsOptimized extends Check.OfInstance {

    public EbsOptimized() {
        super(
                new Rule("ebs-optimized", PERFORMANCE, MEDIUM),
                "Traffic to EBS volumes has bandwidth of its own",
                """
                # EC2 changes this only while the instance is stopped, and charges extra for it on the old
                # types that leave it off. Stop the host when it suits, then:
                aws ec2 modify-instance-attribute --region {region} --instance-id {id} --ebs-optimized
                aws ec2 start-instances --region {region} --instance-ids {id}
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ebs-optimized.html");
        reads(Source.INSTANCE_TYPES);
    }

    private static final String EXPECTED = "EBS optimisation is on";

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
                    EXPECTED, "EC2 does not report EBS optimisation of " + type.name());
        }
        return switch (support) {
            case "default" -> Verdict.ready(EXPECTED, type.name() + " is always EBS-optimised");
            case "supported" -> judgeFlag(instance, type);
            case "unsupported" -> Verdict.notApplicable(type.name() + " cannot be EBS-optimised");
            default ->
                    Verdict.unknown(
                            EXPECTED,
                            "EC2 says '%s' about EBS optimisation of %s, which Muster does not know"
                                    .formatted(support, type.name()));
        };
    }

    private static Verdict judgeFlag(Instance instance, InstanceType type) {
        Boolean on = instance.storage().ebsOptimized();
        if (on == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report whether EBS optimisation is on");
        }
        return on
                ? Verdict.ready(EXPECTED, "EBS optimisation is on")
                : Verdict.notReady(
                        EXPECTED,
                        "EBS optimisation is off, which %s would allow".formatted(type.name()));
    }
}
