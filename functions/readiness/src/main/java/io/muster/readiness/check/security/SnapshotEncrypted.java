package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fleet.Fleet;

/**
 * A snapshot is a whole disk that one call shares with another account or with the world; an
 * encrypted one stays unreadable there without the key.
 */
public final class SnapshotEncrypted extends Check.OfSnapshot {

    public SnapshotEncrypted() {
        super(
                new Rule("snapshot-encrypted", SECURITY, MEDIUM),
                "The snapshot is encrypted",
                """
                # A snapshot cannot be encrypted in place: copy it, see that the copy is complete, and delete
                # the original then. Encrypt its volume too, or the next snapshot is in the clear again.
                aws ec2 copy-snapshot --region {region} --source-region {region} --source-snapshot-id {id} --encrypted --description copy-of-{id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-copy-snapshot.html");
    }

    private static final String EXPECTED = "encrypted";

    @Override
    public Verdict judge(Snapshot snapshot, Fleet fleet, Thresholds thresholds) {
        Boolean encrypted = snapshot.encrypted();
        if (encrypted == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report whether it is encrypted");
        }
        return encrypted
                ? Verdict.ready(EXPECTED, "encrypted")
                : Verdict.notReady(EXPECTED, "not encrypted");
    }
}
