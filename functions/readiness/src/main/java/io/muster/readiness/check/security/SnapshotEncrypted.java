package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * A snapshot is a whole disk that one call shares with another account or with everyone; an
 * encrypted one stays unreadable there without the key.
 */
public final class SnapshotEncrypted extends Check.OfSnapshot {

    public SnapshotEncrypted() {
        super(
                new Rule("snapshot-encrypted", SECURITY, MEDIUM),
                """
                # {#copy}
                aws ec2 copy-snapshot --region {region} --source-region {region} --source-snapshot-id {id} --encrypted --description copy-of-{id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html");
    }

    private static final Message EXPECTED = Message.of("snapshot-encrypted.expected");

    @Override
    public Verdict judge(Snapshot snapshot, Fleet fleet, Thresholds thresholds) {
        Boolean encrypted = snapshot.encrypted();
        if (encrypted == null) {
            return Verdict.unknown(EXPECTED, Message.of("snapshot-encrypted.not-reported"));
        }
        return encrypted
                ? Verdict.ready(EXPECTED, Message.of("snapshot-encrypted.encrypted"))
                : Verdict.notReady(EXPECTED, Message.of("snapshot-encrypted.not-encrypted"));
    }
}
