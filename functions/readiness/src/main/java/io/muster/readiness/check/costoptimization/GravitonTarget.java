package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
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
                "The host runs on arm64",
                """
                # The architecture of a host does not change in place: build an arm64 image, launch {target} from
                # it beside the host, and move the load over. Compare the types, and find an image to begin with:
                aws ec2 describe-instance-types --region {region} --instance-types {source} {target}
                aws ssm get-parameters-by-path --region {region} --path /aws/service/ami-amazon-linux-latest --query 'Parameters[?contains(Name,`arm64`)].[Name,Value]' --output table
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resize-limitations.html");
        reads(Source.INSTANCE_TYPES, Source.OFFERINGS, Source.LOGS, Source.INSTANCES);
    }

    private static final String EXPECTED = "runs on arm64";
    private static final Set<Architecture> X86 = Set.of(Architecture.X86_64, Architecture.I386);
    private static final Set<Architecture> MAC =
            Set.of(Architecture.X86_64_MAC, Architecture.ARM64_MAC);

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Fact<InstanceType> source = fleet.typeOf(instance);
        return source instanceof Missing && instance.machine().architecture() == Architecture.ARM64
                ? Verdict.ready(EXPECTED, instance.instanceType() + " runs arm64")
                : Verdict.of(EXPECTED, source, type -> judge(instance, type, fleet, thresholds));
    }

    private static Verdict judge(
            Instance instance, InstanceType source, Fleet fleet, Thresholds thresholds) {
        Set<Architecture> architectures =
                instance.machine().architecture() == null
                        ? source.compute().architectures()
                        : Set.of(instance.machine().architecture());
        if (architectures.equals(Set.of(Architecture.ARM64))) {
            return Verdict.ready(EXPECTED, source.name() + " runs arm64");
        }
        if (!Collections.disjoint(architectures, MAC)
                || !Collections.disjoint(source.compute().architectures(), MAC)) {
            return noTarget(source, "macOS runs on Mac hosts only");
        }
        if (Collections.disjoint(architectures, X86)) {
            return Verdict.unknown(
                    EXPECTED, "EC2 reports no architecture of the host that Muster knows");
        }
        if (instance.machine().platform() == Platform.WINDOWS) {
            return noTarget(source, "EC2 has no Windows for arm64");
        }
        if (!source.compute().accelerators().isEmpty()) {
            String accelerators = sorted(source.compute().accelerators());
            return noTarget(
                    source,
                    "its accelerators (%s) have no automatic counterpart".formatted(accelerators));
        }
        return judgeTargets(instance, source, fleet, thresholds);
    }

    private static Verdict judgeTargets(
            Instance instance, InstanceType source, Fleet fleet, Thresholds thresholds) {
        String zone = instance.placement().zone();
        if (zone == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report the host's zone");
        }
        LikeForLike rule = new LikeForLike(thresholds.get(Setting.LIKE_FOR_LIKE_PERCENT));
        return Verdict.of(
                EXPECTED,
                fleet.arm64Targets(rule).flatMap(all -> all.match(source, zone)),
                match ->
                        judgeMatch(instance, source, zone, match, rule)
                                .withLines(ShippedExecErrors.of(instance, fleet, thresholds)));
    }

    private static Verdict judgeMatch(
            Instance instance, InstanceType source, String zone, Match match, LikeForLike rule) {
        Usage usage = Usage.of(instance);
        InstanceType newest = match.firstWithRoomFor(usage);
        if (newest == null) {
            return noTarget(source, whyNone(match, usage, zone));
        }
        List<String> evidence = new ArrayList<>();
        evidence.add("newest like-for-like type: " + sizes(newest));
        evidence.add(
                "types in %s that are like for like with %s: %d"
                        .formatted(zone, sizes(source), match.countWithRoomFor(usage)));
        LikeForLike.differences(source, newest)
                .forEach(
                        less ->
                                evidence.add(
                                        "less, within the band of %d percent: %s"
                                                .formatted(rule.percent(), less)));
        evidence.addAll(cautions(instance, source));
        return move(instance, source, newest).withLines(evidence);
    }

    private static Verdict move(Instance instance, InstanceType source, InstanceType newest) {
        if (!instance.machine().productCodes().isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    "%s; blocked until its AWS Marketplace product is known to have an arm64 listing: %s"
                            .formatted(source.name(), sorted(instance.machine().productCodes())));
        }
        return Verdict.notReady(
                        EXPECTED,
                        "%s, %s; like for like on arm64: %s"
                                .formatted(source.name(), architecture(instance), newest.name()))
                .withRemedyValue("source", source.name())
                .withRemedyValue("target", newest.name());
    }

    private static List<String> cautions(Instance instance, InstanceType source) {
        List<String> lines = new ArrayList<>();
        lines.add("effort: unknown until the guest is asked for its software");
        if ("xen".equals(source.compute().hypervisor())) {
            lines.add("the source runs on Xen: the guest needs ENA and NVMe drivers on Nitro");
        }
        long notNvme = source.localDisks().totalGb() - source.localDisks().nvmeGb();
        if (notNvme > 0) {
            lines.add(
                    "the source has %d GB of local disk that is not NVMe, which no target must match"
                            .formatted(notNvme));
        }
        String group = instance.autoScalingGroupName();
        if (group != null) {
            lines.add("launched by an Auto Scaling group, whose template must change: " + group);
        }
        return lines;
    }

    private static Verdict noTarget(InstanceType source, String reason) {
        return Verdict.notApplicable(
                "%s has no automatic target: %s".formatted(source.name(), reason));
    }

    private static String whyNone(Match match, Usage usage, String zone) {
        if (!match.likeForLike().isEmpty()) {
            return "no like-for-like arm64 type in %s has room for %d network interfaces and %d volumes"
                    .formatted(zone, usage.networkInterfaces(), usage.volumes());
        }
        NearMiss nearest = match.nearest();
        return nearest == null
                ? "%s offers no arm64 type of its kind (burstable, bare metal or neither)"
                        .formatted(zone)
                : "%s offers none that is like for like; the nearest, %s, has %s"
                        .formatted(
                                zone,
                                nearest.type().name(),
                                nearest.shortfalls().stream()
                                        .map(Shortfall::toString)
                                        .collect(Collectors.joining("; ")));
    }

    private static String architecture(Instance instance) {
        return Objects.requireNonNullElse(instance.machine().architecture(), Architecture.X86_64)
                .label();
    }

    private static String sizes(InstanceType type) {
        return "%s (%d vCPUs, %d MiB)"
                .formatted(type.name(), type.compute().vcpus(), type.compute().memoryMib());
    }

    private static String sorted(Collection<String> texts) {
        return texts.stream().sorted().collect(Collectors.joining(", "));
    }
}
