package io.muster.readiness.scorecard;

import io.muster.readiness.scorecard.RowCard.OpenCheck;

/**
 * A workload on one day.
 *
 * @param settled how many rows were ready or decided
 * @param notReady how many findings were not ready and not accepted
 * @param unknown how many answers could not be given
 * @param waived how many findings were accepted
 */
public record TrendPoint(int settled, int notReady, int unknown, int waived) {

    public static TrendPoint of(WorkloadScorecard card) {
        int notReady = 0;
        int unknown = 0;
        int waived = 0;
        for (RowCard row : card.rows()) {
            notReady += row.open().stream().mapToInt(OpenCheck::notReady).sum();
            unknown += row.open().stream().mapToInt(OpenCheck::unknown).sum();
            waived += row.waived();
        }
        return new TrendPoint((int) card.settled(), notReady, unknown, waived);
    }

    /** The workload in two scopes: a row is settled where it is in both, so at most as many. */
    public TrendPoint plus(TrendPoint other) {
        return new TrendPoint(
                Math.min(settled, other.settled),
                notReady + other.notReady,
                unknown + other.unknown,
                waived + other.waived);
    }
}
