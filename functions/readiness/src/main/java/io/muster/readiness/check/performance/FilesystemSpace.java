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
import java.util.Map;

/**
 * A full disk stops databases, log-ins and updates alike, and EBS itself never tells: only the
 * guest knows what of a volume is used.
 */
public final class FilesystemSpace extends Check.OfGuest {

    public FilesystemSpace() {
        super(
                new Rule("filesystem-space", PERFORMANCE, HIGH),
                "Every file system has room left",
                limits ->
                        "every file system under %d %% full"
                                .formatted(limits.get(Setting.FILESYSTEM_MAXIMUM_PERCENT)),
                """
                # Look in the guest at what can go, in the shell that this opens.
                aws ssm start-session --region {region} --target {id}

                # In that shell, for each full file system:
                #   sudo du -xh --max-depth=2 --threshold=1G {mountPoint}

                # Or make its volume larger, and then the partition and the file system in the guest:
                #   aws ec2 modify-volume --region {region} --volume-id {volume} --size GIB
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/recognize-expanded-volume-linux.html");
    }

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
        return EachFileSystem.of(
                guest,
                expected(thresholds),
                "every file system is under %d %% full".formatted(limit),
                (one, found) -> judge(guest.facts().storage(), one, limit, found));
    }

    private static void judge(Storage storage, FileSystem one, int limit, VerdictBuilder found) {
        Integer percent = LocalFileSystems.usedPercent(one);
        if (percent == null) {
            found.unknown("how full %s is".formatted(LocalFileSystems.inWords(one)));
        } else if (percent >= limit) {
            object(found, storage, one, Quantity.shareAtLeast(percent, limit).english());
        }
    }

    private static void object(
            VerdictBuilder found, Storage storage, FileSystem full, String share) {
        String what = "%s is %s full".formatted(LocalFileSystems.inWords(full), share);
        found.notReady(what, Map.of("mountPoint", full.mountPoint()));
        storage.diskOf(full)
                .map(BlockDevice::volumeId)
                .ifPresent(volume -> found.notReady(what, Map.of("volume", volume)));
    }
}
