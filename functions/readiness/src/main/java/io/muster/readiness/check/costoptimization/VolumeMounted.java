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
import java.util.List;
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

                # {#array}
                #   cat /proc/mdstat
                #   sudo mdadm --detail /dev/{array}

                # {#detach}
                #   aws ec2 create-snapshot --region {region} --volume-id {volume}
                #   aws ec2 detach-volume --region {region} --volume-id {volume}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/ebs-using-volumes.html");
    }

    private static final Message EXPECTED = Message.of("volume-mounted.expected");

    /** Kinds of content that programs use without mounting it: databases' own disks, ZFS, Ceph. */
    private static final Set<String> USED_UNMOUNTED =
            Set.of(
                    "zfs_member",
                    "oracleasm",
                    "ceph_bluestore",
                    "drbd",
                    "bcache",
                    "mpath_member",
                    "VMFS_volume");

    /** What belongs to a mounted file system of another device, by the types of that. */
    private static final Map<String, Set<String>> PARTS =
            Map.of(
                    "jbd", Set.of("ext3", "ext4"),
                    "xfs_external_log", Set.of("xfs"),
                    "DM_verity_hash", Set.of("ext4", "squashfs", "erofs", "btrfs", "xfs"));

    /** A member of an array of md, whose UUID is the array's. */
    private static final String RAID = "linux_raid_member";

    /** Parts of something larger, which may be in use without them: never to be detached. */
    private static final Set<String> MEMBERS =
            Set.of("LVM2_member", RAID, "crypto_LUKS", "DM_snapshot_cow");

    /**
     * Where the kubelet mounts the nodes of devices that containers use as they are; which device
     * it is, no mount tells.
     */
    private static final String RAW_VOLUMES = "/kubernetes.io/csi/volumeDevices/";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Storage storage = guest.facts().storage();
        return Verdict.of(EXPECTED, storage.blockDevices(), storage.mounts(), VolumeMounted::judge);
    }

    private static Verdict judge(Listing<BlockDevice> devices, Listing<Mount> mounts) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(devices, Message.of("volume-mounted.block-devices"));
        found.unknownGaps(mounts, Message.of("volume-mounted.mounts"));
        Use use = Use.of(devices, mounts);
        boolean any = false;
        for (BlockDevice disk : devices) {
            lost(disk, devices, use)
                    .ifPresent(
                            array ->
                                    found.notReady(
                                            Message.of("volume-mounted.lost-member")
                                                    .with("disk", label(disk))
                                                    .with("array", array),
                                            Map.of("array", array)));
            if (!disk.disk() || instanceStore(disk) || withoutMedium(disk)) {
                continue;
            }
            any = true;
            if (!use.of(disk)) {
                object(disk, use, found);
            }
        }
        if (!any) {
            found.unknown(Message.of("volume-mounted.no-disk"));
        }
        return found.verdict(EXPECTED, Message.of("volume-mounted.in-use"));
    }

    /** The array in use of which the disk, or a part of it, is a member that the array lacks. */
    private static Optional<String> lost(BlockDevice disk, Listing<BlockDevice> devices, Use use) {
        List<String> alone =
                disk.tree()
                        .filter(one -> RAID.equals(one.fileSystem()) && one.children().isEmpty())
                        .map(one -> one.content().uuid())
                        .filter(Objects::nonNull)
                        .filter(use.uuids()::contains)
                        .toList();
        return devices.stream()
                .flatMap(BlockDevice::tree)
                .filter(one -> alone.contains(one.content().uuid()))
                .flatMap(one -> one.children().stream())
                .map(BlockDevice::name)
                .findFirst();
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

    /**
     * What is in use on the guest.
     *
     * @param paths of mounted devices
     * @param types of mounted file systems
     * @param uuids of the file systems of which a device is in use, and so all their devices
     * @param volumeGroups whether a logical volume is in use
     * @param rawVolumes whether a container of Kubernetes uses a device without a file system
     * @param contentsTold whether anything told what lies on the devices
     */
    private record Use(
            Set<String> paths,
            Set<String> types,
            Set<String> uuids,
            boolean volumeGroups,
            boolean rawVolumes,
            boolean contentsTold) {

        static Use of(Listing<BlockDevice> devices, Listing<Mount> mounts) {
            Set<String> paths =
                    mounts.stream()
                            .flatMap(mount -> mount.devices().stream())
                            .collect(Collectors.toSet());
            List<BlockDevice> all = devices.stream().flatMap(BlockDevice::tree).toList();
            Set<String> uuids =
                    all.stream()
                            .filter(device -> device.tree().anyMatch(on -> inUse(on, paths)))
                            .map(device -> device.content().uuid())
                            .filter(Objects::nonNull)
                            .collect(Collectors.toSet());
            return new Use(
                    paths,
                    mounts.stream().map(Mount::type).collect(Collectors.toSet()),
                    uuids,
                    all.stream().anyMatch(device -> "lvm".equals(device.kind()) && device.inUse()),
                    mounts.stream().anyMatch(mount -> mount.mountPoint().contains(RAW_VOLUMES)),
                    all.stream().anyMatch(device -> device.fileSystem() != null));
        }

        private static boolean inUse(BlockDevice device, Set<String> paths) {
            return !device.mountPoints().isEmpty() || paths.stream().anyMatch(device::isAt);
        }

        /** Whether anything of a disk is. */
        boolean of(BlockDevice disk) {
            return disk.tree().anyMatch(this::holds);
        }

        private boolean holds(BlockDevice device) {
            String content = device.fileSystem();
            String uuid = device.content().uuid();
            return inUse(device, paths)
                    || (uuid != null && uuids.contains(uuid))
                    || (content != null
                            && (USED_UNMOUNTED.contains(content)
                                    || PARTS.getOrDefault(content, Set.of()).stream()
                                            .anyMatch(types::contains)));
        }
    }

    private static void object(BlockDevice disk, Use use, VerdictBuilder found) {
        String volume = disk.volumeId();
        Optional<String> content =
                disk.tree().map(BlockDevice::fileSystem).filter(Objects::nonNull).findFirst();
        if (!use.contentsTold()) {
            found.unknown(
                    Message.of("volume-mounted.contents-not-reported").with("disk", label(disk)));
        } else if ((use.volumeGroups() && content.equals(Optional.of("LVM2_member")))
                || disk.tree().anyMatch(BlockDevice::ofThinPool)) {
            found.unknown(Message.of("volume-mounted.volume-group").with("disk", label(disk)));
        } else if (use.rawVolumes() && content.isEmpty()) {
            found.unknown(Message.of("volume-mounted.raw-volume").with("disk", label(disk)));
        } else {
            found.notReady(
                    content.map(
                                    held ->
                                            Message.of("volume-mounted.not-mounted")
                                                    .with("disk", label(disk))
                                                    .with("content", held))
                            .orElseGet(
                                    () ->
                                            Message.of("volume-mounted.no-file-system")
                                                    .with("disk", label(disk))),
                    volume == null || content.filter(MEMBERS::contains).isPresent()
                            ? Map.of()
                            : Map.of("volume", volume));
        }
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
