package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.Rule;
import org.jspecify.annotations.Nullable;

/**
 * An instance and whether it is ready.
 *
 * @param tags what its tags say of it
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
        Tags tags,
        String type,
        String state,
        @Nullable String workload,
        Readiness readiness,
        @Nullable Rule worst,
        @Nullable String obstacle) {

    /**
     * What the tags of an instance say.
     *
     * @param name the tag Name; null where it has none
     * @param owner the tag that names who answers for it; null where it has none
     */
    public record Tags(@Nullable String name, @Nullable String owner) {}

    /** Its Name tag; null where it has none. */
    public @Nullable String name() {
        return tags.name();
    }
}
