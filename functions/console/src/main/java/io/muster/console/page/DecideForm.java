package io.muster.console.page;

import io.muster.console.page.FindingList.Choice;
import io.muster.console.state.FleetSource;
import io.muster.console.state.ListedFinding;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The fields by which something is decided.
 *
 * @param about what may be decided about: how often it was, and what it is
 * @param reasons of a waiver; none of an attestation
 * @param owner that is proposed
 * @param action that decides
 */
public record DecideForm(List<Choice> about, List<Choice> reasons, String owner, String action) {

    /** The field of what is decided about. */
    public static final String ABOUT = "about";

    public DecideForm {
        about = List.copyOf(about);
        reasons = List.copyOf(reasons);
    }

    /** The waiver of a finding. */
    static DecideForm waiver(ListedFinding listed, FleetSource source, Reader to) {
        List<Choice> about = new ArrayList<>();
        about.add(
                choice(
                        new Target.OfFinding(listed.finding().id()),
                        Message.of("console.this-finding"),
                        source,
                        to));
        String workload = listed.finding().workload();
        if (workload != null) {
            about.add(
                    choice(
                            new Target.OfCheck(listed.finding().check(), workload),
                            Message.of("console.check-in-workload").with("workload", workload),
                            source,
                            to));
        }
        return new DecideForm(
                about,
                Stream.of(ReasonCode.values())
                        .map(each -> new Choice(each.name(), to.text(each.title()), false))
                        .toList(),
                listed.owner() == null ? "" : Reader.line(listed.owner()),
                to.action("do", "waive", "page", "finding", "of", listed.finding().id()));
    }

    /** The attestation of an item of a workload. */
    static DecideForm attestation(String workload, FleetSource source, Reader to) {
        List<Choice> about = new ArrayList<>();
        for (AttestedItem item : AttestedItems.builtIn().all()) {
            about.add(choice(new Target.OfItem(item.id(), workload), item.title(), source, to));
        }
        return new DecideForm(
                about,
                List.of(),
                "",
                to.action("do", "attest", "page", "workload", "of", workload));
    }

    private static Choice choice(Target target, Message title, FleetSource source, Reader to) {
        return new Choice(source.revision(target) + " " + target.text(), to.text(title), false);
    }
}
