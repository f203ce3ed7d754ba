package io.muster.deployment.incident;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an account tells CloudWatch, minute by minute; a minute without data is NaN. */
final class Telemetry {

    private final int minutes;
    private final Map<Metric, Series> told = new HashMap<>();

    /**
     * A metric with one dimension, as all are that alarms look at.
     *
     * @param of the dimension's value: a queue's or a function's name
     */
    record Metric(String namespace, String name, String of) {

        static Metric ofQueue(String name, String queue) {
            return new Metric("AWS/SQS", name, queue);
        }

        static Metric ofFunction(String name, String function) {
            return new Metric("AWS/Lambda", name, function);
        }
    }

    /** What is told of one metric. */
    static final class Series {
        private final double[] sum;
        private final double[] maximum;

        private Series(int minutes) {
            sum = nothing(minutes);
            maximum = nothing(minutes);
        }

        void tell(int minute, double value) {
            sum[minute] = Double.isNaN(sum[minute]) ? value : sum[minute] + value;
            maximum[minute] =
                    Double.isNaN(maximum[minute]) ? value : Math.max(maximum[minute], value);
        }
    }

    Telemetry(int minutes) {
        this.minutes = minutes;
    }

    int minutes() {
        return minutes;
    }

    Series of(Metric metric) {
        return told.computeIfAbsent(metric, key -> new Series(minutes));
    }

    /**
     * A metric by periods that end with each minute, because CloudWatch looks every minute.
     *
     * @param statistic {@code Sum} or {@code Maximum}
     * @param period minutes
     */
    double[] over(Metric metric, String statistic, int period) {
        double[] over = nothing(minutes);
        @Nullable Series values = told.get(metric);
        if (values == null) {
            return over;
        }
        switch (statistic) {
            case "Sum" -> sums(values.sum, period, over);
            case "Maximum" -> maxima(values.maximum, period, over);
            default -> throw new IllegalArgumentException("no alarm has used " + statistic);
        }
        return over;
    }

    private static void sums(double[] values, int period, double[] over) {
        double sum = 0;
        int known = 0;
        for (int minute = 0; minute < values.length; minute++) {
            if (!Double.isNaN(values[minute])) {
                sum += values[minute];
                known++;
            }
            if (minute >= period && !Double.isNaN(values[minute - period])) {
                sum -= values[minute - period];
                known--;
            }
            over[minute] = known == 0 ? Double.NaN : sum;
        }
    }

    private static void maxima(double[] values, int period, double[] over) {
        int where = -1;
        for (int minute = 0; minute < values.length; minute++) {
            if (where >= 0 && where <= minute - period) {
                // The greatest has left: look for the next one, which is seldom.
                where = -1;
                for (int each = minute - period + 1; each < minute; each++) {
                    where = greater(values, each, where);
                }
            }
            where = greater(values, minute, where);
            over[minute] = where < 0 ? Double.NaN : values[where];
        }
    }

    /** The later of two minutes, unless it has the lesser value or none. */
    private static int greater(double[] values, int later, int earlier) {
        boolean none = Double.isNaN(values[later]);
        return none || (earlier >= 0 && values[earlier] > values[later]) ? earlier : later;
    }

    private static double[] nothing(int minutes) {
        double[] none = new double[minutes];
        Arrays.fill(none, Double.NaN);
        return none;
    }
}
