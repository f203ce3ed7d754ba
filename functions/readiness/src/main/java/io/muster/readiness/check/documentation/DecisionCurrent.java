package io.muster.readiness.check.documentation;

import static io.muster.readiness.checklist.ChecklistRow.DOCUMENTATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.Target;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A decision ends by itself, and what it accepted counts again on that day: its owner has to renew
 * it, or do the work, before.
 *
 * <p>A decision that has ended is no finding: what it accepted is one again.
 */
public final class DecisionCurrent extends Check.OfWorkload {

    /** The longest list of targets in the text; all are in the evidence. */
    private static final int MAX_IN_TEXT = 5;

    private static final Message EXPECTED =
            Message.of("decision-current.expected").with("days", Decision.NOTICE_DAYS);

    private static final Comparator<Decision> SOONEST_FIRST =
            Comparator.comparing(Decision::until)
                    .thenComparing(decision -> decision.target().text());

    public DecisionCurrent() {
        super(
                new Rule("decision-current", DOCUMENTATION, LOW),
                """
                # {#look}
                aws dynamodb get-item --region "${TABLE_REGION:?set it to the region of the table}" --table-name "${TABLE:?set it to the name of the table}" --key {decision}

                # {#tag}
                aws ec2 describe-tags --region {region} --filters Name=resource-id,Values={tagged} Name=key,Values=muster:waive
                """,
                "https://docs.aws.amazon.com/wellarchitected/latest/framework/oe-priorities.html");
        needs(Source.DECISIONS);
    }

    @Override
    public Verdict judge(Workload workload, Fleet fleet, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED,
                fleet.of(Source.DECISIONS, workload),
                decisions -> judge(decisions, fleet),
                () -> Verdict.notApplicable(Message.of("decision-current.none")));
    }

    private static Verdict judge(List<Decision> decisions, Fleet fleet) {
        List<Decision> ending =
                decisions.stream()
                        .filter(decision -> decision.ending(fleet.observedAt()))
                        .sorted(SOONEST_FIRST)
                        .toList();
        if (ending.isEmpty()) {
            return decisions.stream().allMatch(each -> each.expired(fleet.observedAt()))
                    ? Verdict.notApplicable(Message.of("decision-current.none"))
                    : Verdict.ready(EXPECTED, Message.of("decision-current.later"));
        }
        Verdict verdict =
                Verdict.notReady(
                                EXPECTED,
                                Message.of("decision-current.ending")
                                        .with(
                                                "decisions",
                                                ending.stream()
                                                        .limit(MAX_IN_TEXT)
                                                        .map(DecisionCurrent::ends)
                                                        .toList()))
                        .withEvidence(ending.stream().map(DecisionCurrent::owned).toList());
        for (Decision decision : ending) {
            verdict = verdict.withRemedyStep(step(decision));
        }
        return verdict;
    }

    private static Message ends(Decision decision) {
        return Message.of("decision-current.ends")
                .with("target", decision.target().text())
                .with("date", decision.until());
    }

    private static Message owned(Decision decision) {
        return Message.of("decision-current.owned")
                .with("target", decision.target().text())
                .with("date", decision.until())
                .with("owner", decision.owner());
    }

    /** A tag is renewed where it is written: the table holds no decision of its target. */
    private static Map<String, String> step(Decision decision) {
        return switch (decision.made().way()) {
            case Made.Way.Tag tag -> Map.of("tagged", tag.resource());
            case Made.Way.Command unused -> Map.of("decision", key(decision.target()));
            case Made.Way.Console unused -> Map.of("decision", key(decision.target()));
            case Made.Way.File unused -> Map.of("decision", key(decision.target()));
        };
    }

    /** The key of a decision's item as the AWS CLI takes it. */
    private static String key(Target target) {
        return """
               {"pk":{"S":"DECISIONS"},"sk":{"S":"DECISION#%s"}}"""
                .formatted(
                        ResourceRef.keyOf(target.text())
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\""));
    }
}
