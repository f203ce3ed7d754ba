package io.muster.aws.scan;

import io.muster.aws.scan.FindingRun.Outcome;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.ScopeSummary.RosterStamp;
import io.muster.aws.store.ScopeSummary.Writer;
import io.muster.aws.store.StoreException;
import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.Spread;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceRoster;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.WorkloadTallies;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges a scan and brings the table up to date with it, by a {@link FindingRun}.
 *
 * <p>The summary comes last: a run that is cut short leaves a summary of the scan before. A run
 * that must stop says after which key the next {@link ScanSegment} resumes.
 */
public record ScanRecorder(FindingTable table) {

    /** The IAM actions that it needs, each on the table itself and on no index. */
    public static Set<String> actions() {
        return Stream.concat(
                        Stream.of("dynamodb:GetItem", "dynamodb:PutItem"),
                        FindingRun.actions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Records a scan in one piece.
     *
     * @param scan with the whole catalogue: findings of a check that it lacks are resolved as those
     *     of a retired check
     * @param alsoTo gets each judgement too
     * @throws StoreException if the table cannot be read or written; what was written stays, and
     *     the next scan completes it
     */
    public RecordedScan record(ScopeScan scan, Consumer<FreshFinding> alsoTo) {
        return record(scan, ScanSegment.WHOLE, alsoTo);
    }

    /**
     * Records a segment of a scan: all that comes after the segment before, until it is told to
     * stop.
     *
     * <p>Each segment has facts of its own, so that every finding is right as of when it was
     * written. The summary is the last segment's, which has judged the whole scope once more.
     *
     * @param scan as above
     * @param alsoTo gets each judgement too
     * @throws StoreException as above; the segment is idempotent and may be run again
     */
    public RecordedScan record(ScopeScan scan, ScanSegment segment, Consumer<FreshFinding> alsoTo) {
        Scope scope = scan.fleet().scope();
        Instant begunAt = segment.begunAt() == null ? scan.fleet().observedAt() : segment.begunAt();
        Problems problems = new Problems();
        ScopeSummary before = before(scope, problems);
        if (before != null && needless(segment, begunAt, before)) {
            return new RecordedScan(
                    scan.judge(alsoTo),
                    segment.before(),
                    before.report().startedAt(),
                    begunAt,
                    null,
                    List.of());
        }
        Scorecard scorecard = new Scorecard();
        WorkloadTallies workloads = new WorkloadTallies();
        List<InstanceReadiness> roster = new ArrayList<>();
        InstanceRoster instances = new InstanceRoster(scan.thresholds(), roster::add);
        DayTrend trend = DayTrend.of(scan, begunAt, before);
        TagDecisions tags = new TagDecisions(scan);
        instances.begin(scan.fleet());
        Consumer<FreshFinding> counted =
                judged -> {
                    scorecard.accept(judged.judgement());
                    workloads.accept(judged.judgement());
                    trend.accept(judged);
                    tags.accept(judged);
                    instances.accept(judged.judgement());
                };
        FindingSelection selection =
                FindingSelection.ofScope(scan.catalogue(), scan.fleet(), segment.keys());
        Outcome outcome =
                new FindingRun(table, scan.catalogue(), scan.thresholds(), problems)
                        .record(
                                scan.fleet(),
                                selection,
                                before == null ? null : before.begunAt(),
                                before == null ? Spread.NONE : before.spread(),
                                counted.andThen(alsoTo));
        instances.close();
        if (outcome.resumeAfter().isEmpty()) {
            record(scan, workloads, trend);
            recordSecurityGroups(scan);
            tags.write(table, problems);
        }
        ChangeCounts changes = segment.before().plus(outcome.changes());
        return outcome.resumeAfter().isPresent()
                ? new RecordedScan(
                        scan.collected(),
                        changes,
                        null,
                        begunAt,
                        outcome.resumeAfter().get(),
                        problems.list())
                : finished(
                        new ScopeSummary(
                                scan.report(scorecard),
                                changes,
                                begunAt,
                                Writer.of(scan.catalogue(), scan.thresholds()),
                                stamp(scan, roster, before),
                                before == null ? null : before.left(),
                                spread(scan, workloads, before)),
                        problems);
    }

    /** Where the instances could not be listed, what was counted before stays. */
    private void record(ScopeScan scan, WorkloadTallies workloads, DayTrend trend) {
        if (scan.fleet().facts().get(Source.INSTANCES) instanceof Fact.Known<?>) {
            scan.complete(workloads);
            boolean complete = scan.fleet().workloads() instanceof Fact.Known<?>;
            List<WorkloadTally> tallies = workloads.all();
            table.write(scan.fleet().scope(), scan.fleet().observedAt(), tallies, complete);
            trend.write(tallies, table);
        }
    }

    /**
     * Those that instances have; where the groups could not be read, what was read before stays.
     */
    private void recordSecurityGroups(ScopeScan scan) {
        if (scan.fleet().securityGroups()
                instanceof Fact.Known<Map<String, SecurityGroup>> groups) {
            table.writeSecurityGroups(
                    scan.fleet().scope(),
                    scan.fleet().observedAt(),
                    groups.value().values().stream()
                            .filter(group -> scan.fleet().isUsed(group).orElse(true))
                            .toList());
        }
    }

    /** As {@link #record(ScopeScan, WorkloadTallies, DayTrend)}. */
    private static Spread spread(
            ScopeScan scan, WorkloadTallies workloads, @Nullable ScopeSummary before) {
        Spread known = before == null ? Spread.NONE : before.spread();
        return scan.fleet().facts().get(Source.INSTANCES) instanceof Fact.Known<?>
                ? known.after(
                        workloads.shares(), scan.thresholds().get(Setting.SEVERITY_RAISED_PERCENT))
                : known;
    }

    /**
     * What could not be listed leaves the roster of before, and a summary that does not tell of it.
     */
    private @Nullable RosterStamp stamp(
            ScopeScan scan, List<InstanceReadiness> roster, @Nullable ScopeSummary before) {
        return scan.fleet().facts().get(Source.INSTANCES) instanceof Fact.Known<?>
                ? table.write(
                        scan.fleet().scope(),
                        scan.fleet().observedAt(),
                        roster,
                        before == null ? null : before.roster())
                : null;
    }

    /** One that cannot be read, or of a time that lies ahead, is named and written over. */
    private @Nullable ScopeSummary before(Scope scope, Problems problems) {
        try {
            return table.trustedSummary(scope, problems).orElse(null);
        } catch (StoreException.CorruptItem corrupt) {
            problems.accept(String.valueOf(corrupt.getMessage()));
            return null;
        }
    }

    private RecordedScan finished(ScopeSummary summary, Problems problems) {
        ScopeReport report = summary.report();
        boolean newest = table.write(summary);
        Instant newer =
                newest
                        ? null
                        : table.summary(report.scope())
                                .map(there -> there.report().startedAt())
                                .orElse(null);
        return new RecordedScan(
                report, summary.changes(), newer, summary.begunAt(), null, problems.list());
    }

    /**
     * Whether the newest scan makes this one needless: for a first segment, one whose every finding
     * is newer; for a later segment, one that began no earlier and is finished, be it this very
     * one, delivered twice.
     */
    private static boolean needless(ScanSegment segment, Instant begunAt, ScopeSummary newest) {
        return newest.begunAt().isAfter(begunAt)
                || (segment.begunAt() != null && newest.begunAt().equals(begunAt));
    }
}
