package io.muster.readiness.guest;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block device of the guest with what lies on it: partitions, LVM volumes, RAIDs, encryption.
 *
 * @param name as the kernel or the device mapper names it: {@code nvme0n1p1}, {@code vg0-data}
 * @param kind lsblk's word: {@code disk}, {@code part}, {@code lvm}, {@code crypt}, {@code raid0},
 *     {@code loop}, {@code rom}; null where nothing told
 * @param sizeBytes null where nothing told
 * @param volumeId of the EBS volume behind a disk; null for instance store and where nothing told
 * @param children what lies on it
 */
public record BlockDevice(
        String name,
        @Nullable String kind,
        @Nullable Long sizeBytes,
        Content content,
        @Nullable Boolean readOnly,
        @Nullable String model,
        @Nullable String volumeId,
        List<BlockDevice> children) {

    public BlockDevice {
        children = List.copyOf(children);
    }

    /**
     * What is written on the device itself, and where that is mounted.
     *
     * @param fileSystem such as {@code xfs}, {@code LVM2_member}, {@code swap}; null for none or
     *     where lsblk could not read it (it needs root or udev)
     * @param mountPoints {@code [SWAP]} counts as one
     */
    public record Content(
            @Nullable String fileSystem,
            @Nullable String label,
            @Nullable String uuid,
            List<String> mountPoints) {

        public static final Content UNKNOWN = new Content(null, null, null, List.of());

        public Content {
            mountPoints = List.copyOf(mountPoints);
        }
    }

    public @Nullable String fileSystem() {
        return content.fileSystem();
    }

    public List<String> mountPoints() {
        return content.mountPoints();
    }

    /** The device and everything on it, outermost first. */
    public Stream<BlockDevice> tree() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(BlockDevice::tree));
    }

    /** Whether it, or anything on it, is mounted or swapped to. */
    public boolean inUse() {
        return tree().anyMatch(device -> !device.mountPoints().isEmpty());
    }

    public boolean disk() {
        return "disk".equals(kind);
    }

    /** Whether LVM lies on it, so that its file systems grow by {@code lvextend} first. */
    public boolean carriesLvm() {
        return tree().anyMatch(
                        device ->
                                "lvm".equals(device.kind())
                                        || "LVM2_member".equals(device.fileSystem()));
    }

    public BlockDevice withVolumeId(@Nullable String id) {
        return new BlockDevice(name, kind, sizeBytes, content, readOnly, model, id, children);
    }

    public BlockDevice withChildren(List<BlockDevice> on) {
        return new BlockDevice(name, kind, sizeBytes, content, readOnly, model, volumeId, on);
    }
}
