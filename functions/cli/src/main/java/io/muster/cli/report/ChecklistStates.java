package io.muster.cli.report;

import io.muster.aws.store.FindingTable;
import io.muster.cli.findings.TableFindings;
import io.muster.cli.session.Session;
import io.muster.readiness.scorecard.Policy;
import io.muster.readiness.scorecard.RowCard;
import io.muster.readiness.scorecard.RowState;
import io.muster.readiness.scorecard.WorkloadScorecard;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How many rows of the workloads of a table are in each state. */
public final class ChecklistStates {

    private ChecklistStates() {}

    /** Counts them as {@code ./muster report} shows them; a state that no row is in is 0. */
    public static Map<RowState, Long> of(FindingTable table, Session session) {
        Checklist checklist =
                new ChecklistReader(
                                table,
                                TableFindings.of(table, session),
                                Policy.usual(),
                                session.clock().instant())
                        .read(List.of());
        Map<RowState, Long> counts = new EnumMap<>(RowState.class);
        for (RowState state : RowState.values()) {
            counts.put(state, 0L);
        }
        for (WorkloadScorecard card : checklist.workloads()) {
            for (RowCard row : card.rows()) {
                counts.merge(row.state(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
