package io.muster.aws.pricing;

import java.util.Optional;

/** Where prices are kept for a week, so that the price list is asked as seldom. */
public interface PriceCache {

    /** Keeps nothing. */
    PriceCache NONE =
            new PriceCache() {
                @Override
                public Optional<QuotedPrices> find(String region, String operatingSystem) {
                    return Optional.empty();
                }

                @Override
                public void keep(String region, String operatingSystem, QuotedPrices prices) {
                    // The next run asks again.
                }
            };

    /** What is kept, however old; empty for nothing, or nothing that can be read. */
    Optional<QuotedPrices> find(String region, String operatingSystem);

    /** Keeps prices in the place of those that are kept. What cannot be kept is asked for again. */
    void keep(String region, String operatingSystem, QuotedPrices prices);
}
