package io.muster.aws.store;

import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;

/**
 * The newest scan of a scope, as the table keeps it.
 *
 * @param report what was scanned, counted and not seen; {@link ScopeReport#startedAt} is as of when
 *     its facts hold
 * @param changes what it changed
 * @param begunAt as of when the facts of its first segment hold: of the findings, none was looked
 *     at before; the same as the report's for a scan in one piece
 */
public record ScopeSummary(ScopeReport report, ChangeCounts changes, Instant begunAt) {

    /** Of a scan in one piece. */
    public ScopeSummary(ScopeReport report, ChangeCounts changes) {
        this(report, changes, report.startedAt());
    }
}
