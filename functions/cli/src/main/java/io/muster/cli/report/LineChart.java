package io.muster.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers over days as an inline SVG: lines with a label at the end of each, so that none needs a
 * colour to be told from another.
 */
final class LineChart {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 44;
    private static final int RIGHT = 150;
    private static final int TOP = 14;
    private static final int BOTTOM = 26;

    /** The least distance of two labels, in pixels. */
    private static final int LINE_HEIGHT = 14;

    private static final List<String> DASHES = List.of("none", "6 3", "2 3", "8 3 2 3");

    private LineChart() {}

    /** The chart; texts of the block are escaped here. */
    static String svg(Document.Block.Chart chart) {
        int most =
                Math.max(
                        1,
                        chart.lines().stream()
                                .flatMap(line -> line.values().stream())
                                .mapToInt(Integer::intValue)
                                .max()
                                .orElse(1));
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" font-family=\"sans-serif\" font-size=\"11\"><title>%s</title><desc>%s</desc>"
                        .formatted(
                                WIDTH,
                                HEIGHT,
                                WIDTH,
                                DocumentFormat.html(chart.title()),
                                DocumentFormat.html(chart.text())));
        svg.append(
                "<path d=\"M%1$d %2$dV%3$dH%4$d\" fill=\"none\" stroke=\"#888\"/>"
                        .formatted(LEFT, TOP, HEIGHT - BOTTOM, WIDTH - RIGHT));
        svg.append(text(LEFT - 6, TOP + 8, "end", Integer.toString(most)));
        svg.append(text(LEFT - 6, HEIGHT - BOTTOM, "end", "0"));
        svg.append(text(LEFT, HEIGHT - 8, "start", chart.days().getFirst()));
        svg.append(text(WIDTH - RIGHT, HEIGHT - 8, "end", chart.days().getLast()));
        List<Double> labels = new ArrayList<>();
        for (int i = 0; i < chart.lines().size(); i++) {
            Document.Line line = chart.lines().get(i);
            svg.append(
                    "<polyline fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\" stroke-dasharray=\"%s\" points=\"%s\"/>"
                            .formatted(DASHES.get(i % DASHES.size()), points(line, most)));
            double label = free(y(line.values().getLast(), most) + 4, labels);
            labels.add(label);
            svg.append(
                    text(
                            WIDTH - RIGHT + 6,
                            label,
                            "start",
                            "%s %d".formatted(line.label(), line.values().getLast())));
        }
        return svg.append("</svg>").toString();
    }

    /** The nearest place above or below, within the picture, where no other label is. */
    private static double free(double wanted, List<Double> labels) {
        for (int distance = 0; ; distance++) {
            for (double place : new double[] {wanted - distance, wanted + distance}) {
                if (place >= LINE_HEIGHT - 2
                        && labels.stream()
                                .allMatch(label -> Math.abs(label - place) >= LINE_HEIGHT)) {
                    return place;
                }
            }
        }
    }

    private static String points(Document.Line line, int most) {
        StringBuilder points = new StringBuilder();
        int days = line.values().size();
        for (int day = 0; day < days; day++) {
            double x = LEFT + (double) day * (WIDTH - RIGHT - LEFT) / Math.max(1, days - 1);
            points.append(day == 0 ? "" : " ")
                    .append(number(x))
                    .append(',')
                    .append(number(y(line.values().get(day), most)));
        }
        return points.toString();
    }

    private static double y(int value, int most) {
        return HEIGHT - BOTTOM - (double) value * (HEIGHT - BOTTOM - TOP) / most;
    }

    private static String text(double x, double y, String anchor, String text) {
        return "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
                .formatted(number(x), number(y), anchor, DocumentFormat.html(text));
    }

    private static String number(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }
}
