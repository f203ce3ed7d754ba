package io.muster.readiness.check.configure;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.DeployedDocument;
import io.muster.readiness.fact.DeployedDocument.Absent;
import io.muster.readiness.fact.DeployedDocument.Unneeded;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.probe.DocumentDigest;
import io.muster.readiness.probe.ProbeDocument;
import io.muster.readiness.text.Message;
import org.junit.jupiter.api.Test;

class ProbeDocumentCurrentTest {

    private static final String CONTENT = ProbeDocument.current().json();

    @Test
    void the_document_of_this_version_is_ready() {
        assertThat(judge(DocumentDigest.read(CONTENT)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_document_that_was_edited_is_said_to_be() {
        Verdict verdict = judge(DocumentDigest.read(CONTENT.replace("umask 077", "umask 000")));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("document muster-guest-probe was edited after it was deployed");
        assertThat(verdict.remedyValues()).containsOnlyKeys("edited");
    }

    @Test
    void a_document_of_another_version_is_said_to_be() {
        Verdict verdict = judge(new DeployedDocument.Found("0".repeat(32), "0".repeat(32)));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).endsWith("was deployed by another version of Muster");
        assertThat(verdict.remedyValues()).containsOnlyKeys("outdated");
        assertThat(verdict.evidence())
                .containsExactly(
                        "content %s, that of this version %s"
                                .formatted("0".repeat(32), ProbeDocument.currentDigest()));
    }

    @Test
    void a_document_that_names_no_digest_may_be_either() {
        Verdict verdict = judge(DocumentDigest.read("{\"schemaVersion\":\"2.2\"}"));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("was edited, or deployed by a version");
        assertThat(verdict.remedyValues()).containsOnlyKeys("edited", "outdated");
    }

    @Test
    void a_deployment_without_the_document_is_not_ready() {
        Verdict verdict = judge(new Absent());

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("there is no document muster-guest-probe in this region");
    }

    @Test
    void a_scan_without_a_deployment_needs_no_document() {
        FleetFacts facts = new Facts().with(new Absent()).facts().without(Source.GUESTS);

        assertThat(judge(facts).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_scope_without_instances_needs_no_document() {
        assertThat(judge(new Unneeded()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_document_that_may_not_be_read_is_unknown_for_that_cause() {
        Cause denied = Cause.ofFailure(Why.DENIED, "ssm:GetDocument");
        Verdict verdict =
                judge(
                        new Facts()
                                .facts()
                                .with(
                                        Source.PROBE_DOCUMENT,
                                        new Missing<>(
                                                Why.DENIED, Message.literal("denied"), denied)));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.cause()).isEqualTo(denied);
    }

    private static Verdict judge(DeployedDocument document) {
        return judge(new Facts().with(document).facts());
    }

    private static Verdict judge(FleetFacts facts) {
        return new ProbeDocumentCurrent()
                .judge(Facts.SCOPE, new Fleet(facts, "workload"), Thresholds.defaults());
    }
}
