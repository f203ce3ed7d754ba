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
 * @param fileSystem written on the device itself, such as {@code xfs}, {@code LVM2_member}, {@code
 *     swap}; null for none or where lsblk could not read it (it needs root or udev)
 * @param mountPoints of the device itself; {@code [SWAP]} counts as one
 * @param volumeId of the EBS volume behind a disk; null for instance store and where nothing told
 * @param children what lies on it
 */
public record BlockDevice(
        String name,
        @Nullable String kind,
        @Nullable Long sizeBytes,
        @Nullable String fileSystem,
        List<String> mountPoints,
        @Nullable String model,
        @Nullable String volumeId,
        List<BlockDevice> children) {

    public BlockDevice {
        mountPoints = List.copyOf(mountPoints);
        children = List.copyOf(children);
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

    public BlockDevice withVolumeId(@Nullable String id) {
        return new BlockDevice(name, kind, sizeBytes, fileSystem, mountPoints, model, id, children);
    }

    public BlockDevice withChildren(List<BlockDevice> on) {
        return new BlockDevice(name, kind, sizeBytes, fileSystem, mountPoints, model, volumeId, on);
    }
}
