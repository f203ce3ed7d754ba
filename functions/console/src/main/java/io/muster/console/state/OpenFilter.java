package io.muster.console.state;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which open findings a list shows.
 *
 * @param severity null for every one
 * @param verdict one that is open: NOT_READY or UNKNOWN; null for both
 * @param row of the checklist; null for every one
 * @param check its id; empty for every one
 * @param workload its name; empty for all
 * @param newestFirst of those of a severity, the oldest come first otherwise
 */
public record OpenFilter(
        @Nullable Severity severity,
        @Nullable Status verdict,
        @Nullable ChecklistRow row,
        String check,
        String workload,
        boolean newestFirst) {

    /** Everything that is open and of a verdict, the worst and oldest first. */
    public static OpenFilter of(Status verdict) {
        return new OpenFilter(null, verdict, null, "", "", false);
    }

    /** Everything that is open of a check, whose findings may differ in severity. */
    public static OpenFilter ofCheck(String check) {
        return new OpenFilter(null, null, null, check, "", false);
    }
}
