package io.muster.cli.output;

import io.muster.readiness.scorecard.Scorecard;
import org.jspecify.annotations.Nullable;

/**
 * Findings on their way to a reader, in one format: first {@link #begin}, then each finding, then
 * {@link #end}.
 *
 * <p>A report holds no more of the findings than it prints in one piece, so that a fleet of any
 * size passes through.
 */
public interface FindingReport {

    /**
     * Says what the findings are of.
     *
     * @param scan the scan that found them; null where they are read from a table
     */
    void begin(@Nullable ScanSummary scan);

    void add(Entry entry);

    /**
     * Finishes the result.
     *
     * @param scorecard counts of all that was judged, shown or not; null where nothing was judged
     */
    void end(@Nullable Scorecard scorecard);
}
