package io.muster.cli.output;

import io.muster.readiness.scan.ScopeReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a scan says about itself before its findings.
 *
 * @param id names the scan
 * @param startedAt when the first question to AWS was asked
 * @param finishedAt when the last answer of AWS was in
 * @param scopes what was seen of each scope, sorted
 * @param partial whether only some of the checks were asked for
 * @param withTable whether what guests and logs said was taken from a table
 */
public record ScanSummary(
        String id,
        Instant startedAt,
        Instant finishedAt,
        List<ScopeReport> scopes,
        boolean partial,
        boolean withTable) {

    public ScanSummary {
        scopes = scopes.stream().sorted((a, b) -> a.scope().compareTo(b.scope())).toList();
    }

    Duration took() {
        return Duration.between(startedAt, finishedAt);
    }
}
