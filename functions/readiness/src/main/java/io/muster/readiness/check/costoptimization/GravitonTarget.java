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
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.Changes;
import io.muster.readiness.graviton.GravitonJudge;
import io.muster.readiness.graviton.LikeForLike;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.graviton.Shortfall;
import io.muster.readiness.graviton.Standing;
import io.muster.readiness.graviton.TargetChoice;
import io.muster.readiness.graviton.TargetChoice.Refusal;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.graviton.TargetChoice.TradeOff;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.guest.OperatingSystem;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * AWS's own arm64 processors give the same work for less money. This names the cheapest and the
 * newest type that can take over like for like, by {@link LikeForLike}; what the move costs in
 * effort, only the guest can tell.
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
        reads(Source.INSTANCE_TYPES, Source.OFFERINGS, Source.VOLUMES, Source.GUESTS);
        reads(Source.PRICES, Source.ARM64_IMAGES, Source.AUTO_SCALING_GROUPS);
        reads(Source.MANAGED_NODES, Source.LOGS, Source.INSTANCES);
    }

    private static final Message EXPECTED = Message.of("graviton-target.expected");

    @Override
    public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
        Fact<InstanceType> source = fleet.typeOf(instance);
        return source instanceof Missing && instance.machine().architecture() == Architecture.ARM64
                ? Verdict.ready(EXPECTED, onArm64(instance.instanceType()))
                : Verdict.of(EXPECTED, source, type -> judge(instance, type, fleet, thresholds));
    }

    private static Verdict judge(
            Instance instance, InstanceType source, Fleet fleet, Thresholds thresholds) {
        Fact<GuestFacts> guest =
                fleet.guestOf(instance, thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS))
                        .flatMap(GuestObservation::facts);
        return switch (Standing.of(instance, source, guest)) {
            case Standing.OnArm64 on -> Verdict.ready(EXPECTED, onArm64(source.name()));
            case Standing.NoTarget no -> Verdict.notApplicable(no.why());
            case Standing.Unclear unclear -> Verdict.unknown(EXPECTED, unclear.why());
            case Standing.Movable movable -> judgeTargets(instance, fleet, thresholds);
        };
    }

    private static Verdict judgeTargets(Instance instance, Fleet fleet, Thresholds thresholds) {
        LikeForLike rule = new LikeForLike(thresholds.get(Setting.LIKE_FOR_LIKE_PERCENT));
        Duration maximumAge = thresholds.get(Setting.GUEST_MAXIMUM_AGE_HOURS);
        return Verdict.of(
                EXPECTED,
                fleet.arm64Choice(instance, rule, maximumAge),
                choice ->
                        judgeChoice(instance, choice, fleet, maximumAge)
                                .withEvidence(ShippedExecErrors.of(instance, fleet, thresholds)));
    }

    private static Verdict judgeChoice(
            Instance instance, TargetChoice choice, Fleet fleet, Duration maximumAge) {
        Target newest = choice.newest();
        if (newest == null) {
            return Verdict.notApplicable(GravitonJudge.noTarget(instance, choice));
        }
        Fact<OperatingSystem> system =
                fleet.guestOf(instance, maximumAge)
                        .flatMap(GuestObservation::facts)
                        .flatMap(guest -> guest.identity().operatingSystem());
        List<Message> evidence = new ArrayList<>();
        Target cheapest = choice.cheapest();
        if (cheapest != null) {
            evidence.add(named(Message.of("graviton-target.cheapest"), cheapest));
            changes(choice.source(), cheapest, system, evidence);
        }
        evidence.add(named(Message.of("graviton-target.newest"), newest));
        if (cheapest == null || !cheapest.type().equals(newest.type())) {
            changes(choice.source(), newest, system, evidence);
        }
        evidence.addAll(others(choice, instance));
        evidence.addAll(PriceLines.of(instance, fleet.prices()));
        evidence.addAll(cautions(instance, choice.source()));
        evidence.add(image(instance, Objects.requireNonNullElse(cheapest, newest), fleet));
        return move(instance, choice, newest).withEvidence(evidence);
    }

    private static Message image(Instance instance, Target target, Fleet fleet) {
        return fleet.arm64ImageOf(instance, target.type().name())
                .map(MatchingImage::message)
                .orElseGet(
                        missing ->
                                Message.of("facts.arm64-image-none").with("why", missing.detail()));
    }

    private static Message named(Message text, Target target) {
        return text.with("target", size(target.type()))
                .with("difference", Prices.difference(target.monthlyDelta()));
    }

    private static void changes(
            InstanceType source, Target target, Fact<OperatingSystem> system, List<Message> to) {
        List<Message> changes = Changes.of(source, target.type(), system);
        if (!changes.isEmpty()) {
            to.add(
                    Message.of("graviton-target.changes")
                            .with("target", target.type().name())
                            .with("changes", changes));
        }
    }

    /** What else could be chosen, and what could not. */
    private static List<Message> others(TargetChoice choice, Instance instance) {
        List<Message> lines = new ArrayList<>();
        TradeOff tradeOff = choice.tradeOff();
        if (tradeOff != null) {
            lines.add(
                    named(Message.of("graviton-target.trade-off"), tradeOff.target())
                            .with(
                                    "shortfalls",
                                    tradeOff.shortfalls().stream()
                                            .map(Shortfall::message)
                                            .toList()));
        }
        for (Refusal refusal : choice.refused()) {
            if (tradeOff == null || !refusal.type().equals(tradeOff.target().type())) {
                lines.add(
                        Message.of("graviton-target.refused")
                                .with("type", refusal.type().name())
                                .with("why", refusal.why()));
            }
        }
        lines.add(
                Message.of("graviton-target.count")
                        .with("source", size(choice.source()))
                        .with("zone", Objects.requireNonNullElse(instance.placement().zone(), ""))
                        .with("count", choice.count()));
        if (choice.cheapest() != null && choice.unpriced() > 0) {
            lines.add(Message.of("graviton-target.unpriced").with("count", choice.unpriced()));
        }
        return lines;
    }

    private static Verdict move(Instance instance, TargetChoice choice, Target newest) {
        if (!instance.machine().productCodes().isEmpty()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("graviton-target.marketplace")
                            .with("products", sorted(instance.machine().productCodes())));
        }
        String source = choice.source().name();
        Target cheapest = Objects.requireNonNullElse(choice.cheapest(), newest);
        if (cheapest.monthlyDelta() != null && !cheapest.saves()) {
            if (choice.unpriced() > 0) {
                return Verdict.unknown(
                        EXPECTED,
                        Message.of("graviton-target.saving-unknown")
                                .with("count", choice.unpriced())
                                .with("target", cheapest.type().name())
                                .with("difference", Prices.difference(cheapest.monthlyDelta())));
            }
            return Verdict.notApplicable(
                    Message.of("graviton-target.no-saving")
                            .with("target", cheapest.type().name())
                            .with("difference", Prices.difference(cheapest.monthlyDelta())));
        }
        return Verdict.notReady(EXPECTED, found(instance, choice, newest))
                .withRemedyValue("source", source)
                .withRemedyValue("target", cheapest.type().name())
                .saving(saving(instance, cheapest));
    }

    /** Only what runs is billed; null where no price is known. */
    private static @Nullable BigDecimal saving(Instance instance, Target target) {
        BigDecimal delta = target.monthlyDelta();
        return delta == null || delta.signum() >= 0 || !instance.running() ? null : delta.negate();
    }

    private static Message found(Instance instance, TargetChoice choice, Target newest) {
        Target cheapest = choice.cheapest();
        Message text =
                cheapest == null
                        ? Message.of("graviton-target.x86").with("target", newest.type().name())
                        : cheapest.type().equals(newest.type())
                                ? Message.of("graviton-target.x86-one")
                                        .with("target", newest.type().name())
                                : Message.of("graviton-target.x86-two")
                                        .with("cheapest", cheapest.type().name())
                                        .with("newest", newest.type().name());
        return text.with("source", choice.source().name())
                .with("architecture", architecture(instance));
    }

    private static List<Message> cautions(Instance instance, InstanceType source) {
        List<Message> lines = new ArrayList<>();
        lines.add(Message.of("graviton-target.effort"));
        if ("xen".equals(source.compute().hypervisor())) {
            lines.add(Message.of("graviton-target.xen"));
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
