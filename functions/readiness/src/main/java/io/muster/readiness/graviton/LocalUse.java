package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.InstanceType.LocalDisks;
import io.muster.readiness.guest.BlockDevice;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.Listing;
import java.util.Optional;

/** How much of its type's local disk a guest uses. */
final class LocalUse {

    private static final double BYTES_PER_GB = 1e9;

    /** Of what the type has, so much at least must be seen: AWS rounds the sizes that it names. */
    private static final double SEEN_AT_LEAST = 0.95;

    private LocalUse() {}

    /**
     * The size of the local disks that hold anything mounted, GB.
     *
     * @return empty where the guest does not show all of its local disks, so that one which is
     *     mounted might be among those that were not seen
     */
    static Optional<Long> ofGb(GuestFacts guest, LocalDisks has) {
        if (!(guest.storage().blockDevices() instanceof Known<Listing<BlockDevice>> known)
                || !known.value().complete()) {
            return Optional.empty();
        }
        double seen = 0;
        double used = 0;
        for (BlockDevice disk : known.value()) {
            if (!disk.disk() || !local(disk)) {
                continue;
            }
            if (disk.sizeBytes() == null) {
                return Optional.empty();
            }
            seen += disk.sizeBytes() / BYTES_PER_GB;
            used += inUse(disk) ? disk.sizeBytes() / BYTES_PER_GB : 0;
        }
        return seen >= has.totalGb() * SEEN_AT_LEAST
                ? Optional.of(Math.round(used))
                : Optional.empty();
    }

    /** What ZFS mounts, lsblk does not show. */
    private static boolean inUse(BlockDevice disk) {
        return disk.inUse()
                || disk.tree().anyMatch(device -> "zfs_member".equals(device.fileSystem()));
    }

    /** Only NVMe disks introduce themselves; on Xen no disk is known to be local. */
    private static boolean local(BlockDevice disk) {
        String model = disk.model();
        return model != null && model.contains("Instance Storage");
    }
}
