package io.muster.readiness.check.backupandrestore;

import static io.muster.readiness.checklist.ChecklistRow.BACKUP_AND_RESTORE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.time.Duration;
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
 * deleted to save money. One that EC2 deletes with its instance, when an Auto Scaling group
 * replaces that, keeps no data: the group makes another of its image.
 */
public final class VolumeRecentSnapshot extends Check.OfVolume {

    public VolumeRecentSnapshot() {
        super(
                new Rule("volume-recent-snapshot", BACKUP_AND_RESTORE, HIGH),
                """
                # {#create}
                aws ec2 create-snapshot --region {region} --volume-id {id} --description muster-{id}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-snapshots.html");
        reads(Source.SNAPSHOTS, Source.INSTANCES, Source.AUTO_SCALING_GROUPS);
    }

    @Override
    public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
        Verdict verdict = judgeSnapshots(volume, fleet, thresholds);
        return verdict.status() == Status.NOT_READY
                ? Verdict.of(
                        verdict.says().expected(),
                        replacedBy(volume, fleet),
                        group ->
                                Verdict.notApplicable(
                                        Message.of("volume-recent-snapshot.replaced")
                                                .with("group", group.name())),
                        () -> verdict)
                : verdict;
    }

    /** The group that deletes the volume with its instance and makes a new one. */
    private static Fact<Optional<AutoScalingGroup>> replacedBy(Volume volume, Fleet fleet) {
        if (volume.attachments().size() != 1) {
            return Fact.known(Optional.empty());
        }
        return fleet.instance(volume.attachments().getFirst().instanceId())
                .flatMap(
                        found ->
                                found.filter(instance -> deletes(instance, volume))
                                        .map(fleet::groupOf)
                                        .orElseGet(() -> Fact.known(Optional.empty())));
    }

    private static boolean deletes(Instance instance, Volume volume) {
        return instance.storage().blockDevices().stream()
                .anyMatch(
                        device ->
                                device.volumeId().equals(volume.id())
                                        && Boolean.TRUE.equals(device.deleteOnTermination()));
    }

    private static Verdict judgeSnapshots(Volume volume, Fleet fleet, Thresholds thresholds) {
        Duration limit = thresholds.get(Setting.SNAPSHOT_MAXIMUM_AGE_DAYS);
        Message expected =
                Message.of("volume-recent-snapshot.expected").with("days", limit.toDays());
        return Verdict.of(
                expected,
                fleet.newestSnapshotOf(volume),
                newest ->
                        judge(newest, expected, fleet.observedAt().minus(limit))
                                .withEvidence(evidence(volume, fleet)),
                () ->
                        judgeWithout(volume, expected, limit, fleet.observedAt())
                                .withEvidence(evidence(volume, fleet)));
    }

    private static Verdict judge(Snapshot newest, Message expected, Instant oldest) {
        Instant startedAt = newest.startedAt();
        if (startedAt == null) {
            return Verdict.unknown(
                    expected,
                    Message.of("volume-recent-snapshot.time-not-reported")
                            .with("snapshot", newest.id()));
        }
        boolean recent = startedAt.isAfter(oldest);
        Message actual =
                Message.of(recent ? "volume-recent-snapshot.recent" : "volume-recent-snapshot.old")
                        .with("snapshot", newest.id())
                        .with("date", day(startedAt));
        return recent ? Verdict.ready(expected, actual) : Verdict.notReady(expected, actual);
    }

    /** Before the first snapshot is due, it cannot be seen whether one will be taken. */
    private static Verdict judgeWithout(
            Volume volume, Message expected, Duration limit, Instant now) {
        Instant createdAt = volume.createdAt();
        if (createdAt != null && createdAt.plus(limit).isAfter(now)) {
            return Verdict.unknown(
                    expected,
                    Message.of("volume-recent-snapshot.not-due")
                            .with("created", day(createdAt))
                            .with("due", day(createdAt.plus(limit))));
        }
        return Verdict.notReady(expected, Message.of("volume-recent-snapshot.none"));
    }

    private static List<Message> evidence(Volume volume, Fleet fleet) {
        return fleet.newestUnfinishedSnapshotOf(volume)
                .map(
                        unfinished ->
                                unfinished.map(VolumeRecentSnapshot::described).stream().toList())
                .orElseGet(missing -> List.of(missing.detail()));
    }

    private static Message described(Snapshot unfinished) {
        return Message.of("volume-recent-snapshot.unfinished")
                .with("snapshot", unfinished.id())
                .with("state", unfinished.state());
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }
}
