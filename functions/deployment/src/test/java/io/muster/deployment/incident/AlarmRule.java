package io.muster.deployment.incident;

import io.muster.deployment.Deployed;
import io.muster.deployment.incident.MetricMath.Series;
import io.muster.deployment.incident.Telemetry.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * An alarm, judged as CloudWatch judges it: every minute, by periods that end with that minute.
 *
 * @param period minutes
 * @param periods how many of them are looked at
 * @param datapoints how many of these must breach
 * @param below whether it breaches below the threshold, and not from it on
 * @param missingBreaches what a period without data counts as
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation.html">
 *     Alarm evaluation</a>
 */
record AlarmRule(
        String name,
        int period,
        int periods,
        int datapoints,
        double threshold,
        boolean below,
        boolean missingBreaches,
        List<Map<?, ?>> queries) {

    /**
     * CloudWatch gets more periods than it needs, in case that some lack data: here, its 5 for 3.
     */
    private static final int MORE = 2;

    /**
     * What FILL does with a metric that has told nothing at all. AWS does not say, so that an alarm
     * must hold either way.
     */
    enum NoData {
        IS_FILLED,
        STAYS_EMPTY
    }

    /**
     * A time for which an alarm was in ALARM, minutes.
     *
     * @param ended the first minute in which it no longer was; after the last minute where it still
     *     is
     */
    record Firing(String alarm, int began, int ended) {}

    static AlarmRule of(Map<?, ?> alarm) {
        List<Map<?, ?>> queries = Deployed.list(alarm, "metric_query");
        int seconds =
                queries.stream()
                        .flatMap(query -> Deployed.list(query, "metric").stream())
                        .mapToInt(metric -> Deployed.number(metric, "period"))
                        .distinct()
                        .reduce((first, second) -> Integer.MIN_VALUE)
                        .orElseThrow();
        int periods = Deployed.number(alarm, "evaluation_periods");
        int datapoints = Deployed.number(alarm, "datapoints_to_alarm");
        return new AlarmRule(
                String.valueOf(alarm.get("alarm_name")),
                seconds / 60,
                periods,
                datapoints == 0 ? periods : datapoints,
                ((Number) Objects.requireNonNull(alarm.get("threshold"))).doubleValue(),
                one(
                        alarm,
                        "comparison_operator",
                        "LessThanThreshold",
                        "GreaterThanOrEqualToThreshold"),
                one(alarm, "treat_missing_data", "breaching", "notBreaching"),
                queries);
    }

    private static boolean one(Map<?, ?> alarm, String name, String yes, String no) {
        if (yes.equals(alarm.get(name)) || no.equals(alarm.get(name))) {
            return yes.equals(alarm.get(name));
        }
        throw new IllegalArgumentException(
                "no alarm has used %s %s so far".formatted(name, alarm.get(name)));
    }

    /**
     * When it is in ALARM.
     *
     * @param from the first minute in which it is looked at
     */
    List<Firing> firings(Telemetry telemetry, int from, NoData noData) {
        double[] points = points(telemetry, noData);
        List<Firing> firings = new ArrayList<>();
        int began = -1;
        for (int minute = from; minute < points.length; minute++) {
            int newest = minute;
            boolean inAlarm =
                    inAlarm(
                            back -> points[newest - back * period],
                            Math.min(periods + MORE, minute / period + 1));
            if (inAlarm && began < 0) {
                began = minute;
            } else if (!inAlarm && began >= 0) {
                firings.add(new Firing(name, began, minute));
                began = -1;
            }
        }
        if (began >= 0) {
            firings.add(new Firing(name, began, points.length));
        }
        return firings;
    }

    /**
     * Whether it is in ALARM.
     *
     * @param range the newest values, the newest last; NaN for missing ones
     */
    boolean inAlarm(double... range) {
        return inAlarm(back -> range[range.length - 1 - back], range.length);
    }

    /**
     * Whether it is in ALARM.
     *
     * @param back a value, by how many periods it is older than the newest
     * @param values how many there are
     */
    private boolean inAlarm(IntToDoubleFunction back, int values) {
        int real = 0;
        int breaching = 0;
        for (int i = 0; i < values && real < periods; i++) {
            double value = back.applyAsDouble(i);
            if (!Double.isNaN(value)) {
                real++;
                breaching += breaches(value) ? 1 : 0;
            }
        }
        int filled = periods - real;
        return breaching + (missingBreaches ? filled : 0) >= datapoints;
    }

    private boolean breaches(double value) {
        return below ? value < threshold : value >= threshold;
    }

    /** What it compares, for the period that ends with each minute. */
    private double[] points(Telemetry telemetry, NoData noData) {
        Map<String, Series> metrics = new HashMap<>();
        String expression = "";
        for (Map<?, ?> query : queries) {
            List<Map<?, ?>> metric = Deployed.list(query, "metric");
            if (metric.isEmpty()) {
                expression = String.valueOf(query.get("expression"));
            } else {
                metrics.put(String.valueOf(query.get("id")), series(telemetry, metric.getFirst()));
            }
        }
        Series result =
                MetricMath.of(
                        expression,
                        id -> Objects.requireNonNull(metrics.get(id), () -> "no " + id),
                        (series, minute) -> noData == NoData.IS_FILLED || anyTold(series, minute));
        double[] points = new double[telemetry.minutes()];
        Arrays.setAll(points, result::at);
        return points;
    }

    private boolean anyTold(Series series, int minute) {
        for (int back = 0; back < periods + MORE && back * period <= minute; back++) {
            if (!Double.isNaN(series.at(minute - back * period))) {
                return true;
            }
        }
        return false;
    }

    private static Series series(Telemetry telemetry, Map<?, ?> metric) {
        Map<?, ?> dimensions = Deployed.object(metric, "dimensions");
        if (dimensions.size() != 1) {
            throw new IllegalArgumentException("not one dimension: " + dimensions);
        }
        double[] values =
                telemetry.over(
                        new Metric(
                                String.valueOf(metric.get("namespace")),
                                String.valueOf(metric.get("metric_name")),
                                String.valueOf(dimensions.values().iterator().next())),
                        String.valueOf(metric.get("stat")),
                        Deployed.number(metric, "period") / 60);
        return minute -> values[minute];
    }
}
