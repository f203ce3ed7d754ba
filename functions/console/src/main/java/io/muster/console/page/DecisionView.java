package io.muster.console.page;

import io.muster.console.state.ListedDecision;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;

/**
 * A decision on record.
 *
 * @param tone how it stands, as a name of a class
 */
public record DecisionView(
        String target,
        String kind,
        String tone,
        String standing,
        String until,
        String owner,
        String said,
        String made) {

    /** What needs a person first: what is over, then what ends soonest. */
    private static final Comparator<ListedDecision> FIRST =
            Comparator.comparing((ListedDecision each) -> each.standing().holds())
                    .thenComparing(each -> each.decision().until())
                    .thenComparing(each -> each.decision().target().text());

    /** All of them, those that need a person first. */
    static List<DecisionView> of(List<ListedDecision> decisions, Reader to) {
        return decisions.stream().sorted(FIRST).map(each -> of(each, to)).toList();
    }

    static DecisionView of(ListedDecision listed, Reader to) {
        Decision decision = listed.decision();
        Message kind =
                switch (decision) {
                    case Waiver unused -> Message.of("console.waiver");
                    case Attestation unused -> Message.of("console.attestation");
                };
        return new DecisionView(
                Reader.line(decision.target().text()),
                to.text(kind),
                tone(listed.standing()),
                to.text(title(listed.standing())),
                decision.until().toString(),
                Reader.line(decision.owner()),
                to.text(DecisionTexts.said(decision)),
                to.text(DecisionTexts.made(decision.made())));
    }

    private static String tone(Standing standing) {
        return switch (standing) {
            case IN_FORCE -> "ready";
            case ENDING -> "medium";
            case EXPIRED, CHANGED -> "not-ready";
        };
    }

    private static Message title(Standing standing) {
        return switch (standing) {
            case IN_FORCE -> Message.of("decision.standing-in-force");
            case ENDING -> Message.of("decision.standing-ending");
            case EXPIRED -> Message.of("console.state-expired");
            case CHANGED -> Message.of("decision.standing-changed");
        };
    }
}
