package io.muster.readiness.graviton;

import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The arm64 types to which instances of one type can move in one zone, and why not to others.
 *
 * @param source the type they have now
 * @param cheapest of those that are like for like; null where there is none, or none with a price
 * @param newest of those that are like for like; null where there is none
 * @param tradeOff the nearest of those that are not like for like, cost less than the cheapest that
 *     is, and less than the source; null where there is none
 * @param count how many are like for like
 * @param unpriced how many of these have no known price, so that one of them may be cheaper
 * @param refused types that look better and are not like for like, the nearest first, a few
 * @param nearest the type of the same kind that misses the smallest share; null where something is
 *     like for like, or nothing of the kind is offered
 */
public record TargetChoice(
        InstanceType source,
        @Nullable Target cheapest,
        @Nullable Target newest,
        @Nullable TradeOff tradeOff,
        int count,
        int unpriced,
        List<Refusal> refused,
        @Nullable Refusal nearest) {

    public TargetChoice {
        refused = List.copyOf(refused);
    }

    /**
     * A type to move to.
     *
     * @param monthlyDelta USD for 730 hours, what it costs more than the source, negative where it
     *     costs less; null where the price of either is not known
     */
    public record Target(InstanceType type, @Nullable BigDecimal monthlyDelta) {

        public Processors.Answer processor() {
            return Processors.of(type.family());
        }

        public Target withoutPrice() {
            return new Target(type, null);
        }

        /** Whether it is known to cost less than the source. */
        public boolean saves() {
            return monthlyDelta != null && monthlyDelta.signum() < 0;
        }
    }

    /** A type that saves more, and what it gives less. */
    public record TradeOff(Target target, List<Shortfall> shortfalls) {

        public TradeOff {
            shortfalls = List.copyOf(shortfalls);
        }
    }

    /**
     * A type that is no target.
     *
     * @param shortfalls what it gives less
     * @param obstacle what else is against it; null for nothing
     * @param missing the shares of what is needed that it does not give, added up
     */
    public record Refusal(
            InstanceType type,
            List<Shortfall> shortfalls,
            @Nullable Message obstacle,
            double missing) {

        public Refusal {
            shortfalls = List.copyOf(shortfalls);
        }

        /** All that is against it. */
        public List<Message> why() {
            return Stream.concat(
                            shortfalls.stream().map(Shortfall::message),
                            Stream.ofNullable(obstacle))
                    .toList();
        }
    }

    /** Whether there is any target, priced or not. */
    public boolean fits() {
        return newest != null;
    }

    /**
     * The same where the prices are not what the instance costs, such as on a dedicated host:
     * without differences, and without the trade-off that only its price speaks for.
     */
    public TargetChoice withoutPrices() {
        return new TargetChoice(
                source,
                cheapest == null ? null : cheapest.withoutPrice(),
                newest == null ? null : newest.withoutPrice(),
                null,
                count,
                unpriced,
                refused,
                nearest);
    }
}
