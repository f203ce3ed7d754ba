package io.muster.aws.scan;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scorecard.FindingDecision;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.scorecard.WorkloadScorecard;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * How the workloads of a scope stand on the day of a scan, with what is decided: written by the
 * first scan of a day in UTC that listed the instances, and by those after it until one is known to
 * have listed them.
 */
final class DayTrend implements Consumer<FreshFinding> {

    private final ScopeScan scan;
    private final LocalDate day;
    private final @Nullable Decisions decisions;
    private final Map<String, List<Waiver>> ofFindings = new HashMap<>();
    private final Map<String, List<FindingDecision>> byWorkload = new HashMap<>();

    /**
     * @param decisions null where the day has its trend, or what is decided is not known
     */
    private DayTrend(ScopeScan scan, LocalDate day, @Nullable Decisions decisions) {
        this.scan = scan;
        this.day = day;
        this.decisions = decisions;
        if (decisions != null) {
            WorkloadScorecard.ofFindings(decisions)
                    .forEach(
                            waiver ->
                                    ofFindings
                                            .computeIfAbsent(
                                                    waiver.target().text(),
                                                    unused -> new ArrayList<>())
                                            .add(waiver));
        }
    }

    /**
     * The trend of a scan's day.
     *
     * @param begunAt as of when the facts of its first segment hold
     * @param before the scan before; null where none is known
     */
    static DayTrend of(ScopeScan scan, Instant begunAt, @Nullable ScopeSummary before) {
        LocalDate day = day(begunAt);
        Decisions decisions = null;
        if (!isWritten(day, before)
                && scan.fleet().facts().get(Source.DECISIONS)
                        instanceof Fact.Known<Map<String, List<Decision>>> known) {
            decisions =
                    new Decisions(
                            known.value().values().stream().flatMap(List::stream).toList(),
                            scan.fleet().observedAt());
        }
        return new DayTrend(scan, day, decisions);
    }

    /** A scan that could not list the instances writes no trend. */
    private static boolean isWritten(LocalDate day, @Nullable ScopeSummary before) {
        return before != null
                && before.report().instances() != null
                && !day(before.begunAt()).isBefore(day);
    }

    private static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public void accept(FreshFinding judged) {
        if (decisions == null || ofFindings.isEmpty()) {
            return;
        }
        if (!judged.judgement().verdict().told() || judged.judgement().workload() == null) {
            return;
        }
        for (Waiver waiver : ofFindings.getOrDefault(judged.finding().id(), List.of())) {
            byWorkload
                    .computeIfAbsent(judged.judgement().workload(), unused -> new ArrayList<>())
                    .add(
                            new FindingDecision(
                                    waiver,
                                    judged.judgement().spec().rule(),
                                    judged.judgement().verdict().status(),
                                    decisions.standing(
                                            waiver, judged.finding().answer().says().actual())));
        }
    }

    /** Writes the day, where it has no trend yet. */
    void write(List<WorkloadTally> tallies, FindingTable table) {
        if (decisions == null) {
            return;
        }
        SortedMap<String, TrendPoint> points = new TreeMap<>();
        for (WorkloadTally tally : tallies) {
            points.put(
                    tally.workload(),
                    TrendPoint.of(
                            WorkloadScorecard.of(
                                    tally,
                                    decisions,
                                    byWorkload.getOrDefault(tally.workload(), List.of()),
                                    Policy.usual())));
        }
        table.writeTrend(scan.fleet().scope(), day, points);
    }
}
