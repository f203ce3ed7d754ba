package io.muster.aws.pricing;

import static io.muster.aws.pricing.Products.page;
import static io.muster.aws.pricing.Products.product;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class PriceListTest {

    private final FakeAws aws = new FakeAws();
    private final AwsClients clients = QuickClients.of(aws.endpoint());

    @AfterEach
    void close() {
        clients.close();
        aws.close();
    }

    @Test
    void prices_are_read_to_the_last_page() {
        aws.answers(
                "GetProducts",
                call ->
                        call.parameter("NextToken") == null
                                ? page("more", product("m5.large", "0.0960000000"))
                                : page("", product("m6g.large", "0.0770000000")));
        assertThat(known(ask("m5.large", "m6g.large")))
                .isEqualTo(Map.of("m5.large", usd("0.096"), "m6g.large", usd("0.077")));
    }

    @Test
    void only_the_types_that_are_needed_are_asked_for() {
        answers(page(""));
        ask("m5.large", "m6g.large");
        assertThat(aws.calls("GetProducts"))
                .singleElement()
                .satisfies(
                        call ->
                                assertThat(call.parameter("Filters"))
                                        .contains("m5.large,m6g.large", "ANY_OF")
                                        .contains("us-east-1", "Linux", "Shared", "Used", "NA")
                                        .contains("No License required"));
    }

    @Test
    void many_types_are_asked_for_in_values_that_aws_takes() {
        answers(page(""));
        String[] types =
                IntStream.range(0, 300).mapToObj("m%d.large"::formatted).toArray(String[]::new);
        ask(types);
        assertThat(aws.calls("GetProducts")).hasSize(4);
    }

    @Test
    void a_name_that_is_no_types_is_not_sent() {
        answers(page(""));
        assertThat(known(ask("m5.large,*", "x y"))).isEmpty();
        assertThat(aws.calls("GetProducts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tenancy, Dedicated",
        "capacitystatus, AllocatedCapacityReservation",
        "preInstalledSw, SQL Std",
        "operatingSystem, Windows",
        "licenseModel, Bring your own license",
        "regionCode, eu-west-1",
        "marketoption, CapacityBlock"
    })
    void a_product_of_another_kind_is_passed_over(String attribute, String value) {
        answers(page("", product("m5.large", Map.of("USD", "0.1"), Map.of(attribute, value))));
        assertThat(known(ask("m5.large"))).isEmpty();
    }

    @Test
    void a_price_in_another_currency_is_not_known() {
        answers(page("", product("m5.large", Map.of("CNY", "0.7"), Map.of())));
        assertThat(known(ask("m5.large"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0000000000", "-1", "1e9", "NaN", "12345678", "free"})
    void a_price_that_none_can_be_is_not_known(String price) {
        answers(page("", product("m5.large", price)));
        assertThat(known(ask("m5.large"))).isEmpty();
    }

    @Test
    void a_type_with_two_prices_has_none() {
        answers(
                page(
                        "",
                        product("m5.large", "0.096"),
                        product("m5.large", "0.1"),
                        product("c5.large", "0.085"),
                        product("c5.large", "0.0850")));
        assertThat(known(ask("m5.large", "c5.large"))).containsOnlyKeys("c5.large");
    }

    @Test
    void a_type_that_was_not_asked_for_is_passed_over() {
        answers(page("", product("m5.large", "0.096"), product("x1.32xlarge", "13.338")));
        assertThat(known(ask("m5.large"))).containsOnlyKeys("m5.large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"PriceList\":[\"{\"]}", "{\"PriceList\":[\"[]\"]}", "{}"})
    void an_answer_that_cannot_be_read_is_said(String answer) {
        answers(answer);
        Missing<?> missing = missing(ask("m5.large"));
        assertThat(missing.why()).isEqualTo(Why.FAILED);
        assertThat(missing.detail().english()).startsWith("pricing:GetProducts");
    }

    @Test
    void an_answer_without_end_is_said() {
        answers(page("again", product("m5.large", "0.096")));
        assertThat(missing(ask("m5.large")).detail().english()).contains("page token twice");
    }

    @Test
    void a_denied_call_names_the_action() {
        aws.fails("GetProducts", Fault.ACCESS_DENIED);
        Missing<?> missing = missing(ask("m5.large"));
        assertThat(missing.why()).isEqualTo(Why.DENIED);
        assertThat(missing.detail().english()).contains("pricing:GetProducts was denied");
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1",
        "sa-east-1, us-east-1",
        "eu-west-3, eu-central-1",
        "ap-northeast-2, ap-south-1",
        "cn-north-1,",
        "us-gov-west-1,"
    })
    void each_partition_region_has_an_endpoint_or_none(String region, String endpoint) {
        assertThat(PriceList.endpointFor(Region.of(region)).map(Region::id))
                .isEqualTo(Optional.ofNullable(endpoint));
    }

    @Test
    void a_region_without_a_price_list_is_said_and_not_asked() {
        Fact<Map<String, BigDecimal>> prices =
                new PriceList(clients).hourly(Region.CN_NORTH_1, "Linux", types("m5.large"));
        assertThat(missing(prices).detail().english()).contains("no price list for cn-north-1");
        assertThat(aws.calls()).isEmpty();
    }

    private void answers(String body) {
        aws.answers("GetProducts", call -> body);
    }

    private Fact<Map<String, BigDecimal>> ask(String... types) {
        return new PriceList(clients).hourly(Region.US_EAST_1, "Linux", types(types));
    }

    private static SortedSet<String> types(String... types) {
        return new TreeSet<>(Stream.of(types).toList());
    }

    private static BigDecimal usd(String price) {
        return new BigDecimal(price);
    }

    private static <T> T known(Fact<T> fact) {
        return fact.orElseGet(
                missing -> {
                    throw new AssertionError(missing.detail().english());
                });
    }

    private static Missing<?> missing(Fact<?> fact) {
        if (fact instanceof Missing<?> missing) {
            return missing;
        }
        throw new AssertionError("known: " + fact);
    }
}
