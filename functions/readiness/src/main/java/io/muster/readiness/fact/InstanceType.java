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
     * @param hypervisor {@code nitro} or {@code xen}; null for bare metal
     * @param accelerators GPUs, FPGAs, inference and media accelerators by name; empty for none
     */
    public record Compute(
            Set<Architecture> architectures,
            @Nullable Integer vcpus,
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
     */
    public record Network(
            @Nullable Double baselineGbps,
            @Nullable Integer maximumInterfaces,
            @Nullable String enaSupport) {}

    /**
     * How it reaches EBS.
     *
     * @param optimized {@code default}, {@code supported} or {@code unsupported}
     * @param baselineMbytesPerSecond baseline throughput, MB/s
     */
    public record Ebs(
            @Nullable String optimized,
            @Nullable Integer baselineIops,
            @Nullable Double baselineMbytesPerSecond,
            @Nullable Integer maximumAttachments) {}

    /**
     * Its instance storage, GB; 0 for none.
     *
     * @param nvmeGb what of it is NVMe
     */
    public record LocalDisks(long nvmeGb, long totalGb) {}

    /** The part before the dot, such as {@code m7g}. */
    public String family() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
