package io.muster.aws.scan;

import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FindingWriter;
import io.muster.aws.store.StoreException;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.finding.FindingSelection.OfChecks;
import io.muster.readiness.finding.FindingSelection.OfResources;
import io.muster.readiness.finding.FindingSelection.OfScope;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.Reconciler;
import io.muster.readiness.finding.SeverityRule;
import io.muster.readiness.finding.Spread;
import io.muster.readiness.finding.Stored;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Judges facts and brings the table's findings up to date with them: the one way from facts to
 * findings, for a whole scope or for some resources.
 *
 * <p>The stored findings stream past the judgements, and changes are written as they are found: a
 * run that is cut short leaves findings that are each right as of their own time, and the next run
 * finds and writes the rest.
 *
 * @param catalogue the whole one, of which a run puts some
 * @param problems gets a message for each stored item that is not as Muster writes it
 */
public record FindingRun(
        FindingTable table, Catalogue catalogue, Thresholds thresholds, Consumer<String> problems) {

    /**
     * The outcome of a run.
     *
     * @param resumeAfter after which key the next run must resume; empty if this one reached the
     *     end
     */
    public record Outcome(ChangeCounts changes, Optional<String> resumeAfter) {}

    /** The IAM actions that it needs, each on the table itself and on no index. */
    public static Set<String> actions() {
        return Set.of("dynamodb:Query", "dynamodb:UpdateItem");
    }

    /** The facts joined, as checks read them. */
    public Fleet fleet(FleetFacts facts) {
        return new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY));
    }

    /**
     * Judges a fleet and writes what changed.
     *
     * @param lookedBefore when all of the selection was looked at before; null if that is not known
     * @param spread which checks are not ready in much of the scope, as of the scan before
     * @param alsoTo gets each judgement too
     * @throws StoreException if the table cannot be read or written; what was written stays
     */
    public Outcome record(
            Fleet fleet,
            FindingSelection selection,
            @Nullable Instant lookedBefore,
            Spread spread,
            Consumer<? super FreshFinding> alsoTo) {
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler =
                    new Reconciler(
                            fleet.observedAt(),
                            lookedBefore,
                            selection,
                            stored(fleet, selection),
                            SeverityRule.of(thresholds, spread),
                            writer);
            FreshFinding.each(
                    fleet,
                    new Judge(selection.asked(), thresholds),
                    reconciler.andThen(alsoTo),
                    reconciler::stopped);
            reconciler.close();
            return new Outcome(writer.finish(), reconciler.resumeAfter());
        } catch (StoreException failure) {
            // The writer is closed by now: these are all that it will ever have written.
            if (writer.counts().written() == 0) {
                throw failure;
            }
            throw new StoreException.WrittenInPart(
                    fleet.scope().toString(), writer.counts(), failure);
        }
    }

    /** As above, for callers that want the counts alone. */
    ChangeCounts record(Fleet fleet, FindingSelection selection) {
        return record(fleet, selection, null, Spread.NONE, judged -> {}).changes();
    }

    private Iterator<Stored> stored(Fleet fleet, FindingSelection selection) {
        return switch (selection) {
            case OfScope all -> table.stored(fleet.scope(), all.keys().after(), problems);
            case OfChecks all -> table.stored(fleet.scope(), "", problems);
            case OfResources some -> table.stored(fleet.scope(), some.resources(), problems);
        };
    }
}
