package io.muster.readiness.graviton;

import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Tenancy;
import io.muster.readiness.text.Message;
import java.util.Locale;
import java.util.Optional;

/** What the prices that are compared have to do with what an instance costs. */
public enum PriceBasis {
    /** They are what it costs on demand, operating system included. */
    ON_DEMAND,
    /** They are those of Linux: what the operating system costs beside is not in the difference. */
    COMPUTE_PART,
    /** It is a Spot Instance, on dedicated hardware or otherwise not paid by these prices. */
    NOT_ON_DEMAND,
    /** No price of its region, or of its type, is known. */
    UNKNOWN;

    /**
     * How an instance's prices are compared.
     *
     * @param system whose prices are compared
     */
    public record Comparison(PricedSystem system, PriceBasis basis) {}

    /** How the prices of an instance are to be compared, as far as there are any. */
    public static Comparison of(Instance instance, Optional<Prices> prices) {
        Optional<PricedSystem> billed =
                PricedSystem.ofUsageOperation(instance.machine().usageOperation());
        PricedSystem system =
                billed.filter(known -> prices.filter(all -> all.knows(known)).isPresent())
                        .orElse(PricedSystem.LINUX);
        if (prices.filter(all -> all.knows(system)).isEmpty()
                || prices.get().hourly(system, instance.instanceType()).isEmpty()) {
            return new Comparison(system, UNKNOWN);
        }
        boolean shared =
                instance.placement().tenancy() == Tenancy.DEFAULT
                        && instance.placement().lifecycle() == Lifecycle.ON_DEMAND;
        if (!shared) {
            return new Comparison(system, NOT_ON_DEMAND);
        }
        return new Comparison(
                system, billed.filter(system::equals).isPresent() ? ON_DEMAND : COMPUTE_PART);
    }

    /** As it is written in JSON, such as {@code compute-part}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What to know of a difference. */
    public Message message() {
        return switch (this) {
            case ON_DEMAND -> Message.of("graviton-target.prices-on-demand");
            case COMPUTE_PART -> Message.of("graviton-target.prices-compute-part");
            case NOT_ON_DEMAND -> Message.of("graviton-target.prices-not-on-demand");
            case UNKNOWN -> Message.of("graviton-target.prices-unknown");
        };
    }
}
