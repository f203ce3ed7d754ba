package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.LogFacts;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.GuestObservation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS's control planes about one scope.
 *
 * <p>The lists that need nothing else are read side by side; what depends on the instances in use
 * (their types, the types' offerings, their images) follows as soon as they are known, and is
 * missing where they are. A scope without instances, or without groups, is asked nothing about
 * them.
 */
public final class FleetCollector implements Collector {

    /**
     * Lists read at once. HttpURLConnection keeps five idle connections to a host, and EC2 allows
     * 20 calls a second in the long run, which four readers of large pages do not reach.
     */
    private static final int READERS = 4;

    private final AwsClients clients;
    private final InstanceCollector instances;
    private final VolumeCollector volumes;
    private final InstanceTypeCollector instanceTypes;
    private final OfferingCollector offerings;
    private final ImageCollector images;
    private final SecurityGroupCollector securityGroups;
    private final AddressCollector addresses;
    private final SnapshotCollector snapshots;
    private final InstanceStatusCollector statuses;
    private final AutoScalingGroupCollector groups;
    private final ScalingPolicyCollector policies;
    private final AlarmCollector alarms;
    private final ManagedNodeCollector managedNodes;

    public FleetCollector(AwsClients clients) {
        this.clients = clients;
        this.instances = new InstanceCollector(clients::ec2);
        this.volumes = new VolumeCollector(clients::ec2);
        this.instanceTypes = new InstanceTypeCollector(clients::ec2);
        this.offerings = new OfferingCollector(clients::ec2);
        this.images = new ImageCollector(clients::ec2);
        this.securityGroups = new SecurityGroupCollector(clients::ec2);
        this.addresses = new AddressCollector(clients::ec2);
        this.snapshots = new SnapshotCollector(clients::ec2);
        this.statuses = new InstanceStatusCollector(clients::ec2);
        this.groups = new AutoScalingGroupCollector(clients::autoScaling);
        this.policies = new ScalingPolicyCollector(clients::autoScaling);
        this.alarms = new AlarmCollector(clients::cloudWatch);
        this.managedNodes = new ManagedNodeCollector(clients::ssm);
    }

    @Override
    public Set<String> actions() {
        return Stream.<Collector>of(
                        instances,
                        volumes,
                        instanceTypes,
                        offerings,
                        images,
                        securityGroups,
                        addresses,
                        snapshots,
                        statuses,
                        groups,
                        policies,
                        alarms,
                        managedNodes)
                .flatMap(collector -> collector.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads all facts of a scope but its guests; what cannot be read is missing, with the reason.
     *
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collect(Scope scope, Instant observedAt) {
        return collect(scope, observedAt, Fact.known(Map.of())).without(Source.GUESTS);
    }

    /**
     * Reads all facts of a scope; what cannot be read is missing, with the reason.
     *
     * @param guests their newest answers, which come by another way
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collect(
            Scope scope, Instant observedAt, Fact<Map<String, GuestObservation>> guests) {
        requireOwn(scope);
        try (ExecutorService readers =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name("collector-", 1).daemon().factory())) {
            return collect(scope, observedAt, guests, readers);
        }
    }

    /**
     * Reads what EC2 says of some guests' instances, and what their checks hold it against: the
     * volumes attached to them, their security groups, and the region's Elastic IP addresses, which
     * one call lists. All else was not asked for, and the instances are no list of the scope's.
     *
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collectHosts(
            Scope scope, Instant observedAt, Map<String, GuestObservation> guests) {
        requireOwn(scope);
        TreeSet<String> ids = new TreeSet<>(guests.keySet());
        Fact<List<Instance>> hosts = instances.collect(ids);
        return FleetFacts.notCollected(scope, observedAt)
                .with(Source.INSTANCES, hosts)
                .with(Source.VOLUMES, volumes.collect(ids))
                .with(
                        Source.SECURITY_GROUPS,
                        hosts.flatMap(all -> securityGroups.collect(groupsOf(all))))
                .with(Source.ADDRESSES, addresses.collect())
                .with(Source.GUESTS, Fact.known(guests));
    }

    /**
     * Reads what the checks of logs hold them against: the scope's instances. All else was not
     * asked for.
     *
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collectForLogs(
            Scope scope,
            Instant observedAt,
            Fact<Map<String, GuestObservation>> guests,
            Fact<LogFacts> logs) {
        requireOwn(scope);
        return FleetFacts.notCollected(scope, observedAt)
                .with(Source.INSTANCES, instances.collect())
                .with(Source.GUESTS, guests)
                .with(Source.LOGS, logs);
    }

    /** What {@link #collectForLogs} asks. */
    public Set<String> actionsForLogs() {
        return instances.actions();
    }

    /** What {@link #collectHosts} asks. */
    public Set<String> actionsForHosts() {
        return Stream.<Collector>of(instances, volumes, securityGroups, addresses)
                .flatMap(collector -> collector.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static SortedSet<String> groupsOf(List<Instance> hosts) {
        return hosts.stream()
                .flatMap(host -> host.network().securityGroupIds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void requireOwn(Scope scope) {
        if (!clients.region().id().equals(scope.region())) {
            throw new IllegalArgumentException(
                    "clients of %s cannot read %s".formatted(clients.region(), scope));
        }
    }

    private FleetFacts collect(
            Scope scope,
            Instant observedAt,
            Fact<Map<String, GuestObservation>> guests,
            ExecutorService readers) {
        var instancesRead = CompletableFuture.supplyAsync(instances::collect, readers);
        var volumesRead = CompletableFuture.supplyAsync(volumes::collect, readers);
        var groupsRead = CompletableFuture.supplyAsync(groups::collect, readers);
        var snapshotsRead =
                CompletableFuture.supplyAsync(() -> snapshots.collect(scope.account()), readers);
        var securityGroupsRead = CompletableFuture.supplyAsync(securityGroups::collect, readers);
        var addressesRead = CompletableFuture.supplyAsync(addresses::collect, readers);
        var alarmsRead = CompletableFuture.supplyAsync(alarms::collect, readers);
        var managedNodesRead = instancesRead.thenApplyAsync(this::managedNodesOf, readers);
        var typesRead = instancesRead.thenApplyAsync(this::typesOf, readers);
        var offeringsRead = typesRead.thenApplyAsync(this::offeringsOf, readers);
        var imagesRead = instancesRead.thenApplyAsync(this::imagesOf, readers);
        var statusesRead = instancesRead.thenApplyAsync(this::statusesOf, readers);
        var policiesRead = groupsRead.thenApplyAsync(this::policiesOf, readers);
        return FleetFacts.notCollected(scope, observedAt)
                .with(Source.INSTANCES, instancesRead.join())
                .with(Source.VOLUMES, volumesRead.join())
                .with(Source.INSTANCE_TYPES, typesRead.join())
                .with(Source.OFFERINGS, offeringsRead.join())
                .with(Source.IMAGES, imagesRead.join())
                .with(Source.SECURITY_GROUPS, securityGroupsRead.join())
                .with(Source.ADDRESSES, addressesRead.join())
                .with(Source.SNAPSHOTS, snapshotsRead.join())
                .with(Source.INSTANCE_STATUSES, statusesRead.join())
                .with(Source.AUTO_SCALING_GROUPS, groupsRead.join())
                .with(Source.SCALING_POLICIES, policiesRead.join())
                .with(Source.ALARMS, alarmsRead.join())
                .with(Source.MANAGED_NODES, managedNodesRead.join())
                .with(Source.GUESTS, guests);
    }

    private Fact<Map<String, InstanceType>> typesOf(Fact<List<Instance>> of) {
        return of.flatMap(all -> instanceTypes.collect(distinctInUse(all, Instance::instanceType)));
    }

    private Fact<Map<String, Set<String>>> offeringsOf(Fact<Map<String, InstanceType>> types) {
        return types.flatMap(all -> offerings.collect(all.keySet()));
    }

    private Fact<Map<String, Image>> imagesOf(Fact<List<Instance>> of) {
        return of.flatMap(all -> images.collect(distinctInUse(all, Instance::imageId)));
    }

    /** Instances that could not be read may still have a status, so it is asked for. */
    private Fact<Map<String, InstanceStatus>> statusesOf(Fact<List<Instance>> of) {
        return noneRuns(of) ? Fact.known(Map.of()) : statuses.collect();
    }

    /** Systems Manager forgets a stopped instance slowly; what matters is whether one runs. */
    private Fact<Map<String, ManagedNode>> managedNodesOf(Fact<List<Instance>> of) {
        return noneRuns(of) ? Fact.known(Map.of()) : managedNodes.collect();
    }

    private static boolean noneRuns(Fact<List<Instance>> of) {
        return of instanceof Known<List<Instance>> all
                && all.value().stream().noneMatch(Instance::running);
    }

    private Fact<List<ScalingPolicy>> policiesOf(Fact<List<AutoScalingGroup>> of) {
        boolean noGroup = of instanceof Known<List<AutoScalingGroup>> all && all.value().isEmpty();
        return noGroup ? Fact.known(List.of()) : policies.collect();
    }

    /** What is gone is not judged, so nothing is asked about its type and image. */
    static Set<String> distinctInUse(
            List<Instance> instances, Function<Instance, @Nullable String> property) {
        return instances.stream()
                .filter(instance -> !instance.state().gone())
                .map(property)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }
}
