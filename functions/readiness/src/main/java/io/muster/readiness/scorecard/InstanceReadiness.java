package io.muster.readiness.scorecard;

import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.graviton.GravitonVerdict;
import org.jspecify.annotations.Nullable;

/**
 * An instance and whether it is ready.
 *
 * @param tags what its tags say of it
 * @param machine its type and state
 * @param workload null where nothing names one
 * @param worst the check of its own worst finding that is not ready, the first by its id among
 *     several; null where there is none
 * @param obstacle what keeps its inside from being inspected, such as {@code guest-unmanaged} or
 *     {@code stopped}; null where it was
 * @param graviton whether it can move to arm64; null where the run did not ask for it, or an older
 *     version of Muster wrote this
 */
public record InstanceReadiness(
        String id,
        Tags tags,
        Machine machine,
        @Nullable String workload,
        Readiness readiness,
        @Nullable Rule worst,
        @Nullable String obstacle,
        @Nullable GravitonVerdict graviton) {

    /**
     * What the tags of an instance say.
     *
     * @param name the tag Name; null where it has none
     * @param owner the tag that names who answers for it; null where it has none
     */
    public record Tags(@Nullable String name, @Nullable String owner) {}

    /**
     * What it is.
     *
     * @param type such as {@code m5.large}
     * @param state as EC2 says it, such as {@code running}
     * @param setup null where an older version of Muster wrote this
     * @param related as above
     */
    public record Machine(
            String type, String state, @Nullable Setup setup, @Nullable Related related) {

        /** One of which no more is known. */
        public Machine(String type, String state, @Nullable Setup setup) {
            this(type, state, setup, null);
        }

        /** One of which no more is known. */
        public Machine(String type, String state) {
            this(type, state, null);
        }
    }

    /** Such as {@code m5.large}. */
    public String type() {
        return machine.type();
    }

    /** As EC2 says it, such as {@code running}. */
    public String state() {
        return machine.state();
    }

    /** Whether it runs, and so is billed. */
    public boolean running() {
        return state().equals(State.RUNNING.label());
    }

    /** Its Name tag; null where it has none. */
    public @Nullable String name() {
        return tags.name();
    }
}
