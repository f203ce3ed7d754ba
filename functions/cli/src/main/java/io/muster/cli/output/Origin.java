package io.muster.cli.output;

import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the findings are of: a scan that was just made, or what a table knows of scopes.
 *
 * @param scan the scan that found them; null where they are read from a table
 * @param scopes sorted; empty where the findings are of no scope, such as those of one host
 * @param now when it is shown
 */
public record Origin(@Nullable ScanSummary scan, List<ScopeState> scopes, Instant now) {

    public Origin {
        scopes =
                scopes.stream()
                        .sorted((a, b) -> a.report().scope().compareTo(b.report().scope()))
                        .toList();
    }

    /**
     * A scope's newest scan.
     *
     * @param notScannedSince when it was last scanned, where that is too long ago; else null
     * @param left whether it is no longer configured
     */
    public record ScopeState(ScopeReport report, @Nullable Instant notScannedSince, boolean left) {}

    public static Origin of(ScanSummary scan) {
        return new Origin(
                scan,
                scan.scopes().stream().map(report -> new ScopeState(report, null, false)).toList(),
                scan.finishedAt());
    }

    /** Nothing but findings: those of one host. */
    public static Origin none() {
        return new Origin(null, List.of(), Instant.EPOCH);
    }

    /** Whether only some of the checks were put. */
    boolean partial() {
        return scan != null && scan.partial();
    }
}
