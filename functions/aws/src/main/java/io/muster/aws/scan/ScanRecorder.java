package io.muster.aws.scan;

import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FindingWriter;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Reconciler;
import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Judges a scan and brings the table up to date with it.
 *
 * <p>The scope's findings stream past the judgements, changes are written as they are found, and
 * the summary comes last: a run that is cut short leaves findings that are each right as of their
 * own time and a summary of the scan before, and the next run finds and writes the rest. A run that
 * must stop says after which key another {@link ScanSegment} goes on.
 */
public final class ScanRecorder {

    private final FindingTable table;

    public ScanRecorder(FindingTable table) {
        this.table = table;
    }

    /** The IAM actions that it needs, each on the table itself and on no index. */
    public static Set<String> actions() {
        return Set.of(
                "dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "dynamodb:UpdateItem");
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
    public RecordedScan record(ScopeScan scan, Consumer<Judgement> alsoTo) {
        return record(scan, ScanSegment.WHOLE, alsoTo);
    }

    /**
     * Records a leg of a scan: all that comes after the leg before, until it is told to stop.
     *
     * <p>Each leg has facts of its own, so that every finding is right as of when it was written.
     * The summary is the last leg's, which has judged the whole scope once more.
     *
     * @param scan as above
     * @param alsoTo gets each judgement too
     * @throws StoreException as above; the same leg may be run again
     */
    public RecordedScan record(ScopeScan scan, ScanSegment leg, Consumer<Judgement> alsoTo) {
        Scope scope = scan.fleet().scope();
        Instant begunAt = leg.begunAt() == null ? scan.fleet().observedAt() : leg.begunAt();
        Optional<Instant> newer = newerScan(scope, leg, begunAt);
        if (newer.isPresent()) {
            return new RecordedScan(scan.judge(alsoTo), leg.before(), newer.get(), begunAt, null);
        }
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler = reconciler(scan, leg, writer);
            ScopeReport report = scan.judge(reconciler.andThen(alsoTo), reconciler::stopped);
            reconciler.close();
            ChangeCounts changes = leg.before().plus(writer.finish());
            Optional<String> goOnAfter = reconciler.goOnAfter();
            return goOnAfter.isPresent()
                    ? new RecordedScan(scan.collected(), changes, null, begunAt, goOnAfter.get())
                    : finished(report, changes, begunAt);
        } catch (StoreException failure) {
            // The writer is closed by now: these are all that it will ever have written.
            if (writer.counts().written() == 0) {
                throw failure;
            }
            throw new StoreException.WrittenInPart(scope.toString(), writer.counts(), failure);
        }
    }

    private Reconciler reconciler(ScopeScan scan, ScanSegment leg, FindingWriter writer) {
        Scope scope = scan.fleet().scope();
        return new Reconciler(
                scope,
                scan.fleet().observedAt(),
                Judge.enumerated(scan.fleet()),
                ids(scan.asked()),
                notAsked(scan),
                table.findings(scope, leg.stretch().after()),
                writer,
                leg.stretch());
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
     * As of when a scan holds that makes this one needless: for a first leg, one whose every
     * finding is newer; for a later leg, one that began no earlier and is finished, be it this very
     * one, delivered twice.
     */
    private Optional<Instant> newerScan(Scope scope, ScanSegment leg, Instant begunAt) {
        return table.summary(scope)
                .filter(
                        summary ->
                                summary.begunAt().isAfter(begunAt)
                                        || (leg.begunAt() != null
                                                && summary.begunAt().equals(begunAt)))
                .map(summary -> summary.report().startedAt());
    }

    private static Set<String> ids(Catalogue catalogue) {
        return catalogue.all().stream().map(check -> check.spec().id()).collect(Collectors.toSet());
    }

    private static Set<String> notAsked(ScopeScan scan) {
        Set<String> left = ids(scan.catalogue());
        left.removeAll(ids(scan.asked()));
        return left;
    }
}
