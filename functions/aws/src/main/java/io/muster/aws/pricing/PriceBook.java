package io.muster.aws.pricing;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import software.amazon.awssdk.regions.Region;

/**
 * Prices that were asked for within a week, and the price list for the others.
 *
 * @param cache what the list said is kept there
 */
public record PriceBook(PriceList list, PriceCache cache) {

    /**
     * The prices of some types.
     *
     * @param operatingSystem as the price list writes it, such as {@code Linux}
     * @param now as of when a scan asks
     * @return missing where none is kept and the list cannot be asked; types that were asked for
     *     within the week stand where the list cannot be asked for the others
     */
    public Fact<QuotedPrices> of(
            Region region, String operatingSystem, Set<String> types, Instant now) {
        Optional<QuotedPrices> kept =
                cache.find(region.id(), operatingSystem).filter(prices -> prices.fresh(now));
        SortedSet<String> unknown =
                kept.map(prices -> prices.missing(types)).orElseGet(() -> new TreeSet<>(types));
        if (unknown.isEmpty()) {
            return Fact.known(kept.orElseGet(() -> new QuotedPrices(now, Map.of(), Set.of())));
        }
        Fact<QuotedPrices> asked =
                list.hourly(region, operatingSystem, unknown)
                        .map(hourly -> new QuotedPrices(now, hourly, without(unknown, hourly)));
        if (!(asked instanceof Known<QuotedPrices> known)) {
            return kept.map(Fact::known).orElse(asked);
        }
        QuotedPrices all = kept.map(prices -> prices.with(known.value())).orElse(known.value());
        cache.keep(region.id(), operatingSystem, all);
        return Fact.known(all);
    }

    private static Set<String> without(SortedSet<String> asked, Map<String, BigDecimal> found) {
        SortedSet<String> none = new TreeSet<>(asked);
        none.removeAll(found.keySet());
        none.removeIf(type -> !QuotedPrices.isType(type));
        return none;
    }
}
