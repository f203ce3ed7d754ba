package io.muster.console.state;

import io.muster.readiness.fact.Volume;
import io.muster.readiness.guest.BlockDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An EBS volume of an instance.
 *
 * @param type such as {@code gp3}; null where only the guest tells of the volume
 * @param iops null where EC2 does not tell it, or as above
 * @param throughputMibps null as above
 */
public record AttachedVolume(
        String id,
        @Nullable String type,
        long sizeGib,
        @Nullable Integer iops,
        @Nullable Integer throughputMibps) {

    /** As EC2 tells it. */
    public static AttachedVolume of(Volume volume) {
        return new AttachedVolume(
                volume.id(),
                volume.type(),
                volume.sizeGib(),
                volume.specification().iops(),
                volume.specification().throughputMibps());
    }

    /** As the guest tells it; empty for a disk that is no EBS volume or has no size. */
    public static Optional<AttachedVolume> of(BlockDevice device) {
        String id = device.volumeId();
        Long bytes = device.sizeBytes();
        return id == null || bytes == null
                ? Optional.empty()
                : Optional.of(new AttachedVolume(id, null, bytes >> 30, null, null));
    }
}
