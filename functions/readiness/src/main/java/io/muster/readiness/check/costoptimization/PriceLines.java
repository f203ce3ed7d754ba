package io.muster.readiness.check.costoptimization;

import io.muster.readiness.fact.Instance;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;

/** What evidence says of prices. */
final class PriceLines {

    private PriceLines() {}

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
