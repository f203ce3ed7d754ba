package io.muster.aws.scan;

import io.muster.aws.store.ChangeCounts;
import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scan, or a segment of one, and what it changed in the table.
 *
 * @param report without a scorecard where the scan is to be resumed
 * @param changes the findings that were written, and those that lost against newer ones, by this
 *     segment and those before it
 * @param newerScan as of when the facts of a newer scan hold, which the table had already; null if
 *     this one is the newest. A scan that finds a newer one at its start writes nothing.
 * @param begunAt as of when the facts of the first segment hold
 * @param resumeAfter the last key that was worked, after which the next segment must resume; null
 *     if the scan is finished
 * @param problems a message for each item of the table that was not as Muster writes it, the first
 *     twenty in full; each was written anew where it was judged. Likewise for waivers by tag that
 *     the table has no room for.
 */
public record RecordedScan(
        ScopeReport report,
        ChangeCounts changes,
        @Nullable Instant newerScan,
        Instant begunAt,
        @Nullable String resumeAfter,
        List<String> problems) {}
