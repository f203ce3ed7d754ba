package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.HIGH;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.Map;

/**
 * A full disk stops databases, log-ins and updates alike, and EBS itself never tells: only the
 * guest knows what of a volume is used.
 */
public final class FilesystemSpace extends Check.OfGuest {

    public FilesystemSpace() {
        super(
                new Rule("filesystem-space", PERFORMANCE, HIGH),
                limits ->
                        Message.of("filesystem-space.expected")
                                .with("limit", limits.get(Setting.FILESYSTEM_MAXIMUM_PERCENT)),
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#directories}
                #   sudo du -xh --max-depth=2 --threshold=1G {mountPoint}

                # {#volume}
                #   aws ec2 modify-volume --region {region} --volume-id {volume} --size GIB
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/recognize-expanded-volume-linux.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
        return EachFileSystem.of(
                guest,
                expectation(thresholds),
                Message.of("filesystem-space.below").with("limit", limit),
                (one, found) -> judge(guest.facts().storage(), one, limit, found));
    }

    private static void judge(Storage storage, FileSystem one, int limit, VerdictBuilder found) {
        Integer percent = LocalFileSystems.usedPercent(one);
        if (percent == null) {
            found.unknown(
                    Message.of("filesystem-space.not-reported")
                            .with("fileSystem", LocalFileSystems.described(one)));
        } else if (percent >= limit) {
            object(found, storage, one, Quantity.shareAtLeast(percent, limit));
        }
    }

    private static void object(
            VerdictBuilder found, Storage storage, FileSystem full, Message share) {
        Message what =
                Message.of("filesystem-space.full")
                        .with("fileSystem", LocalFileSystems.described(full))
                        .with("share", share);
        found.notReady(what, Map.of("mountPoint", full.mountPoint()));
        storage.diskOf(full)
                .map(BlockDevice::volumeId)
                .ifPresent(volume -> found.notReady(what, Map.of("volume", volume)));
    }
}
