package io.muster.cli.report;

import io.muster.aws.store.FleetSummary;
import io.muster.readiness.check.Status;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.text.Message;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers by day, the oldest first.
 *
 * @param measures what the numbers of a day are, in their order
 * @param days as many numbers each as there are measures
 */
record Trend(List<Measure> measures, SortedMap<LocalDate, List<Integer>> days) {

    /** How far back it reaches. */
    static final int DAYS = 90;

    /** Where there is none. */
    static final Trend NONE = new Trend(List.of(), new TreeMap<>());

    /** So many days are printed, evenly apart; a chart and programs have them all. */
    private static final int MAX_PRINTED = 12;

    Trend {
        measures = List.copyOf(measures);
        days = new TreeMap<>(days);
    }

    /** What is measured. */
    enum Measure {
        SETTLED("settled"),
        NOT_READY("notReady"),
        UNKNOWN("unknown"),
        WAIVED("waived"),
        INSTANCES_READY("instancesReady");

        private final String field;

        Measure(String field) {
            this.field = field;
        }

        /** Its name in JSON. */
        String field() {
            return field;
        }

        /** For a person. */
        Message title() {
            return switch (this) {
                case SETTLED -> Message.of("decision.column-settled");
                case NOT_READY -> Message.of("decision.trend-not-ready");
                case UNKNOWN -> Message.of("decision.trend-unknown");
                case WAIVED -> Message.of("decision.trend-waived");
                case INSTANCES_READY -> Message.of("decision.trend-instances-ready");
            };
        }
    }

    /** The days of a workload. */
    static Trend ofWorkload(SortedMap<LocalDate, TrendPoint> points) {
        SortedMap<LocalDate, List<Integer>> days = new TreeMap<>();
        points.forEach(
                (day, point) ->
                        days.put(
                                day,
                                List.of(
                                        point.settled(),
                                        point.notReady(),
                                        point.unknown(),
                                        point.waived())));
        return new Trend(
                List.of(Measure.SETTLED, Measure.NOT_READY, Measure.UNKNOWN, Measure.WAIVED), days);
    }

    /** The days of the fleet. */
    static Trend ofFleet(SortedMap<LocalDate, FleetSummary> fleet) {
        SortedMap<LocalDate, List<Integer>> days = new TreeMap<>();
        fleet.forEach(
                (day, summary) ->
                        days.put(
                                day,
                                List.of(
                                        summary.scorecard().count(Status.NOT_READY),
                                        summary.scorecard().count(Status.UNKNOWN),
                                        summary.instances(Readiness.READY))));
        return new Trend(
                List.of(Measure.NOT_READY, Measure.UNKNOWN, Measure.INSTANCES_READY), days);
    }

    /** Whether there is anything to compare. */
    boolean shows() {
        return days.size() > 1;
    }

    /** The days that are printed: the first, the newest and some between. */
    List<LocalDate> printed() {
        List<LocalDate> all = new ArrayList<>(days.keySet());
        if (all.size() <= MAX_PRINTED) {
            return all;
        }
        List<LocalDate> printed = new ArrayList<>();
        for (int i = 0; i < MAX_PRINTED; i++) {
            printed.add(all.get((int) Math.round(i * (all.size() - 1) / (MAX_PRINTED - 1.0))));
        }
        return printed;
    }

    /** The numbers of a measure, by day. */
    List<Integer> values(Measure measure) {
        int place = measures.indexOf(measure);
        return days.values().stream().map(numbers -> numbers.get(place)).toList();
    }

    /** As programs read it: a member each day. */
    List<Map<String, Object>> fields() {
        List<Map<String, Object>> fields = new ArrayList<>();
        days.forEach(
                (day, numbers) -> {
                    Map<String, Object> members = new LinkedHashMap<>();
                    members.put("day", day.toString());
                    for (int i = 0; i < measures.size(); i++) {
                        members.put(measures.get(i).field(), numbers.get(i));
                    }
                    fields.add(members);
                });
        return fields;
    }
}
