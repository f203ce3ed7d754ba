package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.LikeForLike;
import io.muster.readiness.graviton.Match;
import io.muster.readiness.graviton.Match.NearMiss;
import io.muster.readiness.graviton.Shortfall;
import io.muster.readiness.graviton.Usage;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * AWS's own arm64 processors give the same work for less money. This names the newest type that can
 * take over like for like, by {@link LikeForLike}; what the move costs in effort, only the guest
 * can tell.
 *
 * <p>Where Muster has no automatic target (accelerators, Mac, Windows, nothing comparable in the
 * zone), the reason is the answer.
 */
public final class GravitonTarget extends Check.OfInstance {

    public GravitonTarget() {
        super(
                new Rule("graviton-target", COST_OPTIMIZATION, MEDIUM),
                """
                # {#migrate}
                aws ec2 describe-instance-types --region {region} --instance-types {source} {target}
                aws ssm get-parameters-by-path --region {region} --path /aws/service/ami-amazon-linux-latest --query 'Parameters[?contains(Name,`arm64`)].[Name,Value]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html");
        reads(Source.INSTANCE_TYPES, Source.OFFERINGS, Source.LOGS, Source.INSTANCES);
    }

    private static final Message EXPECTED = Message.of("graviton-target.expected");
    private static final Set<Architecture> X86 = Set.of(Architecture.X86_64, Architecture.I386);
    private static final Set<Architecture> MAC =
            Set.of(Architecture.X86_64_MAC, Architecture.ARM64_MAC);

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Fact<InstanceType> source = fleet.typeOf(instance);
        return source instanceof Missing && instance.machine().architecture() == Architecture.ARM64
                ? Verdict.ready(EXPECTED, onArm64(instance.instanceType()))
                : Verdict.of(EXPECTED, source, type -> judge(instance, type, fleet, thresholds));
    }

    private static Verdict judge(
            Instance instance, InstanceType source, Fleet fleet, Thresholds thresholds) {
        Set<Architecture> architectures =
                instance.machine().architecture() == null
                        ? source.compute().architectures()
                        : Set.of(instance.machine().architecture());
        if (architectures.equals(Set.of(Architecture.ARM64))) {
            return Verdict.ready(EXPECTED, onArm64(source.name()));
        }
        if (!Collections.disjoint(architectures, MAC)
                || !Collections.disjoint(source.compute().architectures(), MAC)) {
            return Verdict.notApplicable(
                    Message.of("graviton-target.mac").with("type", source.name()));
        }
        if (Collections.disjoint(architectures, X86)) {
            return Verdict.unknown(EXPECTED, Message.of("graviton-target.unknown-architecture"));
        }
        if (instance.machine().platform() == Platform.WINDOWS) {
            return Verdict.notApplicable(
                    Message.of("graviton-target.windows").with("type", source.name()));
        }
        if (!source.compute().accelerators().isEmpty()) {
            return Verdict.notApplicable(
                    Message.of("graviton-target.accelerators")
                            .with("type", source.name())
                            .with("accelerators", sorted(source.compute().accelerators())));
        }
        return judgeTargets(instance, source, fleet, thresholds);
    }

    private static Verdict judgeTargets(
            Instance instance, InstanceType source, Fleet fleet, Thresholds thresholds) {
        String zone = instance.placement().zone();
        if (zone == null) {
            return Verdict.unknown(EXPECTED, Message.of("graviton-target.unknown-zone"));
        }
        LikeForLike rule = new LikeForLike(thresholds.get(Setting.LIKE_FOR_LIKE_PERCENT));
        return Verdict.of(
                EXPECTED,
                fleet.arm64Targets(rule).flatMap(all -> all.match(source, zone)),
                match ->
                        judgeMatch(instance, source, zone, match, rule)
                                .withEvidence(ShippedExecErrors.of(instance, fleet, thresholds)));
    }

    private static Verdict judgeMatch(
            Instance instance, InstanceType source, String zone, Match match, LikeForLike rule) {
        Usage usage = Usage.of(instance);
        InstanceType newest = match.firstWithRoomFor(usage);
        if (newest == null) {
            return Verdict.notApplicable(none(source, match, usage, zone));
        }
        List<Message> evidence = new ArrayList<>();
        evidence.add(Message.of("graviton-target.newest").with("target", size(newest)));
        evidence.add(
                Message.of("graviton-target.count")
                        .with("source", size(source))
                        .with("zone", zone)
                        .with("count", match.countWithRoomFor(usage)));
        LikeForLike.differences(source, newest)
                .forEach(
                        less ->
                                evidence.add(
                                        Message.of("graviton-target.within-band")
                                                .with("percent", rule.percent())
                                                .with("shortfall", less.message())));
        evidence.addAll(cautions(instance, source));
        return move(instance, source, newest).withEvidence(evidence);
    }

    private static Verdict move(Instance instance, InstanceType source, InstanceType newest) {
        if (!instance.machine().productCodes().isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("graviton-target.marketplace")
                            .with("products", sorted(instance.machine().productCodes())));
        }
        return Verdict.notReady(
                        EXPECTED,
                        Message.of("graviton-target.x86")
                                .with("source", source.name())
                                .with("architecture", architecture(instance))
                                .with("target", newest.name()))
                .withRemedyValue("source", source.name())
                .withRemedyValue("target", newest.name());
    }

    private static List<Message> cautions(Instance instance, InstanceType source) {
        List<Message> lines = new ArrayList<>();
        lines.add(Message.of("graviton-target.effort"));
        if ("xen".equals(source.compute().hypervisor())) {
            lines.add(Message.of("graviton-target.xen"));
        }
        long notNvme = source.localDisks().totalGb() - source.localDisks().nvmeGb();
        if (notNvme > 0) {
            lines.add(Message.of("graviton-target.not-nvme").with("size", notNvme + " GB"));
        }
        String group = instance.autoScalingGroupName();
        if (group != null) {
            lines.add(Message.of("graviton-target.auto-scaling-group").with("group", group));
        }
        return lines;
    }

    private static Message onArm64(String type) {
        return Message.of("graviton-target.arm64").with("type", type);
    }

    private static Message none(InstanceType source, Match match, Usage usage, String zone) {
        if (!match.likeForLike().isEmpty()) {
            return Message.of("graviton-target.no-room")
                    .with("type", source.name())
                    .with("zone", zone)
                    .with("interfaces", usage.networkInterfaces())
                    .with("volumes", usage.volumes());
        }
        NearMiss nearest = match.nearest();
        return nearest == null
                ? Message.of("graviton-target.no-kind")
                        .with("type", source.name())
                        .with("zone", zone)
                : Message.of("graviton-target.no-like-for-like")
                        .with("type", source.name())
                        .with("zone", zone)
                        .with("nearest", nearest.type().name())
                        .with(
                                "shortfalls",
                                nearest.shortfalls().stream().map(Shortfall::message).toList());
    }

    private static String architecture(Instance instance) {
        return Objects.requireNonNullElse(instance.machine().architecture(), Architecture.X86_64)
                .label();
    }

    /** Of a source or target, which have both figures: without them there is no target. */
    private static Message size(InstanceType type) {
        return Message.of("graviton-target.size")
                .with("type", type.name())
                .with("vcpus", Objects.requireNonNullElse(type.compute().vcpus(), 0))
                .with(
                        "memory",
                        Quantity.size(
                                Objects.requireNonNullElse(type.compute().memoryMib(), 0L) << 20));
    }

    private static String sorted(Collection<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }
}
