package io.muster.readiness.fact;

/** What a check judges. */
public sealed interface Subject
        permits Address, Instance, LogGroup, Scope, Snapshot, Volume, Workload {

    /** The id by which AWS, or for a workload its team, knows it. Unique in its scope and type. */
    String id();

    ResourceType resourceType();
}
