package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.ChecklistRow;
import java.util.EnumMap;
import java.util.Map;

/**
 * What work remains, estimated in hours by a table: so many for each check of a row that is not
 * ready in a workload, and as many for a row that nothing looked at.
 *
 * @param hours by row
 */
public record Effort(Map<ChecklistRow, Integer> hours) {

    /** The most hours that a team may set for a row. */
    public static final int MAX_HOURS = 10_000;

    public Effort {
        Map<ChecklistRow, Integer> all = new EnumMap<>(ChecklistRow.class);
        for (ChecklistRow row : ChecklistRow.values()) {
            all.put(row, hours.getOrDefault(row, usual(row)));
        }
        hours = all;
    }

    /** The table where a team sets nothing. */
    public static Effort usual() {
        return new Effort(Map.of());
    }

    /** Estimates for one workload that is provisioned by code, rounded to half days. */
    private static int usual(ChecklistRow row) {
        return switch (row) {
            case CONFIGURE, COST_OPTIMIZATION, LOGS -> 2;
            case INSTALL, NETWORKING, SECURITY, METRICS, DOCUMENTATION -> 4;
            case SCALABILITY, PERFORMANCE, BACKUP_AND_RESTORE -> 8;
            case PROVISION, DEPLOY, HIGH_AVAILABILITY -> 16;
            case TESTS -> 24;
        };
    }

    public int of(ChecklistRow row) {
        return hours.getOrDefault(row, 0);
    }
}
