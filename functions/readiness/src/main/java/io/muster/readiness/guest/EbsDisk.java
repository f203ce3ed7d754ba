package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * An NVMe disk as its controller introduces itself.
 *
 * @param device the kernel's name, such as {@code nvme1n1}
 * @param volumeId null for an instance store disk, whose serial is its own
 * @param model such as {@code Amazon Elastic Block Store}
 */
public record EbsDisk(String device, @Nullable String volumeId, @Nullable String model) {}
