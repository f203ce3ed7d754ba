package io.muster.aws.store;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.FindingChange.Opened;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Findings for the tests of the table. */
final class Findings {

    static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    static final Scope SEOUL = Scope.of("123456789012", "ap-northeast-2");
    static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-11-24T12:00:00Z");
    static final Instant WEDNESDAY = Instant.parse("2026-11-25T12:00:00Z");

    private Findings() {}

    static Finding finding(String id, Instant observedAt) {
        return finding(SCOPE, id, Severity.HIGH, "web", "HttpTokens is optional", observedAt);
    }

    static Finding finding(
            Scope scope,
            String id,
            Severity severity,
            @Nullable String workload,
            String actual,
            Instant observedAt) {
        return new Finding(
                scope,
                new ResourceRef(ResourceType.INSTANCE, id, scope.arn("ec2", "instance/" + id)),
                new Rule("imdsv2-required", ChecklistRow.CONFIGURE, severity),
                workload,
                Message.literal("Instance metadata needs a session token"),
                new Finding.Answer(
                        Status.NOT_READY,
                        "HttpTokens is required",
                        actual,
                        List.of("MetadataOptions.HttpTokens = optional")),
                new Instructions(
                        "aws ec2 modify-instance-metadata-options --instance-id " + id, List.of()),
                observedAt);
    }

    static Finding ofWorkload(String name, Instant observedAt) {
        return new Finding(
                SCOPE,
                new ResourceRef(ResourceType.WORKLOAD, name, null),
                new Rule("owner-tagged", ChecklistRow.DOCUMENTATION, Severity.LOW),
                name,
                Message.literal("The workload has an owner"),
                new Finding.Answer(Status.UNKNOWN, "", "", List.of()),
                Instructions.NONE,
                observedAt);
    }

    static StoredFinding open(Finding finding, Instant firstSeen) {
        return new StoredFinding(finding, firstSeen, finding.observedAt(), null, null);
    }

    static FindingChange opened(Finding finding) {
        return new Opened(finding);
    }

    static FindingChange resolved(Finding before, Instant at) {
        return new FindingChange.Resolved(open(before, before.observedAt()), Resolution.READY, at);
    }
}
