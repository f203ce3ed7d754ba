package io.muster.cli.output;

import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person reads of moves to arm64. */
public final class GravitonPhrases {

    private GravitonPhrases() {}

    /** A verdict in a sentence or two: the outcome, why, and the types with their prices. */
    public static Message whole(GravitonVerdict verdict) {
        List<Message> parts = new ArrayList<>();
        List<Message> why = new ArrayList<>(verdict.blockers());
        if (verdict.outcome() == Outcome.UNKNOWN || verdict.outcome() == Outcome.NOT_APPLICABLE) {
            why.addAll(verdict.reasons());
        }
        parts.add(
                why.isEmpty()
                        ? verdict.title()
                        : Message.of("screen.graviton-why")
                                .with("outcome", verdict.title())
                                .with("why", why));
        parts.addAll(verdict.types());
        return Message.all(parts, "; ");
    }

    /** The totals of instances in a line; empty where all of them are on arm64 or cannot be. */
    public static Optional<Message> totals(GravitonTotals totals) {
        int candidates = totals.count(Outcome.CANDIDATE);
        int blocked = totals.count(Outcome.BLOCKED);
        int unknown = totals.count(Outcome.UNKNOWN);
        return candidates + blocked + unknown == 0
                ? Optional.empty()
                : Optional.of(
                        Message.of("screen.graviton-totals")
                                .with("candidates", candidates)
                                .with("blocked", blocked)
                                .with("unknown", unknown)
                                .with("saving", cents(totals.monthlySaving()))
                                .with("most", cents(totals.monthlySavingAtMost())));
    }

    private static String cents(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }
}
