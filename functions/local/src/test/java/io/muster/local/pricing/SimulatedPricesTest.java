package io.muster.local.pricing;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.aws.pricing.PriceBook;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.PriceList;
import io.muster.aws.pricing.QuotedPrices;
import io.muster.local.front.Front;
import io.muster.readiness.fact.Fact.Known;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Muster's own way to the price list, to the simulated one. */
class SimulatedPricesTest {

    private final Front front =
            new Front(URI.create("http://127.0.0.1:1"), List.of(), List.of(new SimulatedPrices()));
    private final AwsClients clients =
            new AwsClients(
                    Region.EU_WEST_1,
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")),
                    front.endpoint(),
                    new CallLedger());

    @AfterEach
    void close() {
        clients.close();
        front.close();
    }

    @Test
    void a_price_is_that_of_the_list_that_comes_with_muster() {
        assertThat(ask(Region.US_EAST_1, Set.of("m5.large", "m6g.large")).hourly())
                .containsOnlyKeys("m5.large", "m6g.large")
                .containsEntry("m6g.large", new BigDecimal("0.077"));
    }

    @Test
    void hundreds_of_types_come_in_several_answers() {
        Set<String> types = new HashSet<>();
        for (String family : List.of("m5", "m6g", "c6g", "r6g", "m7g", "c7g", "r7g", "m8g")) {
            for (int size = 2; size < 25; size += 2) {
                types.add("%s.%dxlarge".formatted(family, size));
            }
        }
        QuotedPrices prices = ask(Region.US_EAST_1, types);
        assertThat(prices.hourly()).hasSizeGreaterThan(40);
        assertThat(prices.unpriced()).isNotEmpty();
        assertThat(prices.hourly().size() + prices.unpriced().size()).isEqualTo(types.size());
    }

    @Test
    void another_region_has_no_prices() {
        assertThat(ask(Region.EU_WEST_1, Set.of("m5.large")).unpriced())
                .containsExactly("m5.large");
    }

    private QuotedPrices ask(Region region, Set<String> types) {
        if (new PriceBook(new PriceList(clients), PriceCache.NONE)
                        .of(region, "Linux", types, Instant.EPOCH)
                instanceof Known<QuotedPrices> known) {
            return known.value();
        }
        throw new AssertionError("missing");
    }
}
