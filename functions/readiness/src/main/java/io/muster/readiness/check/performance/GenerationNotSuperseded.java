package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A type that AWS sells on but no longer calls current has a successor that gives more for about
 * the same price; nothing ends soon, so that it is a matter for the next change of the instance.
 */
public final class GenerationNotSuperseded extends Check.OfInstance {

    public GenerationNotSuperseded() {
        super(
                new Rule("generation-not-superseded", PERFORMANCE, LOW),
                """
                # {#list}
                aws ec2 describe-instance-types --region {region} --filters Name=instance-type,Values={types} --query 'sort_by(InstanceTypes,&InstanceType)[].[InstanceType,VCpuInfo.DefaultVCpus,MemoryInfo.SizeInMiB]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-resize.html");
        reads(Source.INSTANCE_TYPES);
    }

    private static final Message EXPECTED = Message.of("generation-not-superseded.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(EXPECTED, fleet.typeOf(instance), GenerationNotSuperseded::judge);
    }

    private static Verdict judge(InstanceType type) {
        return switch (Generation.of(type)) {
            case NOT_REPORTED ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("generation-not-superseded.not-reported")
                                    .with("type", type.name()));
            case CURRENT ->
                    Verdict.ready(
                            EXPECTED,
                            Message.of("generation-not-superseded.current")
                                    .with("type", type.name()));
            case UNKNOWN_HYPERVISOR ->
                    Verdict.unknown(
                            EXPECTED,
                            Message.of("generation-not-superseded.no-hypervisor")
                                    .with("type", type.name()));
            case BEFORE_NITRO ->
                    Verdict.notApplicable(
                            Message.of("generation-not-superseded.previous")
                                    .with("type", type.name()));
            case SUPERSEDED -> superseded(type, FamilyLine.after(type.family()));
        };
    }

    private static Verdict superseded(InstanceType type, List<String> successors) {
        return successors.isEmpty()
                ? Verdict.notReady(
                                EXPECTED,
                                Message.of("generation-not-superseded.no-successor")
                                        .with("type", type.name()))
                        .withRemedyValue("types", type.family() + ".*")
                : Verdict.notReady(
                                EXPECTED,
                                Message.of("generation-not-superseded.superseded")
                                        .with("type", type.name())
                                        .with("families", String.join(", ", successors)))
                        .withRemedyValue(
                                "types",
                                successors.stream()
                                        .map(family -> family + ".*")
                                        .collect(Collectors.joining(",")));
    }
}
