package io.muster.readiness.graviton;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Tenancy;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.graviton.Prices.Source;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PricesTest {

    private static final Prices VIRGINIA = Prices.bundled("us-east-1").orElseThrow();

    @Test
    void the_bundled_prices_are_those_of_linux_in_us_east_1() {
        assertThat(VIRGINIA.hourly(PricedSystem.LINUX, "m5.large"))
                .hasValueSatisfying(price -> assertThat(price).isEqualByComparingTo("0.096"));
        assertThat(VIRGINIA.hourly(PricedSystem.RHEL, "m5.large")).isEmpty();
        assertThat(VIRGINIA.hourly(PricedSystem.LINUX, "m99.large")).isEmpty();
        assertThat(VIRGINIA.knows(PricedSystem.LINUX)).isTrue();
        assertThat(VIRGINIA.knows(PricedSystem.WINDOWS)).isFalse();
    }

    @Test
    void the_bundled_prices_say_of_when_they_are() throws IOException {
        try (InputStream in = Prices.class.getResourceAsStream("on-demand-linux-us-east-1.csv")) {
            String file =
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(file.lines().findFirst().orElseThrow())
                    .contains("Linux on-demand, shared tenancy, USD per hour, us-east-1")
                    .contains("as of " + VIRGINIA.asOf());
        }
        assertThat(VIRGINIA.origin().english())
                .isEqualTo("AWS price list for us-east-1 as included with Muster, 2026-07-20");
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-2", "ap-northeast-2", "cn-north-1", "us-gov-west-1", ""})
    void no_other_region_is_guessed_from_them(String region) {
        assertThat(Prices.bundled(region)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0.08976, 0.0864, 2.45",
        "0.0770, 0.0864, -6.86",
        "0.0042, 0.0047, -0.37",
        "0.1, 0.1, 0.00",
        "1000, 0.000001, 730000.00"
    })
    void a_month_has_730_hours_and_is_rounded_to_the_cent(String to, String from, String month) {
        assertThat(Prices.monthly(new BigDecimal(to).subtract(new BigDecimal(from))))
                .isEqualTo(new BigDecimal(month));
    }

    @Test
    void a_list_of_another_source_says_so() {
        Prices listed =
                new Prices(
                        "eu-west-1",
                        Map.of(PricedSystem.LINUX, Map.of("m5.large", new BigDecimal("0.107"))),
                        Source.PRICE_LIST,
                        LocalDate.of(2026, 11, 29));
        assertThat(listed.origin().english()).isEqualTo("AWS price list for eu-west-1");
    }

    @ParameterizedTest
    @CsvSource({
        "RunInstances, LINUX",
        "RunInstances:00g0, LINUX",
        "RunInstances:0010, RHEL",
        "RunInstances:1010, RHEL_HA",
        "RunInstances:000g, SUSE",
        "RunInstances:0g00, UBUNTU_PRO",
        "RunInstances:0002, WINDOWS"
    })
    void the_usage_operation_tells_the_system(String operation, PricedSystem system) {
        assertThat(PricedSystem.ofUsageOperation(operation)).contains(system);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "RunInstances:", "RunInstances:9999", "runinstances"})
    void another_operation_is_of_no_known_system(String operation) {
        assertThat(PricedSystem.ofUsageOperation(operation)).isEmpty();
        assertThat(PricedSystem.ofUsageOperation(null)).isEmpty();
    }

    @Test
    void linux_on_demand_is_compared_in_full() {
        assertThat(basis(instance().type("m5.large", Architecture.X86_64)))
                .isEqualTo(PriceBasis.ON_DEMAND);
    }

    @Test
    void red_hat_is_compared_by_the_compute_part_where_only_linux_has_prices() {
        assertThat(
                        basis(
                                instance()
                                        .type("m5.large", Architecture.X86_64)
                                        .usageOperation("RunInstances:0010")))
                .isEqualTo(PriceBasis.COMPUTE_PART);
        assertThat(basis(instance().type("m5.large", Architecture.X86_64).usageOperation(null)))
                .isEqualTo(PriceBasis.COMPUTE_PART);
    }

    @Test
    void red_hat_is_compared_by_its_own_prices_where_these_are_known() {
        Prices prices =
                new Prices(
                        "us-east-1",
                        Map.of(PricedSystem.RHEL, Map.of("m5.large", new BigDecimal("0.125"))),
                        Source.PRICE_LIST,
                        LocalDate.of(2026, 11, 29));
        var host =
                instance()
                        .type("m5.large", Architecture.X86_64)
                        .usageOperation("RunInstances:0010")
                        .build();
        assertThat(PriceBasis.of(host, Optional.of(prices)))
                .isEqualTo(new PriceBasis.Comparison(PricedSystem.RHEL, PriceBasis.ON_DEMAND));
    }

    @Test
    void a_spot_instance_and_dedicated_hardware_are_not_compared() {
        assertThat(
                        basis(
                                instance()
                                        .type("m5.large", Architecture.X86_64)
                                        .lifecycle(Lifecycle.SPOT)))
                .isEqualTo(PriceBasis.NOT_ON_DEMAND);
        assertThat(
                        basis(
                                instance()
                                        .type("m5.large", Architecture.X86_64)
                                        .tenancy(Tenancy.DEDICATED)))
                .isEqualTo(PriceBasis.NOT_ON_DEMAND);
        assertThat(basis(instance().type("m5.large", Architecture.X86_64).tenancy(Tenancy.HOST)))
                .isEqualTo(PriceBasis.NOT_ON_DEMAND);
    }

    @Test
    void without_a_price_the_basis_is_unknown() {
        assertThat(basis(instance().type("m99.large", Architecture.X86_64)))
                .isEqualTo(PriceBasis.UNKNOWN);
        assertThat(PriceBasis.of(instance().build(), Optional.empty()).basis())
                .isEqualTo(PriceBasis.UNKNOWN);
    }

    private static PriceBasis basis(InstanceBuilder host) {
        return PriceBasis.of(host.build(), Optional.of(VIRGINIA)).basis();
    }
}
