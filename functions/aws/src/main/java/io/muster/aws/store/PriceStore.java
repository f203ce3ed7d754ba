package io.muster.aws.store;

import io.muster.aws.client.AwsClients;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.QuotedPrices;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Prices in the table of findings: an item for each region and operating system. */
public final class PriceStore implements PriceCache {

    private static final String PRICES = "prices";

    private final TableCalls calls;
    private final Consumer<String> problems;

    private PriceStore(DynamoDbClient client, String table, Consumer<String> problems) {
        this.calls = new TableCalls(client, table);
        this.problems = problems;
    }

    /**
     * Those in a table.
     *
     * @param problems gets a message for an item that cannot be read or written; the prices are
     *     then asked for again
     */
    public static PriceStore of(AwsClients clients, String table, Consumer<String> problems) {
        return new PriceStore(clients.dynamoDb(), table, problems);
    }

    /** The IAM actions on the table itself that it needs. */
    public static Set<String> actions() {
        return Set.of("dynamodb:GetItem", "dynamodb:PutItem");
    }

    @Override
    public Optional<QuotedPrices> find(String region, String operatingSystem) {
        try {
            return calls.get(Keys.of(Keys.PRICES, Keys.prices(region, operatingSystem)))
                    .map(attributes -> Item.of(calls.table(), attributes))
                    .map(PriceStore::read);
        } catch (StoreException unreadable) {
            problems.accept(String.valueOf(unreadable.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void keep(String region, String operatingSystem, QuotedPrices prices) {
        Attributes attributes = new Attributes();
        Keys.of(Keys.PRICES, Keys.prices(region, operatingSystem)).forEach(attributes::put);
        attributes
                .put(Item.VERSION_ATTRIBUTE, Item.VERSION)
                .put("askedAt", prices.askedAt())
                .put(PRICES, prices.text())
                .expiresAt(prices.askedAt().plus(QuotedPrices.KEPT));
        PutItemRequest put =
                PutItemRequest.builder().tableName(calls.table()).item(attributes.values()).build();
        try {
            calls.call("PutItem", client -> client.putItem(put));
        } catch (StoreException unwritable) {
            problems.accept(String.valueOf(unwritable.getMessage()));
        }
    }

    private static QuotedPrices read(Item item) {
        try {
            return QuotedPrices.read(item.text(PRICES));
        } catch (IllegalArgumentException malformed) {
            throw item.corrupt("'%s': %s".formatted(PRICES, malformed.getMessage()));
        }
    }
}
