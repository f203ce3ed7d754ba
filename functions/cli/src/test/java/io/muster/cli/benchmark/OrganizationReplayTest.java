package io.muster.cli.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.muster.cli.benchmark.OrganizationReplay.RunCost;
import io.muster.cli.fixture.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two organisations, one four times the other, each scanned twice, an hour apart. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrganizationReplayTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Percentage FIVE = Percentage.withPercentage(5);

    private final Map<Integer, RunCost> first = new HashMap<>();
    private final Map<Integer, RunCost> hourly = new HashMap<>();

    @BeforeAll
    void replay() throws IOException {
        for (int scopes : new int[] {10, 40}) {
            try (OrganizationReplay organization = new OrganizationReplay(scopes, NOON)) {
                first.put(scopes, organization.run(NOON));
                hourly.put(scopes, organization.run(NOON.plusSeconds(3_600)));
            }
        }
    }

    private static RunCost of(Map<Integer, RunCost> runs, int scopes) {
        return Objects.requireNonNull(runs.get(scopes));
    }

    @Test
    void each_scope_is_one_message() {
        assertThat(of(hourly, 10).messages()).isEqualTo(10);
        assertThat(of(hourly, 40).messages()).isEqualTo(40);
    }

    @Test
    void a_scope_makes_as_many_calls_among_forty_as_among_ten() {
        assertThat(of(hourly, 40).allCalls() / 40.0)
                .isCloseTo(of(hourly, 10).allCalls() / 10.0, FIVE);
    }

    @Test
    void a_scope_reads_and_writes_as_much_among_forty_as_among_ten() {
        assertThat(of(hourly, 40).units().read() / 40)
                .isCloseTo(of(hourly, 10).units().read() / 10, FIVE);
        assertThat(of(hourly, 40).units().written() / 40.0)
                .isCloseTo(of(hourly, 10).units().written() / 10.0, FIVE);
    }

    @Test
    void an_hour_of_nothing_new_writes_a_hundredth_of_the_first_run() {
        assertThat(of(hourly, 40).units().written())
                .isLessThan(of(first, 40).units().written() / 100 * 2);
    }

    @Test
    void the_page_of_costs_is_computed_from_what_a_scope_takes() throws IOException {
        RunCost run = of(hourly, 40);
        assertThat(figure("scope_calls")).isCloseTo(run.allCalls() / 40.0, FIVE);
        assertThat(figure("scope_reads")).isCloseTo(run.units().read() / 40, FIVE);
        assertThat(figure("scope_writes")).isCloseTo(run.units().written() / 40.0, FIVE);
        assertThat(figure("scope_logged_kb")).isCloseTo(run.logged() / 40e3, within(0.2));
    }

    @Test
    void the_page_of_costs_has_the_prices_of_the_benchmark() throws IOException {
        String script = script();
        for (Charge charge : Charge.values()) {
            assertThat(script)
                    .containsPattern(
                            Pattern.quote("(\"" + charge.row + "\", ")
                                    + ".*\""
                                    + Pattern.quote(charge.price)
                                    + "\"\\)");
        }
    }

    private static double figure(String name) throws IOException {
        Matcher found = Pattern.compile("\\b" + name + " = ([0-9.]+)").matcher(script());
        assertThat(found.find()).as(name).isTrue();
        return Double.parseDouble(found.group(1));
    }

    private static String script() throws IOException {
        return Files.readString(Golden.repository().resolve("docs/cost.sh"));
    }
}
