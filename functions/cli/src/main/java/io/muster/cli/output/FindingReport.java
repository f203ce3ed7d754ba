package io.muster.cli.output;

import java.util.List;

/**
 * Findings on their way to a reader, in one format: first {@link #begin}, then each finding, then
 * {@link #end}.
 *
 * <p>A report holds no more of the findings than it prints in one piece, so that a fleet of any
 * size passes through.
 */
public interface FindingReport {

    /** Says what the findings are of. */
    void begin(Origin origin);

    void add(Entry entry);

    /** Finishes the result. */
    void end(Totals totals);

    /** Whether it shows instances or their names, so that they must be read. */
    default boolean readsRoster() {
        return false;
    }

    /** The ids of the findings that it numbered, from 1; empty where it gives no numbers. */
    default List<String> numbered() {
        return List.of();
    }
}
