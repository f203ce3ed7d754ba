package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An instance and whether it is ready.
 *
 * @param name its Name tag; null where it has none
 * @param type such as {@code m5.large}
 * @param state as EC2 says it, such as {@code running}
 * @param workload null where nothing names one
 * @param worst the check of its own worst finding that is not ready, the first by its id among
 *     several; null where there is none
 * @param obstacle what keeps its inside from being inspected, such as {@code guest-unmanaged} or
 *     {@code stopped}; null where it was
 */
public record InstanceReadiness(
        String id,
        @Nullable String name,
        String type,
        String state,
        @Nullable String workload,
        Readiness readiness,
        @Nullable Rule worst,
        @Nullable String obstacle) {}
