package io.muster.cli.report;

import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.WaivedFindings;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.selection.KnownNames;
import io.muster.cli.selection.KnownNames.Kind;
import io.muster.readiness.fact.Scope;
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

/**
 * Reads the scorecards of a table: one query a scope, one for the decisions, one for the trend, and
 * a call for each hundred waivers of single findings, to see whether they still say the same.
 */
record ChecklistReader(FindingTable table, TableFindings findings, Policy policy, Instant now) {

    /**
     * The scorecards of workloads.
     *
     * @param wanted their names; empty for all
     */
    Checklist read(List<String> wanted) {
        Map<String, List<WorkloadTally>> tallies = new TreeMap<>();
        Map<String, List<Scope>> scopes = new HashMap<>();
        List<String> outdated = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        Map<Scope, List<WorkloadTally>> read =
                table.workloads(
                        findings.summaries().stream()
                                .map(summary -> summary.report().scope())
                                .toList());
        for (ScopeSummary summary : findings.summaries()) {
            boolean stale = findings.stale(summary);
            if (stale) {
                outdated.add(summary.report().scope().toString());
            }
            if (summary.report().instances() == null) {
                unread.add(summary.report().scope().toString());
            }
            Scope scope = summary.report().scope();
            for (WorkloadTally tally : read.getOrDefault(scope, List.of())) {
                scopes.computeIfAbsent(tally.workload(), unused -> new ArrayList<>()).add(scope);
                tallies.computeIfAbsent(tally.workload(), unused -> new ArrayList<>())
                        .add(stale ? tally.unknown() : tally);
            }
        }
        for (String name : wanted) {
            if (!tallies.containsKey(name)) {
                throw KnownNames.unknown(
                        Kind.WORKLOAD, name, tallies.keySet(), KnownNames.inTable(table.name()));
            }
        }
        List<WorkloadScorecard> cards = new ArrayList<>();
        Map<String, List<FindingDecision>> waived =
                WaivedFindings.in(table, findings.decisions()).byWorkload();
        tallies.forEach(
                (name, each) -> {
                    if (wanted.isEmpty() || wanted.contains(name)) {
                        cards.add(
                                WorkloadScorecard.of(
                                        WorkloadTally.sum(each),
                                        findings.decisions(),
                                        waived.getOrDefault(name, List.of()),
                                        policy));
                    }
                });
        return new Checklist(cards, outdated, unread, policy, trend(wanted, scopes, cards), now);
    }

    /** Of the fleet by one query; of one workload by one for each of its scopes. */
    private Trend trend(
            List<String> wanted, Map<String, List<Scope>> scopes, List<WorkloadScorecard> cards) {
        LocalDate from = LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(Trend.DAYS);
        if (cards.size() != 1) {
            return wanted.isEmpty() ? Trend.ofFleet(table.fleetTrend(from)) : Trend.NONE;
        }
        String workload = cards.getFirst().workload();
        SortedMap<LocalDate, TrendPoint> days = new TreeMap<>();
        for (Scope scope : scopes.getOrDefault(workload, List.of())) {
            table.trend(scope, from)
                    .forEach(
                            (day, points) -> {
                                TrendPoint point = points.get(workload);
                                if (point != null) {
                                    days.merge(day, point, TrendPoint::plus);
                                }
                            });
        }
        // Today as it is now, and not as its first scan had it.
        cards.forEach(card -> days.put(from.plusDays(Trend.DAYS), TrendPoint.of(card)));
        return Trend.ofWorkload(days);
    }
}
