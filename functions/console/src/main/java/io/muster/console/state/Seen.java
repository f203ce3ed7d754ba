package io.muster.console.state;

import io.muster.readiness.scan.ScopeReport;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was looked at, and when.
 *
 * @param scopes in their order
 * @param table the table that it was read from; null for a scan that was just made
 * @param now as of when ages and decisions are told
 */
public record Seen(List<ScopeSeen> scopes, @Nullable String table, Instant now) {

    public Seen {
        scopes = List.copyOf(scopes);
    }

    /**
     * A scope's newest scan.
     *
     * @param notScannedSince when it was last scanned, where that is too long ago to count; else
     *     null
     */
    public record ScopeSeen(ScopeReport report, @Nullable Instant notScannedSince) {}
}
