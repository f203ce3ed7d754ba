package io.muster.aws.pricing;

import static io.muster.aws.pricing.Products.page;
import static io.muster.aws.pricing.Products.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.RealTypes;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.graviton.PricedSystem;
import io.muster.readiness.graviton.Prices;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PriceCollectorTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = QuickClients.of(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void the_types_in_use_and_their_possible_targets_are_asked_for() {
        aws.answers(
                "GetProducts",
                call -> page("", product("m5.large", "0.096"), product("m6g.large", "0.077")));
        Prices prices = known(ask("us-east-1", x86()));
        assertThat(prices.hourly(PricedSystem.LINUX, "m6g.large"))
                .contains(new BigDecimal("0.077"));
        assertThat(prices.source()).isEqualTo(Prices.Source.PRICE_LIST);
        assertThat(prices.asOf()).isEqualTo("2026-11-30");
        assertThat(aws.calls("GetProducts"))
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.parameter("Filters"))
                                        .contains("m5.large,m6g.large")
                                        .doesNotContain("c5.large"));
    }

    @Test
    void a_fleet_on_arm64_is_asked_nothing() {
        assertThat(known(ask("us-east-1", InstanceBuilder.instance().build())).hourly()).isEmpty();
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void a_region_without_a_price_list_has_no_price_and_no_failure() {
        assertThat(known(ask("cn-north-1", x86())).hourly()).isEmpty();
        assertThat(aws.calls()).isEmpty();
    }

    @Test
    void a_price_list_that_cannot_be_asked_is_said() {
        aws.fails("GetProducts", Fault.ACCESS_DENIED);
        assertThat(ask("us-east-1", x86())).isInstanceOf(Missing.class);
    }

    private static Instance x86() {
        return InstanceBuilder.instance().type("m5.large", Architecture.X86_64).build();
    }

    private Fact<Prices> ask(String region, Instance... instances) {
        Map<String, InstanceType> types =
                Stream.of("m5.large", "m6g.large", "c5.large", "m8g.large")
                        .map(RealTypes::type)
                        .collect(Collectors.toMap(InstanceType::name, Function.identity()));
        FleetFacts facts =
                FleetFacts.notCollected(Scope.of("123456789012", region), NOON)
                        .with(Source.INSTANCES, Fact.known(List.of(instances)))
                        .with(Source.INSTANCE_TYPES, Fact.known(types))
                        .with(
                                Source.OFFERINGS,
                                Fact.known(
                                        Map.of(
                                                "m5.large", Set.of("a"),
                                                "m6g.large", Set.of("a"))));
        return PriceCollector.of(clients, PriceCache.NONE).with(facts).get(Source.PRICES);
    }

    private static Prices known(Fact<Prices> fact) {
        if (fact instanceof Known<Prices> known) {
            return known.value();
        }
        throw new AssertionError(fact);
    }
}
