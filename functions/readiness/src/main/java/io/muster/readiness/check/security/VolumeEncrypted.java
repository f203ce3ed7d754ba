package io.muster.readiness.check.security;

import static io.muster.readiness.checklist.ChecklistRow.SECURITY;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;

/**
 * Encryption at rest is the line that still holds when a volume or its snapshot is shared by
 * mistake: without the key it cannot be read. It costs neither money nor speed.
 */
public final class VolumeEncrypted extends Check.OfVolume {

    public VolumeEncrypted() {
        super(
                new Rule("volume-encrypted", SECURITY, MEDIUM),
                "The volume is encrypted",
                """
                # A volume cannot be encrypted in place: make an encrypted one from a snapshot, and put it in
                # its place while the host is stopped. The first line makes every new volume encrypted.
                aws ec2 enable-ebs-encryption-by-default --region {region}
                snapshot=$(aws ec2 create-snapshot --region {region} --volume-id {id} --query SnapshotId --output text)
                aws ec2 wait snapshot-completed --region {region} --snapshot-ids "$snapshot"
                aws ec2 copy-snapshot --region {region} --source-region {region} --source-snapshot-id "$snapshot" --encrypted
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html");
    }

    private static final String EXPECTED = "encrypted";

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        Boolean encrypted = volume.specification().encrypted();
        if (encrypted == null) {
            return Verdict.unknown(EXPECTED, "EC2 does not report whether it is encrypted");
        }
        return encrypted
                ? Verdict.ready(EXPECTED, "encrypted")
                : Verdict.notReady(EXPECTED, "not encrypted");
    }
}
