package io.muster.console.state;

import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import org.jspecify.annotations.Nullable;

/**
 * An open finding.
 *
 * @param stored its life, where it comes from a table; null where it was judged just now
 * @param name the Name of its resource; null where it has none or it is not known
 * @param owner who answers for its resource; null as above
 */
public record ListedFinding(
        Finding finding,
        @Nullable StoredFinding stored,
        @Nullable String name,
        @Nullable String owner) {}
