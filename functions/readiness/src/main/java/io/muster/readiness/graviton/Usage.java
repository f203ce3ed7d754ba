package io.muster.readiness.graviton;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.graviton.Shortfall.Quantity;
import io.muster.readiness.guest.GuestFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance uses of its type: some limits of a target bind only as far as they are used.
 *
 * @param networkInterfaces how many are attached
 * @param volumes how many EBS volumes are attached
 * @param fastest what its fastest volume is provisioned with; null where the volumes are not known,
 *     which counts as all that the type can give
 * @param localDiskGb how much local disk is mounted; null where the guest does not tell, which
 *     counts as all of it
 */
public record Usage(
        int networkInterfaces,
        int volumes,
        @Nullable FastestVolume fastest,
        @Nullable Long localDiskGb) {

    /** All of a type, with one interface and no volume. */
    public static final Usage WHOLE = new Usage(1, 0, null, null);

    /** MiB in a MB. */
    private static final double MIB = 1.048576;

    /**
     * The highest figures of any one volume.
     *
     * @param mbytesPerSecond MB/s
     */
    public record FastestVolume(int iops, double mbytesPerSecond) {

        static FastestVolume of(List<Volume> volumes) {
            int iops = 0;
            int mibps = 0;
            for (Volume volume : volumes) {
                Integer has = volume.specification().iops();
                Integer gets = volume.specification().throughputMibps();
                iops = Math.max(iops, has == null ? 0 : has);
                mibps = Math.max(mibps, gets == null ? 0 : gets);
            }
            return new FastestVolume(iops, mibps * MIB);
        }
    }

    /**
     * What an instance uses.
     *
     * @param volumes of the instance
     * @param guest which tells what of the local disks is mounted
     */
    public static Usage of(
            Instance instance,
            InstanceType type,
            Fact<List<Volume>> volumes,
            Fact<GuestFacts> guest) {
        boolean disks = type.localDisks().totalGb() > 0;
        return new Usage(
                instance.network().interfaces(),
                instance.storage().blockDevices().size(),
                volumes instanceof Known<List<Volume>> known
                        ? FastestVolume.of(known.value())
                        : null,
                disks && guest instanceof Known<GuestFacts> inside
                        ? LocalUse.ofGb(inside.value(), type.localDisks()).orElse(null)
                        : null);
    }

    /**
     * Whether a type has room for it. Where interfaces and volumes share one limit, AWS's maximum
     * of volumes leaves room for the first interface only; so every further interface counts as a
     * volume. A limit that AWS does not give binds nothing.
     */
    public boolean fits(InstanceType target) {
        Integer interfaces = target.network().maximumInterfaces();
        Integer attachments = target.ebs().maximumAttachments();
        boolean dedicated = "dedicated".equals(target.ebs().attachmentLimit());
        int further = dedicated ? 0 : Math.max(0, networkInterfaces - 1);
        return (interfaces == null || networkInterfaces <= interfaces)
                && (attachments == null || volumes == 0 || volumes + further <= attachments);
    }

    /** What of a quantity is used, of all that a type gives. */
    double limited(Quantity quantity, double all) {
        return switch (quantity) {
            case EBS_CARD_IOPS -> fastest == null ? all : Math.min(all, fastest.iops());
            case EBS_CARD_THROUGHPUT ->
                    fastest == null ? all : Math.min(all, fastest.mbytesPerSecond());
            case LOCAL_SSD, LOCAL_DISK ->
                    localDiskGb == null ? all : Math.min(all, (double) localDiskGb);
            case VCPUS, MEMORY, NETWORK, EBS_IOPS, EBS_THROUGHPUT -> all;
        };
    }
}
