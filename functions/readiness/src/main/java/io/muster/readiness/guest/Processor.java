package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * The processors, from {@code lscpu} or {@code /proc/cpuinfo}.
 *
 * @param machine null in a cpuinfo that does not tell
 * @param count the processors that are online
 * @param model such as {@code Neoverse-N1}
 * @param vendor such as {@code ARM} or {@code GenuineIntel}
 * @param hypervisor such as {@code KVM} or {@code Xen}
 */
public record Processor(
        @Nullable Machine machine,
        @Nullable Integer count,
        @Nullable String model,
        @Nullable String vendor,
        @Nullable String hypervisor) {}
