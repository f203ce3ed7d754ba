package io.muster.readiness.guest;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A mounted file system.
 *
 * @param device such as {@code /dev/nvme0n1p1}, {@code tmpfs}, {@code 10.0.0.5:/export}
 * @param type such as {@code ext4}; null where df could not tell
 * @param inodes null where nothing told
 * @param readOnly null where nothing told
 */
public record FileSystem(
        String device,
        @Nullable String type,
        String mountPoint,
        Space space,
        @Nullable Inodes inodes,
        @Nullable Boolean readOnly) {

    /** Kinds that hold no data of their own on a disk of the instance. */
    private static final Set<String> IN_MEMORY =
            Set.of("tmpfs", "devtmpfs", "ramfs", "efivarfs", "proc", "sysfs", "devpts");

    private static final Set<String> IMAGES = Set.of("squashfs", "iso9660", "erofs", "cramfs");

    private static final Set<String> NETWORK =
            Set.of("nfs", "nfs4", "cifs", "smb3", "fuse.s3fs", "fuse.mount-s3", "lustre", "ceph");

    /**
     * Its blocks. Where df rounded (human sizes), so are the bytes; null where it prints {@code -}.
     *
     * @param availableBytes to an ordinary user: less than size minus used where blocks are
     *     reserved
     * @param usedPercent as df counts it, rounded up: used of used plus available
     */
    public record Space(
            @Nullable Long sizeBytes,
            @Nullable Long usedBytes,
            @Nullable Long availableBytes,
            @Nullable Integer usedPercent) {}

    /**
     * Inodes, of which some kinds (btrfs, vfat, NFS servers) have no fixed number and print zero.
     */
    public record Inodes(long total, long used, long free) {

        /** The share in use, rounded up as df does; null where their number is not fixed. */
        public @Nullable Integer usedPercent() {
            return total <= 0 ? null : Percent.up(used, total);
        }
    }

    /**
     * Whether it is a file system on local block devices that may fill up. Those of ZFS have names
     * of their own, with a sign in those of snapshots, which are full by nature.
     */
    public boolean onDisk() {
        String kind = type;
        if ("zfs".equals(kind)) {
            return device.indexOf('@') < 0;
        }
        return device.startsWith("/dev/")
                && (kind == null || !(IN_MEMORY.contains(kind) || IMAGES.contains(kind)));
    }

    /** Whether it is known that nothing can be written to it, so that it cannot fill up. */
    public boolean unwritable() {
        return Boolean.TRUE.equals(readOnly);
    }

    public boolean onNetwork() {
        String kind = type;
        return kind != null && NETWORK.contains(kind);
    }

    public FileSystem withInodes(@Nullable Inodes counted) {
        return new FileSystem(device, type, mountPoint, space, counted, readOnly);
    }

    /**
     * What the kernel's mount table adds: the type where df could not tell, and read-only.
     *
     * @param anywhere whether it is writable at another place
     */
    public FileSystem withMount(Mount mount, boolean anywhere) {
        return new FileSystem(
                device,
                type == null ? mount.type() : type,
                mountPoint,
                space,
                inodes,
                mount.readOnly() && !anywhere);
    }
}
