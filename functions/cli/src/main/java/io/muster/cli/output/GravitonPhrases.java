package io.muster.cli.output;

import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.scorecard.GravitonTotals;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a person reads of moves to arm64. */
public final class GravitonPhrases {

    private GravitonPhrases() {}

    /** An outcome with its effort, such as {@code candidate (Low)}. */
    public static Message outcome(GravitonVerdict verdict) {
        Effort effort = verdict.effort();
        Message outcome = outcome(verdict.outcome());
        return effort == null || verdict.outcome() != Outcome.CANDIDATE
                ? outcome
                : Message.of("screen.graviton-effort")
                        .with("outcome", outcome)
                        .with("effort", effort.label());
    }

    /** An outcome, such as {@code candidate}. */
    public static Message outcome(Outcome outcome) {
        return switch (outcome) {
            case READY -> Message.of("screen.graviton-ready");
            case CANDIDATE -> Message.of("screen.graviton-candidate");
            case BLOCKED -> Message.of("screen.graviton-blocked");
            case NOT_APPLICABLE -> Message.of("screen.graviton-not-applicable");
            case UNKNOWN -> Message.of("screen.graviton-unknown");
        };
    }

    /** A verdict in a sentence or two: the outcome, why, and the types with their prices. */
    public static Message whole(GravitonVerdict verdict) {
        List<Message> parts = new ArrayList<>();
        List<Message> why = new ArrayList<>(verdict.blockers());
        if (verdict.outcome() == Outcome.UNKNOWN || verdict.outcome() == Outcome.NOT_APPLICABLE) {
            why.addAll(verdict.reasons());
        }
        parts.add(
                why.isEmpty()
                        ? outcome(verdict)
                        : Message.of("screen.graviton-why")
                                .with("outcome", outcome(verdict))
                                .with("why", why));
        option(Message.of("screen.graviton-cheapest"), verdict.cheapest(), parts);
        option(Message.of("screen.graviton-newest"), verdict.newest(), parts);
        option(Message.of("screen.graviton-trade-off"), verdict.tradeOff(), parts);
        return Message.all(parts, "; ");
    }

    private static void option(Message text, @Nullable Option option, List<Message> to) {
        if (option != null) {
            Message shown =
                    text.with("type", option.instanceType())
                            .with("difference", Prices.difference(option.monthlyDelta()));
            to.add(
                    option.shortfalls().isEmpty()
                            ? shown
                            : shown.with("shortfalls", option.shortfalls()));
        }
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
