package io.muster.readiness.storage;

/**
 * What a gp2 volume gives by its size alone.
 *
 * <p>Source: <a href="https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html">Amazon
 * EBS General Purpose SSD volumes</a>.
 *
 * @param baselineIops operations a second that it gives at any time
 * @param throughputMibps MiB/s that it gives at most
 */
public record Gp2(int baselineIops, int throughputMibps) {

    /** What a volume that is smaller than 1,000 GiB reaches while its burst credits last. */
    public static final int BURST_IOPS = 3_000;

    /** What gp3 gives at any size for its basic price. */
    public static final int GP3_INCLUDED_IOPS = 3_000;

    /** Likewise, in MiB/s. */
    public static final int GP3_INCLUDED_MIBPS = 125;

    public static Gp2 ofSize(int gib) {
        long iops = Math.min(16_000L, Math.max(100L, 3L * gib));
        return new Gp2((int) iops, gib <= 170 ? 128 : 250);
    }

    public boolean reliesOnBurstCredits() {
        return baselineIops < BURST_IOPS;
    }

    /** The IOPS to ask of gp3 so that nothing is lost, the burst included. */
    public int gp3Iops() {
        return Math.max(GP3_INCLUDED_IOPS, baselineIops);
    }

    /**
     * The MiB/s to ask of gp3 so that nothing is lost. Up to 170 GiB, gp2's 128 is taken for the
     * 125 that gp3 includes: the difference is not worth a price.
     */
    public int gp3ThroughputMibps() {
        return throughputMibps > 128 ? throughputMibps : GP3_INCLUDED_MIBPS;
    }
}
