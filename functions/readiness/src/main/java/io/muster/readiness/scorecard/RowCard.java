package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.Decision;
import java.util.Comparator;
import java.util.List;

/**
 * A row of the checklist in a workload.
 *
 * @param ready checks that are ready wherever they apply
 * @param open checks that are not ready or unknown and not accepted, the worst first
 * @param waived how many findings are accepted
 * @param holding decisions about the row that hold, the newest first
 * @param lapsed decisions about the row that do not hold any more, the newest first
 * @param hours what remains, estimated
 */
public record RowCard(
        ChecklistRow row,
        RowState state,
        List<String> ready,
        List<OpenCheck> open,
        int waived,
        List<Decision> holding,
        List<Decision> lapsed,
        int hours) {

    public RowCard {
        ready = List.copyOf(ready);
        open = List.copyOf(open);
        holding = List.copyOf(holding);
        lapsed = List.copyOf(lapsed);
    }

    /**
     * What is open of a check.
     *
     * @param notReady how many findings are not ready
     * @param unknown how many could not be evaluated
     */
    public record OpenCheck(Rule rule, int notReady, int unknown) {

        /** What is not ready first, then by severity and id. */
        static final Comparator<OpenCheck> WORST_FIRST =
                Comparator.comparing((OpenCheck open) -> open.notReady() == 0)
                        .thenComparing(open -> open.rule().severity(), Comparator.reverseOrder())
                        .thenComparing(open -> open.rule().id());
    }
}
