package io.muster.deployment.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.deployment.incident.AlarmRule.Firing;
import io.muster.deployment.incident.AlarmRule.NoData;
import io.muster.deployment.incident.Telemetry.Metric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Alarms are judged as CloudWatch's guide shows it, which has five of the newest values for three.
 */
class AlarmRuleTest {

    private static final Metric AGE = Metric.ofQueue("ApproximateAgeOfOldestMessage", "q");

    @ParameterizedTest
    @CsvSource({
        "0-X-X, 3, false, false",
        "0----, 3, false, false",
        "-----, 3, true,  false",
        "0XX-X, 3, true,  true",
        "--X--, 3, true,  false",
        "0-X-X, 2, true,  true",
        "00X0X, 2, true,  true",
        "0-X--, 2, true,  false",
        "----0, 2, true,  false",
        "----X, 2, true,  false",
    })
    void an_alarm_of_three_values_stands_as_the_guide_s_tables_say(
            String values, int datapoints, boolean asBreaching, boolean asNotBreaching) {
        double[] range =
                values.chars()
                        .mapToDouble(sign -> sign == '-' ? Double.NaN : sign == 'X' ? 1 : 0)
                        .toArray();
        assertThat(rule(1, 3, datapoints, true).inAlarm(range)).isEqualTo(asBreaching);
        assertThat(rule(1, 3, datapoints, false).inAlarm(range)).isEqualTo(asNotBreaching);
    }

    @Test
    void it_is_judged_every_minute_by_a_period_that_ends_with_that_minute() {
        Telemetry telemetry = new Telemetry(30);
        telemetry.of(AGE).tell(12, 1);
        assertThat(rule(5, 1, 1, false).firings(telemetry, 0, NoData.IS_FILLED))
                .containsExactly(new Firing("a", 12, 17));
    }

    @Test
    void one_of_three_periods_keeps_it_standing_until_all_three_are_good() {
        Telemetry telemetry = new Telemetry(60);
        telemetry.of(AGE).tell(20, 1);
        telemetry.of(AGE).tell(30, 1);
        for (int minute = 0; minute < 60; minute++) {
            telemetry.of(AGE).tell(minute, 0);
        }
        assertThat(rule(5, 3, 1, false).firings(telemetry, 0, NoData.IS_FILLED))
                .containsExactly(new Firing("a", 20, 45));
    }

    @Test
    void sums_and_maxima_are_those_of_the_period_and_none_without_data() {
        Telemetry telemetry = new Telemetry(6);
        telemetry.of(AGE).tell(1, 3);
        telemetry.of(AGE).tell(1, 1);
        telemetry.of(AGE).tell(2, 1);
        assertThat(telemetry.over(AGE, "Sum", 2))
                .containsExactly(Double.NaN, 4, 5, 1, Double.NaN, Double.NaN);
        assertThat(telemetry.over(AGE, "Maximum", 2))
                .containsExactly(Double.NaN, 3, 3, 1, Double.NaN, Double.NaN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FILL(none, 0); 0",
                "none + 1; NaN",
                "SUM([two, none, 3]); 5",
                "MAX([two, none]); 2",
                "MAX([none, none]); NaN",
                "1 - two * 3 / (2 + 1); -1",
                "SUM([MAX([FILL(none, 7), two]), 0 - FILL(two, 0) * 10]); -13",
            })
    void arithmetic_leaves_out_what_has_no_value_in_sums_and_maxima_alone(
            String expression, double value) {
        assertThat(
                        MetricMath.of(expression, AlarmRuleTest::metrics, (series, minute) -> true)
                                .at(0))
                .isEqualTo(Double.valueOf(value));
    }

    @Test
    void fill_may_find_nothing_to_go_by() {
        MetricMath.Series sum =
                MetricMath.of(
                        "SUM([FILL(none, 1), two])",
                        AlarmRuleTest::metrics,
                        (series, minute) -> false);
        assertThat(sum.at(0)).isEqualTo(2);
    }

    @Test
    void what_no_alarm_uses_is_not_guessed() {
        for (String unknown : List.of("two > 1", "RATE(two)", "SUM([two)", "")) {
            assertThatThrownBy(
                            () ->
                                    MetricMath.of(
                                            unknown,
                                            AlarmRuleTest::metrics,
                                            (series, minute) -> true))
                    .as(unknown)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    /** {@code two} is 2; all others have no value. */
    private static MetricMath.Series metrics(String id) {
        return minute -> id.equals("two") ? 2 : Double.NaN;
    }

    private static AlarmRule rule(int period, int periods, int datapoints, boolean breaching) {
        Map<?, ?> metric =
                Map.of(
                        "namespace", "AWS/SQS",
                        "metric_name", "ApproximateAgeOfOldestMessage",
                        "dimensions", Map.of("QueueName", "q"),
                        "stat", "Maximum",
                        "period", period * 60);
        return AlarmRule.of(
                Map.of(
                        "alarm_name",
                        "a",
                        "comparison_operator",
                        "GreaterThanOrEqualToThreshold",
                        "threshold",
                        1,
                        "evaluation_periods",
                        periods,
                        "datapoints_to_alarm",
                        datapoints,
                        "treat_missing_data",
                        breaching ? "breaching" : "notBreaching",
                        "metric_query",
                        List.of(
                                Map.of("id", "age", "metric", List.of(metric)),
                                Map.of("id", "all", "expression", "FILL(age, 0)"))));
    }
}
