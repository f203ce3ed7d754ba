package io.muster.aws.pricing;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.AwsFailure;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.pricing.model.Filter;
import software.amazon.awssdk.services.pricing.model.FilterType;
import software.amazon.awssdk.services.pricing.model.GetProductsRequest;
import software.amazon.awssdk.services.pricing.model.GetProductsResponse;

/**
 * AWS's price list, asked for what instance types cost on demand, on shared hardware, with the
 * licence of the operating system and no other software.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html">GetProducts</a>
 */
public final class PriceList {

    /** As IAM names the operation. */
    public static final String ACTION = "pricing:GetProducts";

    private static final String SERVICE = "AmazonEC2";
    private static final String CURRENCY = "USD";

    /** AWS's limits for a page and for the value of a filter, in which commas part the types. */
    private static final int PAGE = 100;

    private static final int MAX_VALUE = 1_024;

    /** One page holds what a filter's value can name, so that ten are more than enough. */
    private static final int MAX_PAGES = 10;

    /** A product with all its reservations takes some 30 KB. */
    private static final int MAX_PRODUCT = 1 << 20;

    private static final int MAX_REASON = 200;

    private final AwsClients clients;

    public PriceList(AwsClients clients) {
        this.clients = clients;
    }

    /** The IAM actions that it needs. */
    public static Set<String> actions() {
        return Set.of(ACTION);
    }

    /**
     * The region whose endpoint is asked for prices of another; empty where AWS offers none, as for
     * the regions in China and GovCloud.
     */
    static Optional<Region> endpointFor(Region region) {
        // Not the region's own metadata, which the SDK has of the regions of its day alone.
        if (!PartitionMetadata.of(region).id().equals("aws")) {
            return Optional.empty();
        }
        String id = region.id();
        if (id.startsWith("eu-")) {
            return Optional.of(Region.EU_CENTRAL_1);
        }
        return Optional.of(id.startsWith("ap-") ? Region.AP_SOUTH_1 : Region.US_EAST_1);
    }

    /**
     * The prices of some types.
     *
     * @param operatingSystem as the price list writes it, such as {@code Linux}
     * @return USD an hour by type, without those that have no price in USD, or several; missing
     *     where the price list could not be asked to the end
     */
    public Fact<Map<String, BigDecimal>> hourly(
            Region region, String operatingSystem, SortedSet<String> types) {
        Optional<Region> endpoint = endpointFor(region);
        if (endpoint.isEmpty()) {
            return Fact.missing(
                    Why.NOT_SUPPORTED,
                    Message.of("facts.prices-not-offered").with("region", region.id()));
        }
        Map<String, BigDecimal> prices = new HashMap<>();
        for (String some : values(types)) {
            Product wanted = new Product(region.id(), operatingSystem);
            switch (hourly(endpoint.get(), wanted, some)) {
                case Known<Map<String, BigDecimal>> known -> prices.putAll(known.value());
                case Missing<Map<String, BigDecimal>> missing -> {
                    return missing;
                }
            }
        }
        prices.keySet().retainAll(types);
        return Fact.known(prices);
    }

    /** The types in as few values of a filter as possible. */
    private static List<String> values(SortedSet<String> types) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        for (String type : types) {
            if (!QuotedPrices.isType(type)) {
                continue;
            }
            if (value.length() + 1 + type.length() > MAX_VALUE) {
                values.add(value.toString());
                value.setLength(0);
            }
            value.append(value.isEmpty() ? "" : ",").append(type);
        }
        if (!value.isEmpty()) {
            values.add(value.toString());
        }
        return values;
    }

    private Fact<Map<String, BigDecimal>> hourly(Region endpoint, Product wanted, String types) {
        GetProductsRequest.Builder request =
                GetProductsRequest.builder()
                        .serviceCode(SERVICE)
                        .filters(wanted.filters(types))
                        .maxResults(PAGE);
        Map<String, BigDecimal> prices = new HashMap<>();
        Set<String> ambiguous = new HashSet<>();
        Set<String> seen = new HashSet<>();
        try {
            for (int pages = 0; pages < MAX_PAGES; pages++) {
                GetProductsResponse page = clients.pricing(endpoint).getProducts(request.build());
                if (!page.hasPriceList()) {
                    return Fact.missing(
                            Why.FAILED, Message.of("facts.no-list").with("operation", ACTION));
                }
                for (String product : page.priceList()) {
                    wanted.read(product, prices, ambiguous);
                }
                String token = page.nextToken();
                if (token == null || token.isEmpty()) {
                    prices.keySet().removeAll(ambiguous);
                    return Fact.known(prices);
                }
                if (!seen.add(token)) {
                    return Fact.missing(
                            Why.FAILED,
                            Message.of("facts.page-token-twice").with("operation", ACTION));
                }
                request.nextToken(token);
            }
            return Fact.missing(
                    Why.FAILED,
                    Message.of("facts.too-many-pages")
                            .with("operation", ACTION)
                            .with("pages", MAX_PAGES));
        } catch (SdkException failure) {
            return AwsFailure.of(ACTION, failure).missing();
        } catch (IOException | RuntimeException unreadable) {
            return Fact.missing(
                    Why.FAILED,
                    Message.of("facts.item-without-id")
                            .with("operation", ACTION)
                            .with(
                                    "reason",
                                    Untrusted.line(
                                            String.valueOf(unreadable.getMessage()), MAX_REASON)));
        }
    }

    /** What is asked for, and by what an answer is held to it. */
    private record Product(String region, String operatingSystem) {

        private Map<String, String> attributes() {
            return Map.of(
                    "regionCode", region,
                    "operatingSystem", operatingSystem,
                    "tenancy", "Shared",
                    "licenseModel", "No License required",
                    "preInstalledSw", "NA",
                    "capacitystatus", "Used");
        }

        private List<Filter> filters(String types) {
            List<Filter> filters = new ArrayList<>();
            attributes()
                    .forEach(
                            (name, value) ->
                                    filters.add(filter(FilterType.TERM_MATCH, name, value)));
            filters.add(filter(FilterType.ANY_OF, "instanceType", types));
            return filters;
        }

        private static Filter filter(FilterType type, String name, String value) {
            return Filter.builder().type(type).field(name).value(value).build();
        }

        /**
         * Reads a product of the list: a text of JSON. One of another kind, such as a capacity
         * block, is passed over.
         *
         * @param ambiguous gets a type that has several prices
         */
        private void read(String product, Map<String, BigDecimal> prices, Set<String> ambiguous)
                throws IOException {
            if (product.length() > MAX_PRODUCT) {
                throw new IOException("a product is too long");
            }
            Map<String, Object> json = JSON.std.mapFrom(product);
            Map<?, ?> is = map(map(json.get("product")).get("attributes"));
            boolean other =
                    attributes().entrySet().stream()
                            .anyMatch(each -> !each.getValue().equals(is.get(each.getKey())));
            Object market = is.get("marketoption");
            Object type = is.get("instanceType");
            if (other || !(market == null || market.equals("OnDemand")) || type == null) {
                return;
            }
            String name = String.valueOf(type);
            for (Object term : map(map(json.get("terms")).get("OnDemand")).values()) {
                for (Object dimension : map(map(term).get("priceDimensions")).values()) {
                    BigDecimal price = hourly(map(dimension));
                    BigDecimal before = price == null ? null : prices.putIfAbsent(name, price);
                    if (before != null && before.compareTo(price) != 0) {
                        ambiguous.add(name);
                    }
                }
            }
        }

        /** A price by the hour in USD; null for any other, such as one in CNY. */
        private static @Nullable BigDecimal hourly(Map<?, ?> dimension) {
            Object price = map(dimension.get("pricePerUnit")).get(CURRENCY);
            return price == null || !"Hrs".equals(dimension.get("unit"))
                    ? null
                    : QuotedPrices.price(String.valueOf(price));
        }

        private static Map<?, ?> map(@Nullable Object json) {
            return json instanceof Map<?, ?> map ? map : Map.of();
        }
    }
}
