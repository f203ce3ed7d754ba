package io.muster.readiness.guest;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A block device of the guest with what lies on it: partitions, LVM volumes, RAIDs, encryption.
 *
 * @param name as the kernel or the device mapper names it: {@code nvme0n1p1}, {@code vg0-data}
 * @param kind lsblk's word: {@code disk}, {@code part}, {@code lvm}, {@code crypt}, {@code raid0},
 *     {@code loop}, {@code rom}; null where nothing told
 * @param sizeBytes null where nothing told
 * @param mountPoints of the device itself; {@code [SWAP]} counts as one
 * @param children what lies on it
 */
public record BlockDevice(
        String name,
        @Nullable String kind,
        @Nullable Long sizeBytes,
        Content content,
        List<String> mountPoints,
        Description description,
        List<BlockDevice> children) {

    /**
     * What is written on the device itself.
     *
     * @param fileSystem such as {@code xfs}, {@code LVM2_member}, {@code swap}; null for none or
     *     where lsblk could not read it (it needs root or udev)
     * @param uuid of the file system, which all devices that hold a part of it have in common; null
     *     where nothing told
     */
    public record Content(@Nullable String fileSystem, @Nullable String uuid) {}

    /**
     * What is told of the device itself.
     *
     * @param kernelName {@code dm-3}, where the name is another one; null where nothing told
     * @param readOnly whether the kernel lets nothing be written to it
     * @param volumeId of the EBS volume behind a disk; null for instance store and where nothing
     *     told
     */
    public record Description(
            @Nullable String kernelName,
            boolean readOnly,
            @Nullable String model,
            @Nullable String volumeId) {}

    /** How LVM names the parts of a thin pool. */
    private static final Pattern OF_THIN_POOL = Pattern.compile("_t(?:data|meta)$|-tpool$");

    public BlockDevice {
        mountPoints = List.copyOf(mountPoints);
        children = List.copyOf(children);
    }

    /** A device that can be written to, of whose file system no UUID is told. */
    public BlockDevice(
            String name,
            @Nullable String kind,
            @Nullable Long sizeBytes,
            @Nullable String fileSystem,
            List<String> mountPoints,
            @Nullable String model,
            @Nullable String volumeId,
            List<BlockDevice> children) {
        this(
                name,
                kind,
                sizeBytes,
                new Content(fileSystem, null),
                mountPoints,
                new Description(null, false, model, volumeId),
                children);
    }

    public @Nullable String fileSystem() {
        return content.fileSystem();
    }

    public @Nullable String model() {
        return description.model();
    }

    public @Nullable String volumeId() {
        return description.volumeId();
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

    /**
     * Whether it is a part of a thin pool of LVM. Its volumes may be in use without a mount that is
     * seen here, as those of Docker's devicemapper are.
     */
    public boolean ofThinPool() {
        return OF_THIN_POOL.matcher(name).find();
    }

    /** Whether a path such as {@code /dev/mapper/vg0-data} leads to it. */
    public boolean isAt(String path) {
        return path.equals("/dev/" + name)
                || path.equals("/dev/mapper/" + name)
                || path.equals("/dev/" + description.kernelName());
    }

    public BlockDevice withVolumeId(@Nullable String id) {
        return new BlockDevice(
                name,
                kind,
                sizeBytes,
                content,
                mountPoints,
                new Description(
                        description.kernelName(), description.readOnly(), description.model(), id),
                children);
    }

    public BlockDevice withChildren(List<BlockDevice> on) {
        return new BlockDevice(name, kind, sizeBytes, content, mountPoints, description, on);
    }
}
