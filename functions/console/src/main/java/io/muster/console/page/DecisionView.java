package io.muster.console.page;

import io.muster.console.state.FleetSource;
import io.muster.console.state.ListedDecision;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;

/**
 * A decision on record.
 *
 * @param withdraw the action that withdraws it; empty where the page cannot
 */
public record DecisionView(
        String target,
        String kind,
        State state,
        String until,
        String owner,
        String said,
        String made,
        String withdraw) {

    /**
     * How it stands.
     *
     * @param tone as a name of a class
     */
    public record State(String tone, String title) {}

    /** What needs a person first: what is over, then what ends soonest. */
    private static final Comparator<ListedDecision> FIRST =
            Comparator.comparing((ListedDecision each) -> each.standing().holds())
                    .thenComparing(each -> each.decision().until())
                    .thenComparing(each -> each.decision().target().text());

    /** All of them, those that need a person first. */
    static List<DecisionView> of(List<ListedDecision> decisions, Reader to) {
        return decisions.stream().sorted(FIRST).map(each -> of(each, "", to)).toList();
    }

    /** The same in a widget, which can withdraw them. */
    static List<DecisionView> of(
            List<ListedDecision> decisions, FleetSource source, String page, Reader to) {
        return decisions.stream()
                .sorted(FIRST)
                .map(each -> of(each, withdraw(each.decision(), source, page, to), to))
                .toList();
    }

    private static String withdraw(Decision decision, FleetSource source, String page, Reader to) {
        return !to.decides() || decision.made().way() instanceof Made.Way.Tag
                ? ""
                : to.action(
                        "do",
                        "withdraw",
                        "about",
                        source.revision(decision.target()) + " " + decision.target().text(),
                        "page",
                        page);
    }

    private static DecisionView of(ListedDecision listed, String withdraw, Reader to) {
        Decision decision = listed.decision();
        Message kind =
                switch (decision) {
                    case Waiver unused -> Message.of("console.waiver");
                    case Attestation unused -> Message.of("console.attestation");
                };
        return new DecisionView(
                Reader.line(decision.target().text()),
                to.text(kind),
                new State(tone(listed.standing()), to.text(title(listed.standing()))),
                decision.until().toString(),
                Reader.line(decision.owner()),
                to.text(DecisionTexts.said(decision)),
                to.text(DecisionTexts.made(decision.made())),
                withdraw);
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
