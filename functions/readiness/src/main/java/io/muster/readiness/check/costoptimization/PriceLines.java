package io.muster.readiness.check.costoptimization;

import io.muster.readiness.fact.Instance;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What evidence says of prices. */
final class PriceLines {

    private PriceLines() {}

    /** Such as {@code 13.87 USD a month less}. */
    static Message difference(@Nullable BigDecimal monthlyDelta) {
        if (monthlyDelta == null) {
            return Message.of("graviton-target.price-unknown");
        }
        String usd = monthlyDelta.abs().toPlainString() + " USD";
        return switch (monthlyDelta.signum()) {
            case -1 -> Message.of("graviton-target.costs-less").with("amount", usd);
            case 0 -> Message.of("graviton-target.costs-the-same");
            default -> Message.of("graviton-target.costs-more").with("amount", usd);
        };
    }

    /** Where the prices are from, and what they leave out. */
    static List<Message> of(Instance instance, Optional<Prices> prices) {
        PriceBasis basis = PriceBasis.of(instance, prices).basis();
        return prices.isEmpty()
                ? List.of(basis.message())
                : List.of(
                        Message.of("graviton-target.prices").with("origin", prices.get().origin()),
                        basis.message());
    }
}
