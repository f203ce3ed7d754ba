package io.muster.aws.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.TableFixture;
import io.muster.aws.pricing.QuotedPrices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class PriceStoreTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final QuotedPrices PRICES =
            new QuotedPrices(
                    Instant.parse("2026-11-30T12:00:00Z"),
                    Map.of("m5.large", new BigDecimal("0.096")),
                    Set.of("t9.none"));

    private final List<String> problems = new ArrayList<>();

    @Test
    void prices_are_kept_by_region_and_operating_system() {
        store().keep("us-east-1", "Linux", PRICES);
        assertThat(store().find("us-east-1", "Linux")).contains(PRICES);
        assertThat(store().find("us-east-1", "RHEL")).isEmpty();
        assertThat(store().find("eu-west-1", "Linux")).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void an_item_that_was_edited_is_said_and_replaced() {
        store().keep("us-east-1", "Linux", PRICES);
        Map<String, AttributeValue> item = new HashMap<>(item());
        item.put("prices", AttributeValue.fromS("cheap"));
        fixture.client().putItem(put -> put.tableName(TableFixture.TABLE).item(item));
        assertThat(store().find("us-east-1", "Linux")).isEmpty();
        assertThat(problems).singleElement().asString().contains("PRICES / us-east-1#Linux");
        store().keep("us-east-1", "Linux", PRICES);
        assertThat(store().find("us-east-1", "Linux")).contains(PRICES);
    }

    @Test
    void an_item_expires_a_week_after_it_was_asked_for() {
        store().keep("us-east-1", "Linux", PRICES);
        assertThat(item().get("expiresAt"))
                .isEqualTo(
                        AttributeValue.fromN(
                                Long.toString(
                                        PRICES.askedAt()
                                                .plus(QuotedPrices.KEPT)
                                                .getEpochSecond())));
    }

    @Test
    void a_table_that_is_missing_is_said() {
        PriceStore none = PriceStore.of(fixture.clients(), "none", problems::add);
        assertThat(none.find("us-east-1", "Linux")).isEmpty();
        none.keep("us-east-1", "Linux", PRICES);
        assertThat(problems).hasSize(2).allMatch(problem -> problem.contains("none"));
    }

    private static Map<String, AttributeValue> item() {
        return fixture.client()
                .getItem(
                        get ->
                                get.tableName(TableFixture.TABLE)
                                        .key(Keys.of("PRICES", "us-east-1#Linux")))
                .item();
    }

    private PriceStore store() {
        return PriceStore.of(fixture.clients(), TableFixture.TABLE, problems::add);
    }
}
