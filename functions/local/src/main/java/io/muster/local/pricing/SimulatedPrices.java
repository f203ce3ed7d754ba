package io.muster.local.pricing;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Answer;
import io.muster.local.front.Call;
import io.muster.local.front.ErrorAnswers;
import io.muster.local.front.Simulation;
import io.muster.readiness.graviton.PricedSystem;
import io.muster.readiness.graviton.Prices;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The price list as AWS answers it, of the prices that Muster brings along: Linux in one region. Of
 * every other region and system it has no product.
 */
public final class SimulatedPrices implements Simulation {

    private static final int MAX_PAGE = 100;
    private static final int MAX_VALUE = 1_024;

    @Override
    public boolean concerns(Call call) {
        return call.service().equals("pricing") && call.operation().equals("GetProducts");
    }

    @Override
    public Answer answer(Call call, byte[] body) throws IOException {
        Map<String, Object> request = JSON.std.mapFrom(body);
        Map<String, Filter> filters = new LinkedHashMap<>();
        if (request.get("Filters") instanceof List<?> all) {
            for (Object each : all) {
                Filter filter = Filter.of((Map<?, ?>) each);
                if (filter.value().length() > MAX_VALUE) {
                    return refused(call, "A value has more than 1024 characters");
                }
                filters.put(filter.field(), filter);
            }
        }
        int size = request.get("MaxResults") instanceof Number most ? most.intValue() : MAX_PAGE;
        if (size < 1 || size > MAX_PAGE) {
            return refused(call, "MaxResults takes 1 to 100");
        }
        List<String> products = products(filters);
        int from = request.get("NextToken") instanceof String token ? Integer.parseInt(token) : 0;
        int to = Math.min(products.size(), from + size);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("FormatVersion", "aws_v1");
        answer.put("PriceList", products.subList(Math.min(from, to), to));
        if (to < products.size()) {
            answer.put("NextToken", Integer.toString(to));
        }
        return Answer.ofJson(answer);
    }

    private static Answer refused(Call call, String why) {
        return ErrorAnswers.error(call, 400, "InvalidParameterException", why);
    }

    /**
     * A filter of a request.
     *
     * @param any whether the value names several, with commas between them
     */
    private record Filter(String field, String value, boolean any) {

        static Filter of(Map<?, ?> json) {
            return new Filter(
                    String.valueOf(json.get("Field")),
                    String.valueOf(json.get("Value")),
                    "ANY_OF".equals(json.get("Type")));
        }

        boolean takes(String attribute) {
            return any
                    ? new HashSet<>(List.of(value.split(","))).contains(attribute)
                    : value.equals(attribute);
        }
    }

    private static List<String> products(Map<String, Filter> filters) throws IOException {
        Filter region = filters.get("regionCode");
        Optional<Prices> prices =
                region == null ? Optional.empty() : Prices.bundled(region.value());
        List<String> products = new ArrayList<>();
        if (prices.isPresent()) {
            Map<String, BigDecimal> hourly =
                    new TreeMap<>(prices.get().hourly().getOrDefault(PricedSystem.LINUX, Map.of()));
            for (Map.Entry<String, BigDecimal> each : hourly.entrySet()) {
                Map<String, String> attributes = attributes(prices.get().region(), each.getKey());
                if (asked(attributes, filters)) {
                    products.add(JSON.std.asString(product(attributes, each.getValue())));
                }
            }
        }
        return products;
    }

    private static boolean asked(Map<String, String> attributes, Map<String, Filter> filters) {
        return filters.values().stream()
                .allMatch(filter -> filter.takes(attributes.getOrDefault(filter.field(), "")));
    }

    private static Map<String, String> attributes(String region, String type) {
        return Map.of(
                "servicecode", "AmazonEC2",
                "regionCode", region,
                "instanceType", type,
                "operatingSystem", PricedSystem.LINUX.label(),
                "tenancy", "Shared",
                "licenseModel", "No License required",
                "preInstalledSw", "NA",
                "capacitystatus", "Used",
                "marketoption", "OnDemand");
    }

    private static Map<String, Object> product(Map<String, String> attributes, BigDecimal usd) {
        Map<String, Object> dimension =
                Map.of("unit", "Hrs", "pricePerUnit", Map.of("USD", usd.toPlainString()));
        String term = "SKU.JRTCKXETXF";
        return Map.of(
                "product",
                Map.of("productFamily", "Compute Instance", "attributes", attributes),
                "serviceCode",
                "AmazonEC2",
                "terms",
                Map.of(
                        "OnDemand",
                        Map.of(
                                term,
                                Map.of(
                                        "priceDimensions",
                                        Map.of(term + ".6YS6EN2CT7", dimension)))));
    }
}
