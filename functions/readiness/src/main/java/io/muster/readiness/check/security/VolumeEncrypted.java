package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.text.Message;

/**
 * Encryption at rest is the line that still holds when a volume or its snapshot is shared by
 * mistake: without the key it cannot be read. It costs neither money nor speed.
 */
public final class VolumeEncrypted extends Check.OfVolume {

    public VolumeEncrypted() {
        super(
                new Rule("volume-encrypted", SECURITY, MEDIUM),
                """
                # {#copy}
                aws ec2 enable-ebs-encryption-by-default --region {region}
                snapshot=$(aws ec2 create-snapshot --region {region} --volume-id {id} --query SnapshotId --output text)
                aws ec2 wait snapshot-completed --region {region} --snapshot-ids "$snapshot"
                aws ec2 copy-snapshot --region {region} --source-region {region} --source-snapshot-id "$snapshot" --encrypted
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html");
    }

    private static final Message EXPECTED = Message.of("volume-encrypted.expected");

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        Boolean encrypted = volume.specification().encrypted();
        if (encrypted == null) {
            return Verdict.unknown(EXPECTED, Message.of("volume-encrypted.not-reported"));
        }
        return encrypted
                ? Verdict.ready(EXPECTED, Message.of("volume-encrypted.encrypted"))
                : Verdict.notReady(EXPECTED, Message.of("volume-encrypted.not-encrypted"));
    }
}
