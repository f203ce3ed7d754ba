package io.muster.readiness.fact;

import org.jspecify.annotations.Nullable;

/** What a scope has of the Systems Manager document that runs the probe (GetDocument). */
public sealed interface DeployedDocument {

    /**
     * The version that a command runs.
     *
     * @param digest of its content
     * @param named the digest that its own description names; null where it names none
     */
    record Found(String digest, @Nullable String named) implements DeployedDocument {

        /** Whether it is still what the build that made it wrote. */
        public boolean whole() {
            return digest.equals(named);
        }
    }

    /** There is no document of that name. */
    record Absent() implements DeployedDocument {}

    /** It was not asked for: there is no instance that could run it. */
    record Unneeded() implements DeployedDocument {}
}
