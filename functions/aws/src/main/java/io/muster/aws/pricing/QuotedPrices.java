package io.muster.aws.pricing;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of one operating system in one region, as AWS's price list gave them.
 *
 * @param askedAt when the oldest of them was asked for
 * @param hourly USD an hour, by instance type
 * @param unpriced types that were asked for and have no price in USD
 */
public record QuotedPrices(Instant askedAt, Map<String, BigDecimal> hourly, Set<String> unpriced) {

    /** AWS announces changes of prices weeks ahead, and most lower them. */
    public static final Duration KEPT = Duration.ofDays(7);

    /** More than AWS has types, by far. */
    private static final int MAX_LINES = 10_000;

    private static final String NO_PRICE = "-";

    /** What a type's name may be made of. It stands in lists that commas part. */
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,32}\\.[a-z0-9-]{1,32}");

    private static final Pattern PRICE = Pattern.compile("\\d{1,7}(\\.\\d{1,12})?");

    public QuotedPrices {
        hourly = Map.copyOf(hourly);
        unpriced = Set.copyOf(unpriced);
    }

    /** Whether a text can be the name of an instance type. */
    static boolean isType(String name) {
        return TYPE.matcher(name).matches();
    }

    /** A price above zero in plain digits; null for any other text. */
    static @Nullable BigDecimal price(String text) {
        if (!PRICE.matcher(text).matches()) {
            return null;
        }
        BigDecimal price = new BigDecimal(text).stripTrailingZeros();
        return price.signum() > 0 ? price : null;
    }

    /** Whether they may still be used; a time that lies ahead of now is none that can be true. */
    boolean fresh(Instant now) {
        return !askedAt.isAfter(now) && askedAt.plus(KEPT).isAfter(now);
    }

    /** Those of some types that were not asked for. */
    SortedSet<String> missing(Set<String> types) {
        SortedSet<String> missing = new TreeSet<>(types);
        missing.removeAll(hourly.keySet());
        missing.removeAll(unpriced);
        return missing;
    }

    /** These, and others that were asked for later. */
    QuotedPrices with(QuotedPrices later) {
        Map<String, BigDecimal> prices = new HashMap<>(hourly);
        prices.putAll(later.hourly);
        Set<String> none = new HashSet<>(unpriced);
        none.addAll(later.unpriced);
        return new QuotedPrices(askedAt, prices, none);
    }

    /** As caches keep it: the time, then a type and its price a line. */
    public String text() {
        Map<String, String> lines = new TreeMap<>();
        hourly.forEach((type, price) -> lines.put(type, price.toPlainString()));
        unpriced.forEach(type -> lines.put(type, NO_PRICE));
        StringBuilder text = new StringBuilder(askedAt.toString()).append('\n');
        lines.forEach((type, price) -> text.append(type).append(' ').append(price).append('\n'));
        return text.toString();
    }

    /**
     * Reads what {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static QuotedPrices read(String text) {
        List<String> lines = text.lines().limit(MAX_LINES + 1).toList();
        if (lines.isEmpty() || lines.size() > MAX_LINES) {
            throw new IllegalArgumentException("it has no line, or too many");
        }
        Map<String, BigDecimal> hourly = new HashMap<>();
        Set<String> unpriced = new HashSet<>();
        for (String line : lines.subList(1, lines.size())) {
            int blank = line.indexOf(' ');
            String type = blank < 0 ? "" : line.substring(0, blank);
            String value = line.substring(blank + 1);
            BigDecimal price = price(value);
            if (!isType(type) || (price == null && !value.equals(NO_PRICE))) {
                throw new IllegalArgumentException("a line is no type and its price");
            }
            if (price == null) {
                unpriced.add(type);
            } else {
                hourly.put(type, price);
            }
        }
        try {
            return new QuotedPrices(Instant.parse(lines.getFirst()), hourly, unpriced);
        } catch (DateTimeException notATime) {
            throw new IllegalArgumentException("its first line is no time", notATime);
        }
    }
}
