package io.muster.console.page;

import io.muster.console.state.FleetSource;
import io.muster.console.state.ListedFinding;
import io.muster.readiness.check.Status;
import io.muster.readiness.decision.DecisionTexts;
import io.muster.readiness.decision.RecordedDecision;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A finding by itself.
 *
 * @param tone its severity; that it could not be evaluated, or is resolved
 * @param badge the same for a person
 * @param instance where its instance is shown; empty where it is about something else
 * @param decisions those that speak of it
 * @param history what became of it, the oldest first
 */
public record FindingPage(
        FindingGroup.View finding,
        String tone,
        String badge,
        String title,
        String row,
        String instance,
        List<DecisionView> decisions,
        List<String> history) {

    public FindingPage {
        decisions = List.copyOf(decisions);
        history = List.copyOf(history);
    }

    static FindingPage of(ListedFinding listed, FleetSource source, Reader to) {
        Finding finding = listed.finding();
        StoredFinding stored = listed.stored();
        boolean resolved = stored != null && !stored.open();
        boolean unknown = finding.status() == Status.UNKNOWN;
        Message badge =
                resolved
                        ? Message.of("console.resolved")
                        : unknown ? Status.UNKNOWN.title() : finding.rule().severity().title();
        return new FindingPage(
                FindingGroup.view("finding", listed, source.seen(), to),
                resolved ? "ready" : unknown ? "unknown" : Tone.of(finding.rule().severity()),
                to.text(badge),
                to.text(finding.title()),
                to.text(finding.rule().row().title()),
                finding.resource().type() == ResourceType.INSTANCE
                        ? String.join(
                                "/",
                                finding.scope().account(),
                                finding.scope().region(),
                                finding.resource().id())
                        : "",
                DecisionView.of(source.about(listed), source, "decisions", to),
                history(listed, source, to));
    }

    private static List<String> history(ListedFinding listed, FleetSource source, Reader to) {
        List<Message> history = new ArrayList<>();
        StoredFinding stored = listed.stored();
        if (stored != null) {
            history.add(Message.of("console.history-first").with("time", stored.firstSeen()));
            if (!stored.changedAt().equals(stored.firstSeen())) {
                history.add(Message.of("console.history-changed").with("time", stored.changedAt()));
            }
            if (listed.seenAt() != null) {
                history.add(Message.of("console.history-last").with("time", listed.seenAt()));
            }
        }
        for (RecordedDecision each : source.history(new Target.OfFinding(listed.finding().id()))) {
            history.add(
                    Message.of("console.history-decided")
                            .with("said", DecisionTexts.said(each.decision()))
                            .with("made", DecisionTexts.made(each.decision().made())));
            if (each.withdrawn() != null) {
                history.add(
                        Message.of("decision.withdrawn-by")
                                .with("made", DecisionTexts.made(each.withdrawn())));
            }
        }
        if (stored != null && stored.resolvedAt() != null) {
            history.add(Message.of("console.history-resolved").with("time", stored.resolvedAt()));
        }
        return history.stream().map(to::text).toList();
    }
}
