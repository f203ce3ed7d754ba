package io.muster.aws.scan;

import io.muster.aws.scan.FindingRun.Outcome;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Optional<Instant> newer = newerScan(scope, segment, begunAt);
        if (newer.isPresent()) {
            return new RecordedScan(
                    scan.judge(alsoTo), segment.before(), newer.get(), begunAt, null);
        }
        Scorecard scorecard = new Scorecard();
        Consumer<FreshFinding> counted = judged -> scorecard.accept(judged.judgement());
        FindingSelection selection =
                FindingSelection.ofScope(scan.catalogue(), scan.fleet(), segment.keys());
        Outcome outcome =
                new FindingRun(table, scan.catalogue(), scan.thresholds())
                        .record(scan.fleet(), selection, counted.andThen(alsoTo));
        ChangeCounts changes = segment.before().plus(outcome.changes());
        return outcome.resumeAfter().isPresent()
                ? new RecordedScan(
                        scan.collected(), changes, null, begunAt, outcome.resumeAfter().get())
                : finished(scan.report(scorecard), changes, begunAt);
    }

    private RecordedScan finished(ScopeReport report, ChangeCounts changes, Instant begunAt) {
        boolean newest = table.write(new ScopeSummary(report, changes, begunAt));
        Instant newer =
                newest
                        ? null
                        : table.summary(report.scope())
                                .map(summary -> summary.report().startedAt())
                                .orElse(null);
        return new RecordedScan(report, changes, newer, begunAt, null);
    }

    /**
     * As of when a scan holds that makes this one needless: for a first segment, one whose every
     * finding is newer; for a later segment, one that began no earlier and is finished, be it this
     * very one, delivered twice.
     */
    private Optional<Instant> newerScan(Scope scope, ScanSegment segment, Instant begunAt) {
        return table.summary(scope)
                .filter(
                        summary ->
                                summary.begunAt().isAfter(begunAt)
                                        || (segment.begunAt() != null
                                                && summary.begunAt().equals(begunAt)))
                .map(summary -> summary.report().startedAt());
    }
}
