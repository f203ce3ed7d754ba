package io.muster.readiness.decision;

import org.jspecify.annotations.Nullable;

/**
 * A decision as the table keeps it.
 *
 * @param revision how many times something was decided about its target, from 1
 * @param withdrawn by whom it was withdrawn; null where it was not
 */
public record RecordedDecision(Decision decision, int revision, @Nullable Made withdrawn) {

    public Target target() {
        return decision.target();
    }

    /** Whether it was not withdrawn; it may have expired. */
    public boolean stands() {
        return withdrawn == null;
    }

    /** Who did what it says last: made it, or withdrew it. */
    public Made last() {
        return withdrawn == null ? decision.made() : withdrawn;
    }

    /** Whether it came from a file, of whatever commit. */
    public boolean isOf(Made.Way.File file) {
        return last().way() instanceof Made.Way.File of && of.isSameAs(file);
    }
}
