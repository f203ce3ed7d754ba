package io.muster.readiness.fact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An instance type as DescribeInstanceTypes reports it. A null field is one that EC2 does not give
 * for the type.
 *
 * @param hypervisor {@code nitro} or {@code xen}; null for bare metal
 * @param networkBaselineGbps the sum over its network cards, Gbit/s
 * @param ebsOptimized {@code default}, {@code supported} or {@code unsupported}
 * @param ebsBaselineMbytesPerSecond EBS baseline throughput, MB/s
 * @param localNvmeGb total local NVMe storage, GB; 0 for none
 * @param localDiskGb total instance storage of any kind, GB; 0 for none
 * @param accelerators GPUs, FPGAs, inference and media accelerators by name; empty for none
 * @param enaSupport {@code required}, {@code supported} or {@code unsupported}
 * @param ebsNvmeSupport {@code required}, {@code supported} or {@code unsupported}
 */
public record InstanceType(
        String name,
        @Nullable Boolean currentGeneration,
        Set<Architecture> architectures,
        @Nullable Integer vcpus,
        @Nullable Long memoryMib,
        boolean bareMetal,
        boolean burstable,
        @Nullable String hypervisor,
        @Nullable Double networkBaselineGbps,
        @Nullable Integer maximumNetworkInterfaces,
        @Nullable String enaSupport,
        @Nullable String ebsOptimized,
        @Nullable Integer ebsBaselineIops,
        @Nullable Double ebsBaselineMbytesPerSecond,
        @Nullable Integer maximumEbsAttachments,
        @Nullable String ebsNvmeSupport,
        long localNvmeGb,
        long localDiskGb,
        Set<String> accelerators) {

    public InstanceType {
        architectures = Set.copyOf(architectures);
        accelerators = Set.copyOf(accelerators);
    }

    /** The part before the dot, such as {@code m7g}. */
    public String family() {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }
}
