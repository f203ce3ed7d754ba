package io.muster.cli.output;

import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import org.jspecify.annotations.Nullable;

/**
 * A finding to show.
 *
 * @param stored its life, where it comes from a table; null where it was judged just now
 */
public record Entry(Finding finding, @Nullable StoredFinding stored) {

    public static Entry fresh(Finding finding) {
        return new Entry(finding, null);
    }

    public static Entry stored(StoredFinding stored) {
        return new Entry(stored.finding(), stored);
    }

    boolean resolved() {
        return stored != null && !stored.open();
    }
}
