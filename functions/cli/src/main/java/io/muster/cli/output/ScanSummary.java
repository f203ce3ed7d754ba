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
 */
public record ScanSummary(
        String id,
        Instant startedAt,
        Instant finishedAt,
        List<ScopeReport> scopes,
        boolean partial) {

    public ScanSummary {
        scopes = scopes.stream().sorted((a, b) -> a.scope().compareTo(b.scope())).toList();
    }

    Duration took() {
        return Duration.between(startedAt, finishedAt);
    }

    /** Whether anything that was asked for was not seen. */
    public boolean incomplete() {
        return scopes.stream().anyMatch(scope -> !scope.unseen().isEmpty());
    }
}
