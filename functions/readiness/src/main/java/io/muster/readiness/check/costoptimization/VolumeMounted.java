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
import io.muster.readiness.text.Message;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An attached volume looks used to EC2. When nothing in the guest mounts it, it is billed without
 * use; or it was to be mounted, and its data is missing: a mount that is not in /etc/fstab is gone
 * after the first reboot.
 */
public final class VolumeMounted extends Check.OfGuest {

    public VolumeMounted() {
        super(
                new Rule("volume-mounted", COST_OPTIMIZATION, MEDIUM),
                limits -> EXPECTED,
                """
                # {#mount}
                #   lsblk -f
                #   cat /etc/fstab
                aws ssm start-session --region {region} --target {id}

                # {#detach}
                #   aws ec2 create-snapshot --region {region} --volume-id {volume}
                #   aws ec2 detach-volume --region {region} --volume-id {volume}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-using-volumes.html");
    }

    private static final Message EXPECTED = Message.of("volume-mounted.expected");

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
        found.unknownGaps(devices, Message.of("volume-mounted.block-devices"));
        found.unknownGaps(mounts, Message.of("volume-mounted.mounts"));
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
            found.unknown(Message.of("volume-mounted.no-disk"));
        }
        return found.verdict(EXPECTED, Message.of("volume-mounted.in-use"));
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
        Message what =
                disk.tree()
                        .map(BlockDevice::fileSystem)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .map(
                                content ->
                                        Message.of("volume-mounted.not-mounted")
                                                .with("disk", label(disk))
                                                .with("content", content))
                        .orElseGet(
                                () ->
                                        Message.of("volume-mounted.no-file-system")
                                                .with("disk", label(disk)));
        found.notReady(what, volume == null ? Map.of() : Map.of("volume", volume));
    }

    /** Its device, volume and size: {@code /dev/nvme1n1 (vol-0a, 500 GiB)}. */
    private static String label(BlockDevice disk) {
        Long size = disk.sizeBytes();
        String details =
                Stream.of(
                                Optional.ofNullable(disk.volumeId()),
                                Optional.ofNullable(size).map(Quantity::size))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", "));
        return "/dev/" + disk.name() + (details.isEmpty() ? "" : " (" + details + ")");
    }
}
