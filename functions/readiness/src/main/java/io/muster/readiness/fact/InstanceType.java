package io.muster.readiness.fact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An instance type as DescribeInstanceTypes reports it. A null field is one that EC2 does not give
 * for the type.
 */
public record InstanceType(
        String name,
        @Nullable Boolean currentGeneration,
        Compute compute,
        Network network,
        Ebs ebs,
        LocalDisks localDisks) {

    /**
     * Its processors and memory.
     *
     * @param cores physical ones; fewer than vCPUs where each core runs two threads
     * @param hypervisor {@code nitro} or {@code xen}; null for bare metal, or where EC2 does not
     *     report it
     * @param accelerators GPUs, FPGAs, inference and media accelerators by name; empty for none
     */
    public record Compute(
            Set<Architecture> architectures,
            @Nullable Integer vcpus,
            @Nullable Integer cores,
            @Nullable Long memoryMib,
            boolean bareMetal,
            boolean burstable,
            @Nullable String hypervisor,
            Set<String> accelerators) {

        public Compute {
            architectures = Set.copyOf(architectures);
            accelerators = Set.copyOf(accelerators);
        }
    }

    /**
     * Its network.
     *
     * @param baselineGbps the sum over its network cards, Gbit/s
     * @param enaSupport {@code required}, {@code supported} or {@code unsupported}
     * @param idleTcpSeconds after which the tracking of an idle TCP connection ends
     */
    public record Network(
            @Nullable Double baselineGbps,
            @Nullable Integer maximumInterfaces,
            @Nullable String enaSupport,
            @Nullable Integer idleTcpSeconds) {}

    /**
     * How it reaches EBS.
     *
     * @param optimized {@code default}, {@code supported} or {@code unsupported}
     * @param baselineIops the sum over its EBS cards
     * @param baselineMbytesPerSecond baseline throughput, MB/s, the sum over its EBS cards
     * @param card the fastest of several EBS cards; null for a type with one
     * @param attachmentLimit {@code shared} with network interfaces, or {@code dedicated}
     */
    public record Ebs(
            @Nullable String optimized,
            @Nullable Integer baselineIops,
            @Nullable Double baselineMbytesPerSecond,
            @Nullable EbsCard card,
            @Nullable Integer maximumAttachments,
            @Nullable String attachmentLimit) {

        /** What one volume can get at most: the figures of one card; null where AWS gives none. */
        public @Nullable Integer cardIops() {
            return card == null ? baselineIops : Integer.valueOf(card.baselineIops());
        }

        /** What one volume can get at most, MB/s; null where AWS gives no figure. */
        public @Nullable Double cardMbytesPerSecond() {
            return card == null
                    ? baselineMbytesPerSecond
                    : Double.valueOf(card.baselineMbytesPerSecond());
        }
    }

    /**
     * One of several EBS cards, over which volumes are spread.
     *
     * @param baselineMbytesPerSecond baseline throughput, MB/s
     */
    public record EbsCard(int baselineIops, double baselineMbytesPerSecond) {}

    /**
     * Its instance storage, GB; 0 for none.
     *
     * @param ssdGb on solid-state disks, and on disks of a kind that Muster does not know
     * @param nvmeGb what of both is behind NVMe
     */
    public record LocalDisks(long ssdGb, long hddGb, long nvmeGb) {

        public static final LocalDisks NONE = new LocalDisks(0, 0, 0);

        public long totalGb() {
            return ssdGb + hddGb;
        }
    }

    /** The part before the dot, such as {@code m7g}. */
    public String family() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
