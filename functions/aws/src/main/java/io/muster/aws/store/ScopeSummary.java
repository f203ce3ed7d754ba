package io.muster.aws.store;

import io.muster.readiness.scan.ScopeReport;

/**
 * The newest scan of a scope, as the table keeps it.
 *
 * @param report what was scanned, counted and not seen; {@link ScopeReport#startedAt} is as of when
 *     its facts hold
 * @param changes what it changed
 */
public record ScopeSummary(ScopeReport report, ChangeCounts changes) {}
