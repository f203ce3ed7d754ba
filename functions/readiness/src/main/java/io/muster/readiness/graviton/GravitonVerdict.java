package io.muster.readiness.graviton;

import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an instance can move to arm64, to what, what that saves, and what stands in the way.
 *
 * @param effort of the move; at least that where the outcome is UNKNOWN; null where nothing is
 *     known of it, or there is nothing to move
 * @param blockers what must be solved before it can move
 * @param reasons of an outcome that is no candidate, such as what was not seen; else what set the
 *     effort
 * @param destinations the types to move to, and the image
 */
public record GravitonVerdict(
        Outcome outcome,
        @Nullable Effort effort,
        List<Message> blockers,
        List<Message> reasons,
        Destinations destinations) {

    /** What is known of the move. */
    public enum Outcome {
        /** It runs on arm64. */
        READY,
        /** It can move, with a known effort. */
        CANDIDATE,
        /** Something stands in the way. */
        BLOCKED,
        /** It has no automatic target: nothing on arm64 is like for like. */
        NOT_APPLICABLE,
        /** Not enough was seen to say. */
        UNKNOWN;

        /** Its name for a person. */
        public Message title() {
            return switch (this) {
                case READY -> Message.of("screen.graviton-ready");
                case CANDIDATE -> Message.of("screen.graviton-candidate");
                case BLOCKED -> Message.of("screen.graviton-blocked");
                case NOT_APPLICABLE -> Message.of("screen.graviton-not-applicable");
                case UNKNOWN -> Message.of("screen.graviton-unknown");
            };
        }
    }

    /**
     * What to move to.
     *
     * @param prices what the differences are worth
     * @param cheapest the cheapest like-for-like type; null where there is none with a price
     * @param newest the newest like-for-like type; null where there is none
     * @param tradeOff a type that saves more and gives less; null where there is none
     * @param image that the cheapest, else the newest, is launched from, or why none is known; null
     *     where there is no like-for-like type, or an older version of Muster judged
     */
    public record Destinations(
            PriceBasis prices,
            @Nullable Option cheapest,
            @Nullable Option newest,
            @Nullable Option tradeOff,
            @Nullable MatchingImage image) {

        public static final Destinations NONE =
                new Destinations(PriceBasis.UNKNOWN, null, null, null, null);
    }

    /**
     * A type to move to.
     *
     * @param monthlyDelta USD for 730 hours, negative for a saving; null where it is not known
     * @param shortfalls what it gives less; empty for a type that is like for like
     */
    public record Option(
            String instanceType, @Nullable BigDecimal monthlyDelta, List<Message> shortfalls) {

        public Option {
            shortfalls = List.copyOf(shortfalls);
        }

        static @Nullable Option of(@Nullable Target target, List<Shortfall> shortfalls) {
            return target == null
                    ? null
                    : new Option(
                            target.type().name(),
                            target.monthlyDelta(),
                            shortfalls.stream().map(Shortfall::message).toList());
        }
    }

    /** Of each kind; the check arm64-evidence has them all. */
    private static final int MAX_LINES = 5;

    public GravitonVerdict {
        blockers = blockers.stream().limit(MAX_LINES).toList();
        reasons = reasons.stream().limit(MAX_LINES).toList();
    }

    public PriceBasis prices() {
        return destinations.prices();
    }

    public @Nullable Option cheapest() {
        return destinations.cheapest();
    }

    public @Nullable Option newest() {
        return destinations.newest();
    }

    public @Nullable Option tradeOff() {
        return destinations.tradeOff();
    }

    public @Nullable MatchingImage image() {
        return destinations.image();
    }

    /** The outcome with its effort, such as {@code candidate (Low)}. */
    public Message title() {
        return effort == null || outcome != Outcome.CANDIDATE
                ? outcome.title()
                : Message.of("screen.graviton-effort")
                        .with("outcome", outcome.title())
                        .with("effort", effort.label());
    }

    /** The types to move to, each with what it costs and what it gives less; empty for none. */
    public List<Message> types() {
        List<Message> types = new ArrayList<>();
        add(Message.of("screen.graviton-cheapest"), cheapest(), types);
        add(Message.of("screen.graviton-newest"), newest(), types);
        add(Message.of("screen.graviton-trade-off"), tradeOff(), types);
        return types;
    }

    private static void add(Message text, @Nullable Option option, List<Message> to) {
        if (option != null) {
            Message shown =
                    text.with("type", option.instanceType())
                            .with("difference", Prices.difference(option.monthlyDelta()));
            to.add(
                    option.shortfalls().isEmpty()
                            ? shown
                            : shown.with("shortfalls", option.shortfalls()));
        }
    }

    /** The type that a plan moves to: the cheapest, else the newest; null for none. */
    public @Nullable Option target() {
        return cheapest() == null ? newest() : cheapest();
    }

    /** The same with the image for its {@link #target}. */
    public GravitonVerdict with(MatchingImage image) {
        return new GravitonVerdict(
                outcome,
                effort,
                blockers,
                reasons,
                new Destinations(prices(), cheapest(), newest(), tradeOff(), image));
    }

    /** What a move to the cheapest like-for-like type saves a month, USD; 0 where nothing. */
    public BigDecimal monthlySaving() {
        Option cheapest = cheapest();
        BigDecimal delta = cheapest == null ? null : cheapest.monthlyDelta();
        return delta == null || delta.signum() >= 0 ? BigDecimal.ZERO : delta.negate();
    }

    static GravitonVerdict without(Outcome outcome, Message reason) {
        return new GravitonVerdict(outcome, null, List.of(), List.of(reason), Destinations.NONE);
    }
}
