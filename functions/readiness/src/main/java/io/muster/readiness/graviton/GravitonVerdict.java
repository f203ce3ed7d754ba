package io.muster.readiness.graviton;

import io.muster.readiness.graviton.TargetChoice.Target;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
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
 * @param prices what the differences are worth
 * @param cheapest the cheapest like-for-like type; null where there is none with a price
 * @param newest the newest like-for-like type; null where there is none
 * @param tradeOff a type that saves more and gives less; null where there is none
 */
public record GravitonVerdict(
        Outcome outcome,
        @Nullable Effort effort,
        List<Message> blockers,
        List<Message> reasons,
        PriceBasis prices,
        @Nullable Option cheapest,
        @Nullable Option newest,
        @Nullable Option tradeOff) {

    /** What is known of the move. */
    public enum Outcome {
        /** It runs on arm64. */
        READY,
        /** It can move, with a known effort. */
        CANDIDATE,
        /** Something stands in the way. */
        BLOCKED,
        /** There is nothing on arm64 to move it to, whatever was done. */
        NOT_APPLICABLE,
        /** Not enough was seen to say. */
        UNKNOWN
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

    /** What a move to the cheapest like-for-like type saves a month, USD; 0 where nothing. */
    public BigDecimal monthlySaving() {
        BigDecimal delta = cheapest == null ? null : cheapest.monthlyDelta();
        return delta == null || delta.signum() >= 0 ? BigDecimal.ZERO : delta.negate();
    }

    static GravitonVerdict without(Outcome outcome, Message reason) {
        return new GravitonVerdict(
                outcome, null, List.of(), List.of(reason), PriceBasis.UNKNOWN, null, null, null);
    }
}
