package io.muster.readiness.check.costoptimization;

import static io.muster.readiness.checklist.ChecklistRow.COST_OPTIMIZATION;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Mount;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * An attached volume looks used to EC2. When nothing in the guest mounts it, it is paid for
 * nothing; or it was to be mounted, and its data is missing: a mount that was not written down is
 * gone with the first reboot.
 */
public final class VolumeMounted extends Check.OfGuest {

    public VolumeMounted() {
        super(
                new Rule("volume-mounted", COST_OPTIMIZATION, MEDIUM),
                "Every attached volume is in use in the guest",
                limits -> EXPECTED,
                """
                # See whether it was meant to be mounted, in the shell that this opens. If so, mount it and write it
                # down in /etc/fstab by its UUID, with the option nofail:
                #   lsblk -f
                #   cat /etc/fstab
                aws ssm start-session --region {region} --target {id}

                # If {volume} is not needed, keep a snapshot of it and detach it:
                #   aws ec2 create-snapshot --region {region} --volume-id {volume}
                #   aws ec2 detach-volume --region {region} --volume-id {volume}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-using-volumes.html");
    }

    private static final String EXPECTED = "every volume mounted, or used by what lies on it";

    /** Kinds of content that programs use without mounting it: databases' own disks, ZFS, Ceph. */
    private static final Set<String> USED_UNMOUNTED =
            Set.of("zfs_member", "oracleasm", "ceph_bluestore", "drbd", "bcache", "VMFS_volume");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Storage storage = guest.facts().storage();
        return Verdict.of(EXPECTED, storage.blockDevices(), storage.mounts(), VolumeMounted::judge);
    }

    private static Verdict judge(Listing<BlockDevice> devices, Listing<Mount> mounts) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(devices, "block devices");
        found.unknownGaps(mounts, "mounts");
        Set<String> mounted = new HashSet<>();
        mounts.forEach(mount -> mounted.add(mount.device()));
        boolean any = false;
        for (BlockDevice disk : devices) {
            if (!disk.disk() || instanceStore(disk) || withoutMedium(disk)) {
                continue;
            }
            any = true;
            if (!used(disk, mounted)) {
                object(disk, found);
            }
        }
        if (!any) {
            found.unknown("the guest names no disk");
        }
        return found.verdict(EXPECTED, "every disk of the guest is in use");
    }

    /** Comes with the instance type, costs nothing of its own, and may well stay empty. */
    private static boolean instanceStore(BlockDevice disk) {
        String model = disk.model();
        return model != null && model.contains("Instance Storage");
    }

    /** A place for a disk, not one: zram and nbd report no bytes before they are set up. */
    private static boolean withoutMedium(BlockDevice disk) {
        Long size = disk.sizeBytes();
        return size != null && size == 0;
    }

    private static boolean used(BlockDevice disk, Set<String> mounted) {
        return disk.inUse()
                || disk.tree()
                        .anyMatch(
                                device -> {
                                    String content = device.fileSystem();
                                    return mounted.contains("/dev/" + device.name())
                                            || mounted.contains("/dev/mapper/" + device.name())
                                            || (content != null
                                                    && USED_UNMOUNTED.contains(content));
                                });
    }

    private static void object(BlockDevice disk, VerdictBuilder found) {
        String volume = disk.volumeId();
        Long size = disk.sizeBytes();
        String content =
                disk.tree()
                        .map(BlockDevice::fileSystem)
                        .filter(kind -> kind != null)
                        .findFirst()
                        .map(kind -> "holds " + kind + ", which nothing mounts")
                        .orElse("holds no file system that the guest can tell");
        found.notReady(
                "%s (/dev/%s, %s) %s"
                        .formatted(
                                volume == null ? "a disk" : volume,
                                disk.name(),
                                size == null ? "unknown size" : Quantity.size(size),
                                content),
                volume == null ? Map.of() : Map.of("volume", volume));
    }
}
