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
import org.jspecify.annotations.Nullable;

/**
 * A type of a previous generation gives less for the same money, and AWS adds no capacity for it:
 * one day it does not launch.
 */
public final class CurrentGeneration extends Check.OfInstance {

    public CurrentGeneration() {
        super(
                new Rule("current-generation", PERFORMANCE, MEDIUM),
                """
                # {#list}
                aws ec2 describe-instance-types --region {region} --filters Name=current-generation,Values=true Name=vcpu-info.default-vcpus,Values={vcpus} --query 'sort_by(InstanceTypes,&InstanceType)[].[InstanceType,MemoryInfo.SizeInMiB,ProcessorInfo.SupportedArchitectures[0]]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html");
        reads(Source.INSTANCE_TYPES);
    }

    private static final Message EXPECTED = Message.of("current-generation.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(EXPECTED, fleet.typeOf(instance), CurrentGeneration::judge);
    }

    private static Verdict judge(InstanceType type) {
        Boolean current = type.currentGeneration();
        if (current == null) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("current-generation.not-reported").with("type", type.name()));
        }
        if (current) {
            return Verdict.ready(
                    EXPECTED, Message.of("current-generation.current").with("type", type.name()));
        }
        Boolean previous = isPrevious(type);
        if (previous == null) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("current-generation.no-hypervisor").with("type", type.name()));
        }
        return !previous
                ? Verdict.notApplicable(
                        Message.of("current-generation.still-sold").with("type", type.name()))
                : Verdict.notReady(
                                EXPECTED,
                                Message.of("current-generation.previous").with("type", type.name()))
                        .withRemedyValue(
                                "vcpus",
                                type.compute().vcpus() == null
                                        ? "*"
                                        : type.compute().vcpus().toString());
    }

    /**
     * Whether a type that EC2 flags as not current is of the generations before Nitro, for which
     * AWS adds no capacity; newer ones it sells on. Null where EC2 does not say what the type runs
     * on.
     */
    static @Nullable Boolean isPrevious(InstanceType type) {
        InstanceType.Compute compute = type.compute();
        if (compute.bareMetal() || "nitro".equals(compute.hypervisor())) {
            return false;
        }
        return "xen".equals(compute.hypervisor()) ? true : null;
    }
}
