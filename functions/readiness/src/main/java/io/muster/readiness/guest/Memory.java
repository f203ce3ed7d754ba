package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * {@code /proc/meminfo}, in bytes.
 *
 * @param available what programs can still get without swapping; null before Linux 3.14
 */
public record Memory(
        long total, @Nullable Long available, @Nullable Long swapTotal, @Nullable Long swapFree) {}
