package io.muster.readiness.check.backupandrestore;

import static io.muster.readiness.checklist.ChecklistRow.BACKUP_AND_RESTORE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What was written since the newest snapshot is what a lost volume loses. The recovery points that
 * AWS Backup makes of EC2 are snapshots too, and count.
 *
 * <p>A volume that nothing is attached to is judged like any other: it holds data, and may be
 * deleted to save money.
 */
public final class VolumeRecentSnapshot extends Check.OfVolume {

    public VolumeRecentSnapshot() {
        super(
                new Rule("volume-recent-snapshot", BACKUP_AND_RESTORE, HIGH),
                "The volume has a recent snapshot",
                """
                # A snapshot now. Put the volume under an AWS Backup plan or a Data Lifecycle Manager policy too,
                # or this comes back. If nothing on it must last, waive the finding and say so.
                aws ec2 create-snapshot --region {region} --volume-id {id} --description muster-{id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html");
    }

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        String expected =
                "a completed snapshot younger than %d days"
                        .formatted(thresholds.get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS).toDays());
        return switch (fleet.newestSnapshotOf(volume)) {
            case Missing<Optional<Snapshot>> missing -> Verdict.unknown(expected, missing);
            case Known<Optional<Snapshot>> newest ->
                    newest.value()
                            .map(snapshot -> judge(snapshot, expected, fleet, thresholds))
                            .orElseGet(() -> judgeWithout(volume, expected, fleet, thresholds))
                            .withEvidence(evidence(volume, fleet));
        };
    }

    private static Verdict judge(
            Snapshot newest, String expected, Fleet fleet, Thresholds thresholds) {
        Instant startedAt = newest.startedAt();
        if (startedAt == null) {
            return Verdict.unknown(
                    expected, "EC2 does not report when %s was taken".formatted(newest.id()));
        }
        String actual = "the newest, %s, was taken on %s".formatted(newest.id(), day(startedAt));
        boolean old =
                !startedAt
                        .plus(thresholds.get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS))
                        .isAfter(fleet.observedAt());
        return old ? Verdict.notReady(expected, actual) : Verdict.ready(expected, actual);
    }

    /** Before the first snapshot is due, it cannot be seen whether one will be taken. */
    private static Verdict judgeWithout(
            Volume volume, String expected, Fleet fleet, Thresholds thresholds) {
        Instant createdAt = volume.createdAt();
        if (createdAt != null
                && createdAt
                        .plus(thresholds.get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS))
                        .isAfter(fleet.observedAt())) {
            return Verdict.unknown(
                    expected,
                    "no completed snapshot yet; the volume was created on %s, and its first is due by %s"
                            .formatted(
                                    day(createdAt),
                                    day(
                                            createdAt.plus(
                                                    thresholds.get(
                                                            Setting.SNAPSHOT_MAXIMUM_AGE_DAYS)))));
        }
        return Verdict.notReady(expected, "no completed snapshot in this account and region");
    }

    private static List<String> evidence(Volume volume, Fleet fleet) {
        return switch (fleet.newestUnfinishedSnapshotOf(volume)) {
            case Known<Optional<Snapshot>> unfinished ->
                    unfinished.value().stream()
                            .map(
                                    snapshot ->
                                            "not completed: %s is in state %s"
                                                    .formatted(snapshot.id(), snapshot.state()))
                            .toList();
            case Missing<Optional<Snapshot>> missing -> List.of(missing.detail());
        };
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
