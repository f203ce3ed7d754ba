package io.muster.readiness.check.backupandrestore;

import static io.muster.readiness.checklist.ChecklistRow.BACKUP_AND_RESTORE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

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
        reads(Source.SNAPSHOTS);
    }

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        Duration limit = thresholds.get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS);
        String expected = "a completed snapshot younger than %d days".formatted(limit.toDays());
        return Verdict.of(
                expected,
                fleet.newestSnapshotOf(volume),
                newest ->
                        judge(newest, expected, fleet.observedAt().minus(limit))
                                .withLines(evidence(volume, fleet)),
                () ->
                        judgeWithout(volume, expected, limit, fleet.observedAt())
                                .withLines(evidence(volume, fleet)));
    }

    private static Verdict judge(Snapshot newest, String expected, Instant oldest) {
        Instant startedAt = newest.startedAt();
        if (startedAt == null) {
            return Verdict.unknown(
                    expected, "EC2 does not report when %s was taken".formatted(newest.id()));
        }
        String actual = "the newest, %s, was taken on %s".formatted(newest.id(), day(startedAt));
        return startedAt.isAfter(oldest)
                ? Verdict.ready(expected, actual)
                : Verdict.notReady(expected, actual);
    }

    /** Before the first snapshot is due, it cannot be seen whether one will be taken. */
    private static Verdict judgeWithout(
            Volume volume, String expected, Duration limit, Instant now) {
        Instant createdAt = volume.createdAt();
        if (createdAt != null && createdAt.plus(limit).isAfter(now)) {
            return Verdict.unknown(
                    expected,
                    "no completed snapshot yet; the volume was created on %s, and its first is due by %s"
                            .formatted(day(createdAt), day(createdAt.plus(limit))));
        }
        return Verdict.notReady(expected, "no completed snapshot in this account and region");
    }

    private static List<String> evidence(Volume volume, Fleet fleet) {
        return fleet.newestUnfinishedSnapshotOf(volume)
                .map(unfinished -> unfinished.map(VolumeRecentSnapshot::inWords).stream().toList())
                .orElseGet(missing -> List.of(missing.detail()));
    }

    private static String inWords(Snapshot unfinished) {
        return "not completed: %s is in state %s".formatted(unfinished.id(), unfinished.state());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
