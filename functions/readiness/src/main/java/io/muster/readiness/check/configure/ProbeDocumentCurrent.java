package io.muster.readiness.check.configure;

import static io.muster.readiness.checklist.ChecklistRow.CONFIGURE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.DeployedDocument;
import io.muster.readiness.fact.DeployedDocument.Absent;
import io.muster.readiness.fact.DeployedDocument.Found;
import io.muster.readiness.fact.DeployedDocument.Unneeded;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.text.Message;

/**
 * What the probe's document says is run by root on every instance. One that was edited and one of
 * another version of Muster are told apart, because the one is to be looked into and the other to
 * be deployed.
 */
public final class ProbeDocumentCurrent extends Check.OfScope {

    /** Of a document that was edited. */
    private static final String EDITED = "edited";

    /** Of a document that another version made, or that is not there. */
    private static final String OUTDATED = "outdated";

    private static final Message EXPECTED = Message.of("probe-document-current.expected");

    public ProbeDocumentCurrent() {
        super(
                new Rule("probe-document-current", CONFIGURE, HIGH),
                """
                # {#edited}
                aws cloudtrail lookup-events --region {region} --lookup-attributes AttributeKey=EventName,AttributeValue=UpdateDocument --query 'Events[].[EventTime,Username,Resources[0].ResourceName]' --output table
                aws ssm get-document --region {region} --name {edited} --query Content --output text

                # {#outdated}
                aws ssm list-document-versions --region {region} --name {outdated} --query 'DocumentVersions[].[DocumentVersion,CreatedDate,IsDefaultVersion]' --output table
                """,
                "https://docs.aws.amazon.com/systems-manager/latest/userguide/documents.html");
        needs(Source.PROBE_DOCUMENT);
        reads(Source.GUESTS);
    }

    @Override
    public Verdict judge(Scope scope, Fleet fleet, Thresholds thresholds) {
        String name = thresholds.get(Setting.PROBE_DOCUMENT);
        // Without a deployment there are no guests on record, and there need be no document.
        boolean deployed = fleet.facts().get(Source.GUESTS).isCollected();
        return Verdict.of(
                EXPECTED,
                fleet.facts().get(Source.PROBE_DOCUMENT),
                document -> judge(document, name, deployed));
    }

    private static Verdict judge(DeployedDocument document, String name, boolean deployed) {
        return switch (document) {
            case Unneeded none ->
                    Verdict.notApplicable(Message.of("probe-document-current.no-instance"));
            case Absent none -> absent(name, deployed);
            case Found found -> found(found, name);
        };
    }

    private static Verdict absent(String name, boolean deployed) {
        Message absent = Message.of("probe-document-current.absent").with("document", name);
        return deployed
                ? Verdict.notReady(EXPECTED, absent).withRemedyValue(OUTDATED, name)
                : Verdict.notApplicable(absent);
    }

    private static Verdict found(Found found, String name) {
        String current = ProbeDocument.currentDigest();
        if (found.digest().equals(current)) {
            return Verdict.ready(
                    EXPECTED, Message.of("probe-document-current.same").with("document", name));
        }
        return other(found, name)
                .withEvidence(
                        Message.of("probe-document-current.digests")
                                .with("found", found.digest())
                                .with("current", current));
    }

    /** One that names no digest is an older build's, or no build's at all. */
    private static Verdict other(Found found, String name) {
        if (found.whole()) {
            return Verdict.notReady(
                            EXPECTED,
                            Message.of("probe-document-current.other").with("document", name))
                    .withRemedyValue(OUTDATED, name);
        }
        Verdict edited =
                Verdict.notReady(
                                EXPECTED,
                                Message.of(
                                                found.named() == null
                                                        ? "probe-document-current.unmarked"
                                                        : "probe-document-current.edited")
                                        .with("document", name))
                        .withRemedyValue(EDITED, name);
        return found.named() == null ? edited.withRemedyValue(OUTDATED, name) : edited;
    }
}
