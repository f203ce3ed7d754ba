package io.muster.aws.pricing;

import static io.muster.aws.pricing.Products.page;
import static io.muster.aws.pricing.Products.product;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** Prices of the price list and of a cache in which they are kept. */
class PriceBookTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = QuickClients.of(aws.endpoint());
    private final Map<String, QuotedPrices> kept = new HashMap<>();

    @BeforeEach
    void prices() {
        aws.answers(
                "GetProducts",
                call ->
                        page(
                                "",
                                product("m5.large", "0.0960000000"),
                                product("m6g.large", "0.0770000000")));
    }

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void what_was_asked_for_within_a_week_is_not_asked_for_again() {
        QuotedPrices first = known(ask(NOON, "m5.large", "m6g.large", "t9.none"));
        QuotedPrices second = known(ask(NOON.plus(Duration.ofDays(6)), "m5.large", "t9.none"));
        assertThat(second).isEqualTo(first);
        assertThat(first.unpriced()).containsExactly("t9.none");
        assertThat(aws.calls("GetProducts")).hasSize(1);
    }

    @Test
    void prices_are_asked_for_again_after_a_week() {
        ask(NOON, "m5.large");
        Instant later = NOON.plus(QuotedPrices.KEPT);
        assertThat(known(ask(later, "m5.large")).askedAt()).isEqualTo(later);
        assertThat(aws.calls("GetProducts")).hasSize(2);
    }

    @Test
    void only_types_that_are_not_kept_are_asked_for() {
        ask(NOON, "m5.large");
        QuotedPrices both = known(ask(NOON.plusSeconds(60), "m5.large", "m6g.large"));
        assertThat(both.hourly()).containsOnlyKeys("m5.large", "m6g.large");
        assertThat(both.askedAt()).isEqualTo(NOON);
        assertThat(aws.calls("GetProducts").getLast().parameter("Filters"))
                .contains("m6g.large")
                .doesNotContain("m5.large");
    }

    @Test
    void what_is_kept_stands_where_the_list_cannot_be_asked() {
        ask(NOON, "m5.large");
        aws.fails("GetProducts", Fault.ACCESS_DENIED);
        assertThat(known(ask(NOON.plusSeconds(60), "m5.large", "m6g.large")).hourly())
                .containsOnlyKeys("m5.large");
    }

    @Test
    void what_is_older_than_a_week_stands_no_longer() {
        ask(NOON, "m5.large");
        aws.fails("GetProducts", Fault.ACCESS_DENIED);
        assertThat(ask(NOON.plus(QuotedPrices.KEPT), "m5.large")).isInstanceOf(Missing.class);
    }

    @Test
    void prices_of_a_time_that_lies_ahead_are_asked_for_again() {
        ask(NOON.plus(Duration.ofDays(1)), "m5.large");
        assertThat(known(ask(NOON, "m5.large")).askedAt()).isEqualTo(NOON);
    }

    @Test
    void nothing_is_asked_for_no_type() {
        assertThat(known(ask(NOON)).hourly()).isEmpty();
        assertThat(aws.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday\nm5.large 0.1\n",
                "2026-11-30T12:00:00Z\nm5.large\n",
                "2026-11-30T12:00:00Z\nm5.large 1e3\n",
                "2026-11-30T12:00:00Z\n../../m5 0.1\n"
            })
    void a_text_that_is_no_list_of_prices_is_refused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> QuotedPrices.read(text));
    }

    @Test
    void a_text_of_prices_is_read_back() {
        QuotedPrices prices = known(ask(NOON, "m5.large", "m6g.large", "t9.none"));
        assertThat(QuotedPrices.read(prices.text())).isEqualTo(prices);
    }

    private Fact<QuotedPrices> ask(Instant at, String... types) {
        return new PriceBook(new PriceList(clients), new InMemory(kept))
                .of(Region.US_EAST_1, "Linux", Set.of(types), at);
    }

    /** Keeps prices as text, as every cache does. */
    private record InMemory(Map<String, QuotedPrices> kept) implements PriceCache {

        @Override
        public Optional<QuotedPrices> find(String region, String operatingSystem) {
            return Optional.ofNullable(kept.get(region + operatingSystem))
                    .map(prices -> QuotedPrices.read(prices.text()));
        }

        @Override
        public void keep(String region, String operatingSystem, QuotedPrices prices) {
            kept.put(region + operatingSystem, prices);
        }
    }

    private static QuotedPrices known(Fact<QuotedPrices> fact) {
        if (fact instanceof Known<QuotedPrices> known) {
            return known.value();
        }
        throw new AssertionError(fact);
    }
}
