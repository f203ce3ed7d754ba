package io.muster.readiness.fleet;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.guest.GuestObservation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that one scan learned of one scope from AWS's control planes, and of its guests.
 *
 * <p>Each part is known or missing on its own, so that one denied call spoils only the verdicts
 * that need it. A known part is complete: every page of it was read.
 *
 * @param observedAt when the scan began to ask; the facts are at least this new
 * @param instanceTypes by name: the types in use and every current arm64 type; empty where no
 *     instance is left that could use one
 * @param offerings instance type to the zones that offer it, for the types in {@code instanceTypes}
 * @param images by id: the answer for every image in use; an id asked for and not answered is not
 *     in the map, which says that the image is deregistered or no longer shared
 * @param statuses by instance id, of running instances
 * @param managedNodes by instance id, what Systems Manager says of the instances that it manages
 * @param guests by instance id, the newest answer of each guest that ever gave one
 * @param logs the log groups, and what was found in them
 */
public record FleetFacts(
        Scope scope,
        Instant observedAt,
        Fact<List<Instance>> instances,
        Fact<List<Volume>> volumes,
        Fact<Map<String, InstanceType>> instanceTypes,
        Fact<Map<String, Set<String>>> offerings,
        Fact<Map<String, Image>> images,
        Fact<Map<String, SecurityGroup>> securityGroups,
        Fact<List<Address>> addresses,
        Fact<List<Snapshot>> snapshots,
        Fact<Map<String, InstanceStatus>> statuses,
        Fact<List<AutoScalingGroup>> autoScalingGroups,
        Fact<List<ScalingPolicy>> scalingPolicies,
        Fact<List<Alarm>> alarms,
        Fact<Map<String, ManagedNode>> managedNodes,
        Fact<Map<String, GuestObservation>> guests,
        Fact<LogFacts> logs) {

    private static final String MANAGED_NODES = "managed nodes";
    private static final String GUESTS = "guests";
    private static final String LOGS = "logs";

    /** Facts of a scope about which nobody has asked anything yet. */
    public static FleetFacts notCollected(Scope scope, Instant observedAt) {
        return new FleetFacts(
                scope,
                observedAt,
                unasked("instances"),
                unasked("volumes"),
                unasked("instance types"),
                unasked("instance type offerings"),
                unasked("images"),
                unasked("security groups"),
                unasked("Elastic IP addresses"),
                unasked("snapshots"),
                unasked("instance statuses"),
                unasked("Auto Scaling groups"),
                unasked("scaling policies"),
                unasked("alarms"),
                managedNodesNotCollected(),
                guestsNotCollected(),
                logsNotCollected());
    }

    /** These facts with what is known of the scope's logs. */
    public FleetFacts withLogs(Fact<LogFacts> joined) {
        return new FleetFacts(
                scope,
                observedAt,
                instances,
                volumes,
                instanceTypes,
                offerings,
                images,
                securityGroups,
                addresses,
                snapshots,
                statuses,
                autoScalingGroups,
                scalingPolicies,
                alarms,
                managedNodes,
                guests,
                joined);
    }

    /** The parts that are missing, by name, in the order in which they are declared. */
    public Map<String, Missing<?>> missing() {
        Map<String, Missing<?>> missing = new LinkedHashMap<>();
        note(missing, "instances", instances);
        note(missing, "volumes", volumes);
        note(missing, "instance types", instanceTypes);
        note(missing, "instance type offerings", offerings);
        note(missing, "images", images);
        note(missing, "security groups", securityGroups);
        note(missing, "Elastic IP addresses", addresses);
        note(missing, "snapshots", snapshots);
        note(missing, "instance statuses", statuses);
        note(missing, "Auto Scaling groups", autoScalingGroups);
        note(missing, "scaling policies", scalingPolicies);
        note(missing, "alarms", alarms);
        note(missing, MANAGED_NODES, managedNodes);
        note(missing, GUESTS, guests);
        note(missing, LOGS, logs);
        return missing;
    }

    private static void note(Map<String, Missing<?>> missing, String part, Fact<?> fact) {
        if (fact instanceof Missing<?> absent) {
            missing.put(part, absent);
        }
    }

    /** The managed nodes of a scan that did not ask for them. */
    public static Fact<Map<String, ManagedNode>> managedNodesNotCollected() {
        return leftOut(MANAGED_NODES);
    }

    /** The guests of a scan that has no place to read their answers from. */
    public static Fact<Map<String, GuestObservation>> guestsNotCollected() {
        return leftOut(GUESTS);
    }

    /** The logs of a scan that has no place to read their analysis from. */
    public static Fact<LogFacts> logsNotCollected() {
        return leftOut(LOGS);
    }

    private static <T> Fact<T> leftOut(String what) {
        return Fact.missing(
                Fact.Why.NOT_COLLECTED,
                what + " were not asked for, and the checks that need them are left out");
    }

    private static <T> Fact<T> unasked(String what) {
        return Fact.missing(Fact.Why.NOT_COLLECTED, what + " were not asked for");
    }
}
