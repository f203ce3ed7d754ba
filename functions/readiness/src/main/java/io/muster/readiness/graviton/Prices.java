package io.muster.readiness.graviton;

import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What instance types of a region cost on demand, with shared tenancy and no licence of one's own.
 *
 * @param region such as {@code us-east-1}
 * @param hourly USD an hour, by operating system and type; a type that is not there has no known
 *     price
 * @param source where the prices are from
 * @param asOf the day on which they were valid
 */
public record Prices(
        String region,
        Map<PricedSystem, Map<String, BigDecimal>> hourly,
        Source source,
        LocalDate asOf) {

    /** What AWS takes for a month when it names monthly prices. */
    public static final int HOURS_A_MONTH = 730;

    static final String BUNDLED_REGION = "us-east-1";
    static final LocalDate BUNDLED_AS_OF = LocalDate.of(2026, 7, 20);

    /** Where prices are from. */
    public enum Source {
        /** AWS's price list, asked by this scan or at most a week before. */
        PRICE_LIST,
        /** A copy of AWS's price list that this version of Muster brings along. */
        BUNDLED
    }

    public Prices {
        Map<PricedSystem, Map<String, BigDecimal>> copy = new EnumMap<>(PricedSystem.class);
        hourly.forEach((system, prices) -> copy.put(system, Map.copyOf(prices)));
        hourly = copy;
    }

    /**
     * The prices that Muster brings along: Linux in us-east-1.
     *
     * @return empty for any other region, whose prices may not be guessed from these
     */
    public static Optional<Prices> bundled(String region) {
        return region.equals(BUNDLED_REGION) ? Optional.of(Bundled.PRICES) : Optional.empty();
    }

    /** USD an hour; empty where the price is not known. */
    public Optional<BigDecimal> hourly(PricedSystem system, String type) {
        return Optional.ofNullable(hourly.getOrDefault(system, Map.of()).get(type));
    }

    /** Whether any price of a system is known. */
    public boolean knows(PricedSystem system) {
        return !hourly.getOrDefault(system, Map.of()).isEmpty();
    }

    /** What a difference of hourly prices makes in a month, USD, to the cent. */
    public static BigDecimal monthly(BigDecimal hourlyDifference) {
        return hourlyDifference
                .multiply(BigDecimal.valueOf(HOURS_A_MONTH))
                .setScale(2, RoundingMode.HALF_UP);
    }

    /**
     * A difference as text, such as {@code 13.87 USD a month less}.
     *
     * @param monthlyDelta USD; null where it is not known
     */
    public static Message difference(@Nullable BigDecimal monthlyDelta) {
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

    /** Where they are from, as text; without a date where they are asked for again each week. */
    public Message origin() {
        return switch (source) {
            case PRICE_LIST -> Message.of("graviton-target.prices-listed").with("region", region);
            case BUNDLED ->
                    Message.of("graviton-target.prices-bundled")
                            .with("region", region)
                            .with("date", asOf);
        };
    }

    /** Read when a first scope needs it. */
    private static final class Bundled {

        private static final Prices PRICES =
                new Prices(
                        BUNDLED_REGION,
                        Map.of(PricedSystem.LINUX, read()),
                        Source.BUNDLED,
                        BUNDLED_AS_OF);

        private static Map<String, BigDecimal> read() {
            Map<String, BigDecimal> prices = new HashMap<>();
            for (List<String> row : CsvResource.rows("on-demand-linux-us-east-1.csv", 2)) {
                prices.put(row.get(0), new BigDecimal(row.get(1)));
            }
            return prices;
        }
    }
}
