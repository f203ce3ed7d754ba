package io.muster.deployment.incident;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.Function;

/**
 * CloudWatch's arithmetic, as far as the alarms use it: FILL, SUM, MAX and the four operations.
 * What lacks a value makes an operation lack one; SUM and MAX leave it out.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html">
 *     Using math expressions</a>
 */
final class MetricMath {

    private final String text;
    private final Function<String, Series> metrics;
    private final Filling filling;
    private int at;

    /** Values by minute; NaN where there is none. */
    @FunctionalInterface
    interface Series {
        double at(int minute);
    }

    /** Whether FILL has anything to go by, at a minute. */
    @FunctionalInterface
    interface Filling {
        boolean fills(Series series, int minute);
    }

    private MetricMath(String text, Function<String, Series> metrics, Filling filling) {
        this.text = text.replace(" ", "");
        this.metrics = metrics;
        this.filling = filling;
    }

    /**
     * Reads an expression.
     *
     * @param metrics the metrics by their ids
     * @throws IllegalArgumentException if it holds what no alarm has used so far
     */
    static Series of(String text, Function<String, Series> metrics, Filling filling) {
        MetricMath math = new MetricMath(text, metrics, filling);
        Series series = math.sum();
        if (math.at < math.text.length()) {
            throw math.unknown();
        }
        return series;
    }

    private Series sum() {
        Series sum = product();
        while (true) {
            Series left = sum;
            if (next('+')) {
                Series right = product();
                sum = minute -> left.at(minute) + right.at(minute);
            } else if (next('-')) {
                Series right = product();
                sum = minute -> left.at(minute) - right.at(minute);
            } else {
                return sum;
            }
        }
    }

    private Series product() {
        Series product = value();
        while (true) {
            Series left = product;
            if (next('*')) {
                Series right = value();
                product = minute -> left.at(minute) * right.at(minute);
            } else if (next('/')) {
                Series right = value();
                product = minute -> left.at(minute) / right.at(minute);
            } else {
                return product;
            }
        }
    }

    private Series value() {
        if (next('(')) {
            Series inner = sum();
            expect(')');
            return inner;
        }
        String word = word();
        if (word.isEmpty()) {
            throw unknown();
        }
        if (Character.isDigit(word.charAt(0))) {
            double number = Double.parseDouble(word);
            return minute -> number;
        }
        return next('(') ? called(word) : metrics.apply(word);
    }

    private Series called(String function) {
        List<Series> of = new ArrayList<>();
        boolean list = next('[');
        do {
            of.add(sum());
        } while (next(','));
        if (list) {
            expect(']');
        }
        expect(')');
        return switch (function) {
            case "FILL" -> filled(of.get(0), of.get(1));
            case "SUM" -> minute -> together(of, minute, Double::sum);
            case "MAX" -> minute -> together(of, minute, Math::max);
            default -> throw new IllegalArgumentException("no alarm used %s".formatted(function));
        };
    }

    private Series filled(Series of, Series with) {
        return minute -> {
            double value = of.at(minute);
            return Double.isNaN(value) && filling.fills(of, minute) ? with.at(minute) : value;
        };
    }

    private static double together(List<Series> of, int minute, DoubleBinaryOperator operator) {
        double result = Double.NaN;
        for (Series series : of) {
            double value = series.at(minute);
            if (Double.isNaN(result)) {
                result = value;
            } else if (!Double.isNaN(value)) {
                result = operator.applyAsDouble(result, value);
            }
        }
        return result;
    }

    private String word() {
        int from = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at))
                        || text.charAt(at) == '_'
                        || text.charAt(at) == '.')) {
            at++;
        }
        return text.substring(from, at);
    }

    private boolean next(char sign) {
        boolean there = at < text.length() && text.charAt(at) == sign;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char sign) {
        if (!next(sign)) {
            throw unknown();
        }
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "not understood from character %d on: %s".formatted(at, text));
    }
}
