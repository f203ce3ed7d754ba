package io.muster.readiness.fact;

import org.jspecify.annotations.Nullable;

/** What a check judges. */
public sealed interface Subject
        permits Address, Instance, LogGroup, Scope, SecurityGroup, Snapshot, Volume, Workload {

    /** The id by which AWS, or for a workload its team, knows it. Unique in its scope and type. */
    String id();

    ResourceType resourceType();

    /**
     * The AWS service that runs it in the account and decides about it, such as {@code
     * eks.amazonaws.com}; null for what is the account's own.
     */
    default @Nullable String operator() {
        return null;
    }
}
