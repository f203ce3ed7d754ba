package io.muster.readiness.check.documentation;

import static io.muster.readiness.checklist.ChecklistRow.DOCUMENTATION;
import static io.muster.readiness.checklist.Severity.LOW;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.TagWaivers;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.decision.TagWaiver;
import io.muster.readiness.decision.TagWaiver.Outcome.Accepted;
import io.muster.readiness.decision.TagWaiver.Outcome.Refused;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;

/**
 * A tag that is to waive a check and cannot be followed waives nothing, and its writer does not
 * hear of it: this tells it, once for all tags of the scope.
 */
public final class WaiveTagsValid extends Check.OfScope {

    private static final Message EXPECTED =
            Message.of("waive-tags-valid.expected").with("tag", TagWaiver.KEY);

    public WaiveTagsValid() {
        super(
                new Rule("waive-tags-valid", DOCUMENTATION, LOW),
                """
                # {#show}
                aws ec2 describe-tags --region {region} --filters Name=resource-id,Values={resource} Name=key,Values=muster:waive
                """,
                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html");
        needs(Source.INSTANCES);
        reads(Source.VOLUMES, Source.SNAPSHOTS, Source.ADDRESSES);
    }

    @Override
    public Verdict judge(Scope scope, Fleet fleet, Thresholds thresholds) {
        TagWaiver.Rules rules = TagWaivers.rules(thresholds, fleet.observedAt());
        VerdictBuilder verdict = new VerdictBuilder();
        int tagged = 0;
        for (Source<? extends List<? extends Subject>> source :
                List.of(Source.INSTANCES, Source.VOLUMES, Source.SNAPSHOTS, Source.ADDRESSES)) {
            tagged += judge(fleet.facts().get(source), rules, verdict);
        }
        if (tagged == 0) {
            verdict.notYet(Message.of("waive-tags-valid.none").with("tag", TagWaiver.KEY));
        }
        return verdict.verdict(EXPECTED, Message.of("waive-tags-valid.all").with("count", tagged));
    }

    /** How many subjects have the tag. */
    private static int judge(
            Fact<? extends List<? extends Subject>> subjects,
            TagWaiver.Rules rules,
            VerdictBuilder verdict) {
        int tagged = 0;
        switch (subjects) {
            case Fact.Known<? extends List<? extends Subject>> known -> {
                for (Subject subject : known.value()) {
                    String value = TagWaivers.of(subject).orElse(null);
                    if (value != null) {
                        tagged++;
                        judge(subject, value, rules, verdict);
                    }
                }
            }
            case Fact.Missing<? extends List<? extends Subject>> missing ->
                    verdict.unknown(missing);
        }
        return tagged;
    }

    private static void judge(
            Subject subject, String value, TagWaiver.Rules rules, VerdictBuilder verdict) {
        switch (TagWaiver.read(value, rules)) {
            case Accepted accepted -> judge(subject, accepted.waiver(), verdict);
            case Refused refused ->
                    verdict.notReady(
                            Message.of("waive-tags-valid.refused")
                                    .with("resource", subject.id())
                                    .with("why", refused.why()),
                            Map.of("resource", subject.id()));
        }
    }

    /**
     * A tag waives findings about the resource that carries it, of which other checks have none.
     */
    private static void judge(Subject subject, TagWaiver waiver, VerdictBuilder verdict) {
        for (Spec spec : TagWaivers.ofOtherKinds(waiver, subject)) {
            verdict.notReady(
                    Message.of("waive-tags-valid.other-subject")
                            .with("resource", subject.id())
                            .with("check", spec.id())
                            .with("subject", spec.subject().title()),
                    Map.of("resource", subject.id()));
        }
    }
}
