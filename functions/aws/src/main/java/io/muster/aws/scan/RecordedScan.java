package io.muster.aws.scan;

import io.muster.aws.store.ChangeCounts;
import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A scan, or a leg of one, and what it changed in the table.
 *
 * @param report without a scorecard where the scan is to go on
 * @param changes the findings that were written, and those that lost against newer ones, by this
 *     leg and those before it
 * @param newerScan as of when the facts of a newer scan hold, which the table had already; null if
 *     this one is the newest. A scan that finds a newer one at its start writes nothing.
 * @param begunAt as of when the facts of the first leg hold
 * @param goOnAfter the last key that was worked, after which another leg must go on; null if the
 *     scan is finished
 */
public record RecordedScan(
        ScopeReport report,
        ChangeCounts changes,
        @Nullable Instant newerScan,
        Instant begunAt,
        @Nullable String goOnAfter) {

    /** Whether a newer scan of the scope came first. */
    public boolean late() {
        return newerScan != null;
    }
}
