package io.muster.readiness.graviton;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.graviton.GravitonVerdict.Destinations;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.TargetChoice.Refusal;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.graviton.TargetChoice.TradeOff;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says whether an instance can move to arm64, from its type, its targets and its guest.
 *
 * <p>What stands in the way is said first, whatever else was not seen. Without that, an instance is
 * a candidate only where everything that could stand in the way was seen.
 */
public final class GravitonJudge {

    private GravitonJudge() {}

    /**
     * The verdict on one instance.
     *
     * @param choice of targets in its zone
     * @param basis what the prices of the choice are worth
     */
    public static GravitonVerdict of(
            Instance instance,
            Fact<InstanceType> type,
            Fact<TargetChoice> choice,
            PriceBasis basis,
            Fact<GuestFacts> guest) {
        String operator = instance.operator();
        if (operator != null) {
            return GravitonVerdict.without(
                    Outcome.NOT_APPLICABLE,
                    Message.of("facts.operator-managed").with("operator", operator));
        }
        return switch (type) {
            case Missing<InstanceType> missing ->
                    instance.machine().architecture() == Architecture.ARM64
                            ? onArm64(instance)
                            : GravitonVerdict.without(Outcome.UNKNOWN, missing.detail());
            case Known<InstanceType> known ->
                    switch (Standing.of(instance, known.value(), guest)) {
                        case Standing.OnArm64 on -> onArm64(instance);
                        case Standing.NoTarget no ->
                                GravitonVerdict.without(Outcome.NOT_APPLICABLE, no.why());
                        case Standing.Unclear unclear ->
                                GravitonVerdict.without(Outcome.UNKNOWN, unclear.why());
                        case Standing.Movable movable ->
                                ofX86(instance, known.value(), choice, basis, guest);
                    };
        };
    }

    private static GravitonVerdict onArm64(Instance instance) {
        return GravitonVerdict.without(
                Outcome.READY,
                Message.of("graviton-target.arm64").with("type", instance.instanceType()));
    }

    private static GravitonVerdict ofX86(
            Instance instance,
            InstanceType type,
            Fact<TargetChoice> choice,
            PriceBasis basis,
            Fact<GuestFacts> guest) {
        List<Message> blockers = new ArrayList<>();
        List<Message> unseen = new ArrayList<>();
        TargetChoice targets = known(choice, unseen);
        if (targets != null && !targets.fits()) {
            // As the check graviton-target says it: a compromise is for a person to choose.
            return new GravitonVerdict(
                    Outcome.NOT_APPLICABLE,
                    null,
                    List.of(),
                    List.of(noTarget(instance, targets)),
                    destinations(targets, basis));
        }
        if (!instance.machine().productCodes().isEmpty()) {
            blockers.add(
                    Message.of("graviton-target.marketplace-code")
                            .with(
                                    "products",
                                    String.join(
                                            ", ",
                                            instance.machine().productCodes().stream()
                                                    .sorted()
                                                    .toList())));
        }
        GuestFacts inside = known(guest, unseen);
        Arm64Effort found = inside == null ? null : Arm64Effort.of(inside, processor(targets));
        if (found != null) {
            blockers.addAll(found.blockers());
            unseen.addAll(found.certain() ? List.of() : found.unseen());
        }
        List<String> hosts =
                type.compute().bareMetal() ? VirtualMachines.onMetal(guest) : List.of();
        if (!hosts.isEmpty()) {
            unseen.add(
                    Message.of("graviton-target.inside-of-virtual-machines")
                            .with("programs", String.join(", ", hosts)));
        }
        Outcome outcome =
                !blockers.isEmpty()
                        ? Outcome.BLOCKED
                        : unseen.isEmpty() ? Outcome.CANDIDATE : Outcome.UNKNOWN;
        List<Message> reasons = new ArrayList<>(unseen);
        if (found != null) {
            reasons.addAll(found.reasons());
        }
        return new GravitonVerdict(
                outcome,
                found == null ? null : found.effort(),
                blockers,
                reasons,
                destinations(targets, basis));
    }

    private static Destinations destinations(@Nullable TargetChoice targets, PriceBasis basis) {
        if (targets == null) {
            return Destinations.NONE;
        }
        TradeOff tradeOff = targets.tradeOff();
        return new Destinations(
                basis,
                Option.of(targets.cheapest(), List.of()),
                Option.of(targets.newest(), List.of()),
                tradeOff == null ? null : Option.of(tradeOff.target(), tradeOff.shortfalls()),
                null);
    }

    private static <T> @Nullable T known(Fact<T> fact, List<Message> unseen) {
        return switch (fact) {
            case Known<T> known -> known.value();
            case Missing<T> missing -> {
                unseen.add(missing.detail());
                yield null;
            }
        };
    }

    /** The processor that the move would most likely be to: effort and kernel follow it. */
    private static @Nullable GravitonProcessor processor(@Nullable TargetChoice targets) {
        Target target =
                targets == null
                        ? null
                        : targets.cheapest() == null ? targets.newest() : targets.cheapest();
        return target == null ? null : target.processor().processor();
    }

    /** Why no type is like for like. */
    public static Message noTarget(Instance instance, TargetChoice choice) {
        Refusal nearest = choice.nearest();
        Message text =
                nearest == null
                        ? Message.of("graviton-target.no-kind")
                        : nearest.missing() > 0
                                ? Message.of("graviton-target.no-like-for-like")
                                        .with("nearest", nearest.type().name())
                                        .with("shortfalls", nearest.why())
                                : Message.of("graviton-target.no-room")
                                        .with("interfaces", instance.network().interfaces())
                                        .with("volumes", instance.storage().blockDevices().size());
        return text.with("type", choice.source().name())
                .with("zone", Objects.requireNonNullElse(instance.placement().zone(), ""));
    }
}
