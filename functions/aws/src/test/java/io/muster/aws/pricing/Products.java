package io.muster.aws.pricing;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Products of the price list, as AWS writes them, but for what Muster does not read. */
final class Products {

    private Products() {}

    /** One on demand, with attributes that differ from those that are asked for. */
    static String product(String type, Map<String, Object> price, Map<String, String> other) {
        Map<String, Object> attributes =
                new HashMap<>(
                        Map.of(
                                "servicecode", "AmazonEC2",
                                "regionCode", "us-east-1",
                                "instanceType", type,
                                "operatingSystem", "Linux",
                                "tenancy", "Shared",
                                "licenseModel", "No License required",
                                "preInstalledSw", "NA",
                                "capacitystatus", "Used",
                                "marketoption", "OnDemand"));
        attributes.putAll(other);
        return json(
                Map.of(
                        "product",
                        Map.of("productFamily", "Compute Instance", "attributes", attributes),
                        "serviceCode",
                        "AmazonEC2",
                        "terms",
                        Map.of(
                                "OnDemand",
                                Map.of(
                                        "2223B6PCG6QAUYY6.JRTCKXETXF",
                                        Map.of(
                                                "priceDimensions",
                                                Map.of(
                                                        "2223B6PCG6QAUYY6.JRTCKXETXF.6YS6EN2CT7",
                                                        Map.of(
                                                                "unit",
                                                                "Hrs",
                                                                "pricePerUnit",
                                                                price)),
                                                "offerTermCode",
                                                "JRTCKXETXF")),
                                "Reserved",
                                Map.of())));
    }

    static String product(String type, String usd) {
        return product(type, Map.of("USD", usd), Map.of());
    }

    /**
     * A page of an answer.
     *
     * @param next the token of the next; empty for none
     */
    static String page(String next, String... products) {
        Map<String, Object> page = new HashMap<>();
        page.put("FormatVersion", "aws_v1");
        page.put("PriceList", List.of(products));
        if (!next.isEmpty()) {
            page.put("NextToken", next);
        }
        return json(page);
    }

    private static String json(Map<String, Object> json) {
        try {
            return JSON.std.asString(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
