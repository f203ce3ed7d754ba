package io.muster.handlers.metric;

import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * What CloudWatch is told: by each scan about its scope, and once for each run of the schedule
 * about all scopes together.
 *
 * <p>The figures of all scopes are added up here, from the summaries in the table, and not by a
 * dashboard: each is one metric, however many scopes there are, a scan that ran twice counts once,
 * and a scope that is no longer scanned shows in {@code ScanAge}. That reads every summary, so that
 * no scan does it. See docs/notices.md for what they cost.
 */
public final class ScanMetrics {

    private ScanMetrics() {}

    /** One line about a scan, to be logged once it is recorded. */
    public static String ofScope(ScopeReport scan) {
        CallCount calls = scan.calls().values().stream().reduce(CallCount.NONE, CallCount::plus);
        Duration took = Duration.between(scan.startedAt(), scan.finishedAt());
        EmbeddedMetrics line =
                EmbeddedMetrics.of(scan.scope())
                        .count("NotReady", scan.scorecard().count(Status.NOT_READY))
                        .count("Unknown", scan.scorecard().count(Status.UNKNOWN))
                        .count("ApiCalls", calls.calls())
                        .count("Retries", calls.retries())
                        .count("Throttles", calls.throttles())
                        .milliseconds("ScanDuration", took.toMillis());
        Integer instances = scan.instances();
        // What could not be counted is no figure: a zero would say that they are gone.
        return (instances == null ? line : line.count("Instances", instances))
                .line(scan.finishedAt());
    }

    /**
     * Lines about all scopes together: open findings by row, those not ready by severity, the age
     * of the scan that is longest ago, and how many scopes were not scanned for too long, whose
     * counts are unknown. Scopes that are not in the configuration do not count.
     *
     * @param everyScope the newest scan of every scope
     * @param configured every scope that Muster looks at
     */
    public static List<String> ofAll(
            List<ScopeSummary> everyScope, Set<Scope> configured, Instant now) {
        List<ScopeSummary> newest =
                everyScope.stream()
                        .filter(summary -> configured.contains(summary.report().scope()))
                        .toList();
        Scorecard all = new Scorecard();
        newest.forEach(summary -> all.add(summary.scorecard(now)));
        List<String> lines = new ArrayList<>();
        for (ChecklistRow row : ChecklistRow.values()) {
            int open = all.count(row, Status.NOT_READY) + all.count(row, Status.UNKNOWN);
            int judged = open + all.count(row, Status.READY);
            // A row that nothing was asked about has no figure, rather than one that looks good.
            if (judged + all.count(row, Status.NOT_APPLICABLE) > 0) {
                lines.add(EmbeddedMetrics.of(row).count("OpenFindings", open).line(now));
            }
        }
        for (Severity severity : Severity.values()) {
            EmbeddedMetrics line = EmbeddedMetrics.of(severity);
            lines.add(line.count("NotReady", all.notReady(severity)).line(now));
        }
        newest.stream()
                .map(summary -> summary.report().startedAt())
                .min(Comparator.naturalOrder())
                .ifPresent(
                        oldest ->
                                lines.add(
                                        EmbeddedMetrics.ofAll()
                                                .seconds("ScanAge", age(oldest, now))
                                                .count("Scopes", newest.size())
                                                .count(
                                                        "ScopesStale",
                                                        newest.stream()
                                                                .filter(each -> each.stale(now))
                                                                .count())
                                                .line(now)));
        return lines;
    }

    /** A scan that another clock dates into the future is new. */
    private static long age(Instant scan, Instant now) {
        return Math.max(0, Duration.between(scan, now).toSeconds());
    }
}
