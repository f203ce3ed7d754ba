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
        return switch (Generation.of(type)) {
            case NOT_REPORTED ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("current-generation.not-reported")
                                    .with("type", type.name()));
            case CURRENT ->
                    Verdict.ready(
                            EXPECTED,
                            Message.of("current-generation.current").with("type", type.name()));
            case UNKNOWN_HYPERVISOR ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("current-generation.no-hypervisor")
                                    .with("type", type.name()));
            case SUPERSEDED ->
                    Verdict.notApplicable(
                            Message.of("current-generation.still-sold").with("type", type.name()));
            case BEFORE_NITRO ->
                    Verdict.notReady(
                                    EXPECTED,
                                    Message.of("current-generation.previous")
                                            .with("type", type.name()))
                            .withRemedyValue(
                                    "vcpus",
                                    type.compute().vcpus() == null
                                            ? "*"
                                            : type.compute().vcpus().toString());
        };
    }
}
