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
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.FileSystem.Inodes;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.Set;

/**
 * A file system without a free inode takes no new file, however much space it has left: "No space
 * left on device" on a half-empty disk. Sessions, mail queues and caches make millions of files.
 */
public final class FilesystemInodes extends Check.OfGuest {

    public FilesystemInodes() {
        super(
                new Rule("filesystem-inodes", PERFORMANCE, HIGH),
                limits ->
                        Message.of("filesystem-inodes.expected")
                                .with("limit", limits.get(Setting.FILESYSTEM_MAXIMUM_PERCENT)),
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#count}
                #   sudo du -x --inodes --max-depth=3 --threshold=10000 {mountPoint}
                """,
                "https://www.kernel.org/doc/html/latest/filesystems/ext4/inodes.html");
    }

    /** Kinds that make inodes as they are needed, and print a changing or no number of them. */
    private static final Set<String> WITHOUT_LIMIT =
            Set.of("btrfs", "vfat", "exfat", "msdos", "zfs", "ntfs", "ntfs3", "bcachefs");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        int limit = thresholds.get(Setting.FILESYSTEM_MAXIMUM_PERCENT);
        return EachFileSystem.of(
                guest,
                expectation(thresholds),
                Message.of("filesystem-inodes.below").with("limit", limit),
                (one, found) -> judge(one, limit, found));
    }

    private static void judge(FileSystem one, int limit, VerdictBuilder found) {
        String type = one.type();
        Inodes inodes = one.inodes();
        if (type != null && WITHOUT_LIMIT.contains(type)) {
            return;
        }
        if (inodes == null) {
            found.unknown(
                    Message.of("filesystem-inodes.not-reported")
                            .with("fileSystem", LocalFileSystems.described(one)));
            return;
        }
        Integer percent = inodes.usedPercent();
        if (percent != null && percent >= limit) {
            found.notReady(
                    Message.of("filesystem-inodes.used-up")
                            .with("fileSystem", LocalFileSystems.described(one))
                            .with("share", Quantity.shareAtLeast(percent, limit)),
                    Map.of("mountPoint", one.mountPoint()));
        }
    }
}
