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
 * own time and a summary of the scan before, and the next run finds and writes the rest.
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
     * Records a scan.
     *
     * @param scan with the whole catalogue: findings of a check that it lacks are resolved as those
     *     of a retired check
     * @param alsoTo gets each judgement too
     * @throws StoreException if the table cannot be read or written; what was written stays, and
     *     the next scan completes it
     */
    public RecordedScan record(ScopeScan scan, Consumer<Judgement> alsoTo) {
        Scope scope = scan.fleet().scope();
        Instant observedAt = scan.fleet().observedAt();
        Optional<Instant> newer = newerScan(scope, observedAt);
        if (newer.isPresent()) {
            return new RecordedScan(scan.judge(alsoTo), ChangeCounts.NONE, newer.get());
        }
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler =
                    new Reconciler(
                            scope,
                            observedAt,
                            Judge.enumerated(scan.fleet()),
                            ids(scan.asked()),
                            notAsked(scan),
                            table.findings(scope),
                            writer);
            ScopeReport report = scan.judge(reconciler.andThen(alsoTo));
            reconciler.close();
            ChangeCounts changes = writer.finish();
            boolean newest = table.write(new ScopeSummary(report, changes));
            return new RecordedScan(
                    report, changes, newest ? null : newerScan(scope, observedAt).orElse(null));
        } catch (StoreException failure) {
            // The writer is closed by now: these are all that it will ever have written.
            if (writer.counts().written() == 0) {
                throw failure;
            }
            throw new StoreException.WrittenInPart(scope.toString(), writer.counts(), failure);
        }
    }

    private Optional<Instant> newerScan(Scope scope, Instant observedAt) {
        return table.summary(scope)
                .map(summary -> summary.report().startedAt())
                .filter(newest -> newest.isAfter(observedAt));
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
