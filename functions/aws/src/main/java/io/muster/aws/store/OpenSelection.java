package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * Which open findings are asked for, and from where on. Severity and verdict name a partition of
 * the index, the others are compared where the index is, so that what is not asked for is not sent.
 *
 * @param verdict one that is open: NOT_READY or UNKNOWN
 * @param row of the checklist; null for every one
 * @param check its id; null as above
 * @param workload its name; null for all, and for what belongs to none
 * @param newestFirst the oldest come first otherwise
 * @param after the {@link OpenFinding#place} after which they begin; empty for all
 * @param limit how many are read at a time; 0 for as many as DynamoDB sends, which are a megabyte
 */
public record OpenSelection(
        Severity severity,
        Status verdict,
        @Nullable ChecklistRow row,
        @Nullable String check,
        @Nullable String workload,
        boolean newestFirst,
        String after,
        int limit) {

    /** All of a severity and a verdict, the oldest first. */
    public static OpenSelection of(Severity severity, Status verdict) {
        return new OpenSelection(severity, verdict, null, null, null, false, "", 0);
    }

    /** Whether it asks for less than a whole partition of the index. */
    boolean filters() {
        return row != null || check != null || workload != null;
    }

    /** Whether a finding is asked for. */
    boolean selects(OpenFinding finding) {
        return finding.rule().severity() == severity
                && finding.verdict() == verdict
                && (row == null || finding.rule().row() == row)
                && (check == null || finding.rule().id().equals(check))
                && (workload == null || workload.equals(finding.workload()))
                && (after.isEmpty() || follows(finding.place()));
    }

    private boolean follows(String place) {
        int order = ResourceRef.KEY_ORDER.compare(place, after);
        return newestFirst ? order < 0 : order > 0;
    }
}
