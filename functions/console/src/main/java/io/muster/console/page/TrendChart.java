package io.muster.console.page;

import io.muster.console.state.FleetDay;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.ToIntFunction;

/**
 * How many findings were not ready, and how many results not known, a day each.
 *
 * @param lines none where there are fewer than two days
 * @param from the first day; empty as above
 * @param to the last day; empty as above
 */
public record TrendChart(List<Line> lines, String from, String to) {

    static final int WIDTH = 600;
    static final int HEIGHT = 100;

    public TrendChart {
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param points as SVG has them
     * @param text the same for those who do not see it
     */
    public record Line(String tone, String points, String text) {}

    static TrendChart of(List<FleetDay> days, Reader to) {
        if (days.size() < 2) {
            return new TrendChart(List.of(), "", "");
        }
        return new TrendChart(
                List.of(
                        line(
                                "not-ready",
                                Message.of("decision.trend-not-ready"),
                                days,
                                FleetDay::notReady,
                                to),
                        line(
                                "unknown",
                                Message.of("decision.trend-unknown"),
                                days,
                                FleetDay::unknown,
                                to)),
                days.getFirst().day().toString(),
                days.getLast().day().toString());
    }

    private static Line line(
            String tone,
            Message measure,
            List<FleetDay> days,
            ToIntFunction<FleetDay> of,
            Reader to) {
        long first = days.getFirst().day().toEpochDay();
        long span = Math.max(1, days.getLast().day().toEpochDay() - first);
        int most = Math.max(1, days.stream().mapToInt(of).max().orElse(1));
        StringJoiner points = new StringJoiner(" ");
        for (FleetDay day : days) {
            long x = (day.day().toEpochDay() - first) * WIDTH / span;
            long y = HEIGHT - (long) of.applyAsInt(day) * (HEIGHT - 4) / most - 2;
            points.add(x + "," + y);
        }
        Message text =
                Message.of("decision.trend-line")
                        .with("measure", measure)
                        .with("first", of.applyAsInt(days.getFirst()))
                        .with("last", of.applyAsInt(days.getLast()));
        return new Line(tone, points.toString(), to.text(text));
    }
}
