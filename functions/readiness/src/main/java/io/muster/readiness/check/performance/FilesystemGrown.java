package io.muster.readiness.check.performance;

import static io.muster.readiness.checklist.ChecklistRow.PERFORMANCE;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.check.VerdictBuilder;
import io.muster.readiness.checklist.Quantity;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.FileSystem;
import io.muster.readiness.guest.GuestFacts.Storage;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.storage.LocalFileSystems;
import io.muster.readiness.text.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A volume that was made larger is paid from that hour, but the guest uses none of the new room
 * until the partition and the file system are grown too.
 */
public final class FilesystemGrown extends Check.OfGuest {

    public FilesystemGrown() {
        super(
                new Rule("filesystem-grown", PERFORMANCE, MEDIUM),
                limits -> EXPECTED,
                """
                # {#session}
                aws ssm start-session --region {region} --target {id}

                # {#partition}
                #   sudo growpart {disk} {partition}

                # {#lvm}
                #   sudo pvresize {physicalVolume}
                #   sudo lvextend --resizefs --extents +100%FREE {logicalVolume}

                # {#ext}
                #   sudo resize2fs {extDevice}

                # {#xfs}
                #   sudo xfs_growfs {xfsMountPoint}

                # {#btrfs}
                #   sudo btrfs filesystem resize max {btrfsMountPoint}

                # {#other}
                #   df -hT {otherMountPoint}
                """,
                "https://docs.aws.amazon.com/ebs/latest/userguide/recognize-expanded-volume-linux.html");
        reads(Source.VOLUMES);
    }

    private static final Message EXPECTED = Message.of("filesystem-grown.expected");

    private static final long GIBIBYTE = 1L << 30;

    /** Partitions lose a few MiB to alignment, and no more. */
    private static final int MIN_PERCENT_OF_DISK = 2;

    /** File systems keep up to some per cent for their own books, which df does not count. */
    private static final int MIN_PERCENT_OF_DEVICE = 10;

    /** What an inode takes unless mkfs was told otherwise; few were, and to take more. */
    private static final long INODE_BYTES = 256;

    private static final Pattern PARTITION = Pattern.compile("\\D(\\d{1,3})$");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        Storage storage = guest.facts().storage();
        return Verdict.of(
                EXPECTED,
                storage.blockDevices(),
                storage.fileSystems(),
                (devices, fileSystems) -> judge(guest, devices, fileSystems));
    }

    private static Verdict judge(
            Guest guest, Listing<BlockDevice> devices, Listing<FileSystem> fileSystems) {
        VerdictBuilder found = new VerdictBuilder();
        found.unknownGaps(devices, Message.of("performance.block-devices"));
        found.unknownGaps(fileSystems, Message.of("performance.file-systems"));
        boolean any = false;
        for (BlockDevice disk : devices) {
            if (disk.disk()) {
                any = true;
                Walk walk = new Walk(disk, devices, fileSystems, found);
                walk.down();
                volume(guest, disk, found);
            }
        }
        if (!any) {
            found.unknown(Message.of("filesystem-grown.no-disk"));
        }
        return found.verdict(EXPECTED, Message.of("filesystem-grown.full-size"));
    }

    /** What EC2 says of the volume, which the guest may not have noticed yet. */
    private static void volume(Guest guest, BlockDevice disk, VerdictBuilder found) {
        String id = disk.volumeId();
        Long seen = disk.sizeBytes();
        if (id == null || seen == null) {
            return;
        }
        guest.fleet()
                .volume(id)
                .orElse(Optional.empty())
                .map(volume -> volume.sizeGib() * GIBIBYTE)
                .filter(size -> size - seen >= GIBIBYTE)
                .map(Quantity::size)
                .ifPresent(
                        size ->
                                found.notReady(
                                        Message.of("filesystem-grown.reboot-needed")
                                                .with("volume", id)
                                                .with("size", size)
                                                .with("seen", Quantity.size(seen))
                                                .with("device", "/dev/" + disk.name())));
    }

    /** One disk, from the outside to the inside. */
    private record Walk(
            BlockDevice disk,
            Listing<BlockDevice> devices,
            Listing<FileSystem> fileSystems,
            VerdictBuilder found) {

        void down() {
            List<BlockDevice> partitions =
                    disk.children().stream().filter(child -> "part".equals(child.kind())).toList();
            if (!partitions.isEmpty()) {
                partitions(partitions);
            }
            disk.tree().forEach(this::device);
        }

        private void partitions(List<BlockDevice> partitions) {
            Long size = disk.sizeBytes();
            long taken = 0;
            for (BlockDevice partition : partitions) {
                Long bytes = partition.sizeBytes();
                if (size == null || bytes == null) {
                    found.unknown(
                            Message.of("filesystem-grown.sizes-not-reported")
                                    .with("disk", "/dev/" + disk.name()));
                    return;
                }
                taken += bytes;
            }
            if (size == null || !gap(size, taken, MIN_PERCENT_OF_DISK)) {
                return;
            }
            BlockDevice last = lastOf(partitions);
            List<Map<String, String>> steps = new ArrayList<>();
            Matcher number = PARTITION.matcher(last.name());
            if (number.find()) {
                steps.add(Map.of("disk", "/dev/" + disk.name(), "partition", number.group(1)));
            }
            last.tree().forEach(inner -> steps.addAll(growing(inner)));
            object(
                    Message.of("filesystem-grown.partition-small")
                            .with("disk", ofVolume(disk))
                            .with("size", Quantity.size(size))
                            .with("used", Quantity.size(taken)),
                    steps);
        }

        /**
         * Only the last partition can grow. Of a system disk that is the one with the most in it.
         */
        private static BlockDevice lastOf(List<BlockDevice> partitions) {
            return partitions.stream()
                    .max(Comparator.comparingLong(Walk::sizeOf).thenComparing(BlockDevice::name))
                    .orElseThrow();
        }

        private static long sizeOf(BlockDevice device) {
            Long size = device.sizeBytes();
            return size == null ? 0 : size;
        }

        private void device(BlockDevice device) {
            Long size = device.sizeBytes();
            if (size == null) {
                return;
            }
            if ("LVM2_member".equals(device.fileSystem())) {
                physicalVolume(device, size);
            } else {
                mounted(device).ifPresent(on -> fileSystem(on, device, size));
            }
        }

        private void fileSystem(FileSystem on, BlockDevice device, long size) {
            Long bytes = on.space().sizeBytes();
            if (bytes != null
                    && !on.unwritable()
                    && !oneOfSeveral(device)
                    && gap(size, bytes + inodeTables(on), MIN_PERCENT_OF_DEVICE)) {
                object(
                        Message.of("filesystem-grown.file-system-small")
                                .with("fileSystem", LocalFileSystems.named(on))
                                .with("used", Quantity.size(bytes))
                                .with("size", Quantity.size(size))
                                .with("device", ofVolume(device)),
                        growing(device));
            }
        }

        /**
         * What df does not count of an ext file system: the room for all inodes that it can have.
         */
        private static long inodeTables(FileSystem on) {
            FileSystem.Inodes inodes = on.inodes();
            String type = on.type();
            boolean ext = type != null && type.startsWith("ext");
            return ext && inodes != null ? Math.max(0, inodes.total()) * INODE_BYTES : 0;
        }

        /** Whether other devices hold parts of the same file system, as of btrfs. */
        private boolean oneOfSeveral(BlockDevice device) {
            String uuid = device.content().uuid();
            return uuid != null
                    && devices.stream()
                            .flatMap(BlockDevice::tree)
                            .anyMatch(
                                    other ->
                                            uuid.equals(other.content().uuid())
                                                    && !other.name().equals(device.name()));
        }

        /** LVM over several disks repeats its volumes under each, and so shows no gap here. */
        private void physicalVolume(BlockDevice device, long size) {
            long taken = device.children().stream().mapToLong(Walk::sizeOf).sum();
            if (device.children().isEmpty() || !gap(size, taken, MIN_PERCENT_OF_DEVICE)) {
                return;
            }
            object(
                    Message.of("filesystem-grown.logical-volumes-small")
                            .with("device", ofVolume(device))
                            .with("size", Quantity.size(size))
                            .with("used", Quantity.size(taken)),
                    growing(device));
        }

        private void object(Message what, List<Map<String, String>> steps) {
            if (steps.isEmpty()) {
                found.notReady(what);
            }
            steps.forEach(step -> found.notReady(what, step));
        }

        private List<Map<String, String>> growing(BlockDevice device) {
            if ("LVM2_member".equals(device.fileSystem())) {
                String physical = "/dev/" + device.name();
                return device.children().stream()
                        .filter(BlockDevice::inUse)
                        // The parts of a thin pool grow as the pool does.
                        .filter(child -> !child.ofThinPool())
                        .map(child -> "/dev/mapper/" + child.name())
                        .map(volume -> Map.of("physicalVolume", physical, "logicalVolume", volume))
                        .toList();
            }
            if ("lvm".equals(device.kind())) {
                return List.of();
            }
            return mounted(device).map(on -> List.of(growing(on))).orElse(List.of());
        }

        private static Map<String, String> growing(FileSystem on) {
            String type = on.type();
            return switch (type == null ? "" : type) {
                case "ext2", "ext3", "ext4" -> Map.of("extDevice", on.device());
                case "xfs" -> Map.of("xfsMountPoint", on.mountPoint());
                case "btrfs" -> Map.of("btrfsMountPoint", on.mountPoint());
                default -> Map.of("otherMountPoint", on.mountPoint());
            };
        }

        private Optional<FileSystem> mounted(BlockDevice device) {
            return fileSystems.stream()
                    .filter(
                            one ->
                                    device.isAt(one.device())
                                            || (one.onDisk()
                                                    && device.mountPoints()
                                                            .contains(one.mountPoint())))
                    .findFirst();
        }

        /** {@code /dev/nvme0n1p1 (vol-0b)}. */
        private String ofVolume(BlockDevice device) {
            String id = disk.volumeId();
            String path = "/dev/" + device.name();
            return id == null ? path : "%s (%s)".formatted(path, id);
        }

        private static boolean gap(long whole, long taken, int percent) {
            long rest = whole - taken;
            return rest >= GIBIBYTE && rest >= whole / 100 * percent;
        }
    }
}
