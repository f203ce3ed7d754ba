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
 * A type of a previous generation gives less for the same money, and AWS adds no capacity for it:
 * one day it does not launch.
 */
public final class CurrentGeneration extends Check.OfInstance {

    public CurrentGeneration() {
        super(
                new Rule("current-generation", PERFORMANCE, MEDIUM),
                "The instance type is of the current generation",
                """
                # Current types with as many vCPUs. The check graviton-target names one on arm64. The type changes
                # while the instance is stopped (modify-instance-attribute), or in the launch template. A host
                # that leaves Xen for Nitro needs ENA and NVMe drivers first.
                aws ec2 describe-instance-types --region {region} --filters Name=current-generation,Values=true Name=vcpu-info.default-vcpus,Values={vcpus} --query 'sort_by(InstanceTypes,&InstanceType)[].[InstanceType,MemoryInfo.SizeInMiB,ProcessorInfo.SupportedArchitectures[0]]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html");
        reads(Source.INSTANCE_TYPES);
    }

    private static final String EXPECTED = "a type of the current generation";

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(EXPECTED, fleet.typeOf(instance), CurrentGeneration::judge);
    }

    private static Verdict judge(InstanceType type) {
        Boolean current = type.currentGeneration();
        if (current == null) {
            return Verdict.unknown(
                    EXPECTED, "EC2 does not report the generation of " + type.name());
        }
        return current
                ? Verdict.ready(EXPECTED, type.name() + " is of the current generation")
                : Verdict.notReady(EXPECTED, type.name() + " is of a previous generation")
                        .withRemedyValue(
                                "vcpus",
                                type.compute().vcpus() == null
                                        ? "*"
                                        : type.compute().vcpus().toString());
    }
}
