package io.muster.aws.fleet;

import io.muster.aws.client.AnswerShapes;
import io.muster.aws.client.AwsClients;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Volume.Attachment;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.GuestObservation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeImagesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSecurityGroupsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ssm.model.DescribeInstanceInformationResponse;

/**
 * Asks AWS about some instances and volumes by name, with all that hangs on them, so that the
 * checks of instances and volumes say what they would say in a scan of the whole scope.
 *
 * <p>A volume brings the instances that it is attached to, and an instance all its volumes, so that
 * neither is seen in part. The calls grow with what is named, by 50 to 200 a call, and not with the
 * scope; only the Elastic IP addresses, which one call lists, are read whole. Alarms cannot be
 * asked for by instance and are left out, and with them the check that needs them.
 */
public final class NamedCollector implements Collector {

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
    private final ManagedNodeCollector managedNodes;

    public NamedCollector(AwsClients clients) {
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
                        managedNodes)
                .flatMap(collector -> collector.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads them; what cannot be read is missing, with the reason.
     *
     * @param instanceIds the instances that are named
     * @param volumeIds the volumes that are named
     * @param guests the newest answers of some instances, which come by another way
     * @return facts of these alone: neither instances, nor volumes, snapshots or groups are a list
     *     of all that the scope has
     */
    public FleetFacts collect(
            Scope scope,
            Instant observedAt,
            SortedSet<String> instanceIds,
            SortedSet<String> volumeIds,
            Function<Set<String>, Map<String, GuestObservation>> guests) {
        SortedSet<String> ids = new TreeSet<>(instanceIds);
        Fact<List<Volume>> disks = joined(ids, volumeIds);
        Fact<List<Instance>> hosts = instances.collect(ids);
        Fact<Map<String, InstanceType>> types =
                hosts.flatMap(
                        all ->
                                instanceTypes.collect(
                                        FleetCollector.distinctInUse(all, Instance::instanceType)));
        return FleetFacts.notCollected(scope, observedAt)
                .with(Source.INSTANCES, hosts)
                .with(Source.VOLUMES, disks)
                .with(Source.INSTANCE_TYPES, types)
                .with(Source.OFFERINGS, types.flatMap(all -> offerings.collect(all.keySet())))
                .with(
                        Source.IMAGES,
                        hosts.flatMap(
                                all ->
                                        images.collect(
                                                FleetCollector.distinctInUse(
                                                        all, Instance::imageId))))
                .with(
                        Source.SECURITY_GROUPS,
                        hosts.flatMap(all -> securityGroups.collect(FleetCollector.groupsOf(all))))
                .with(
                        Source.ADDRESSES,
                        hosts.flatMap(
                                all -> all.isEmpty() ? Fact.known(List.of()) : addresses.collect()))
                .with(
                        Source.SNAPSHOTS,
                        disks.flatMap(all -> snapshots.of(scope.account(), ids(all, Volume::id))))
                .with(Source.INSTANCE_STATUSES, hosts.flatMap(all -> statuses.of(running(all))))
                .with(
                        Source.AUTO_SCALING_GROUPS,
                        hosts.flatMap(
                                all ->
                                        groups.named(
                                                new TreeSet<>(
                                                        FleetCollector.distinctInUse(
                                                                all,
                                                                Instance::autoScalingGroupName)))))
                .with(Source.MANAGED_NODES, hosts.flatMap(all -> managedNodes.of(running(all))))
                .with(Source.GUESTS, hosts.map(all -> guests.apply(ids(all, Instance::id))));
    }

    /**
     * Asks what {@link #collect} asks where an instance is found, about a type that every region
     * knows and things that nobody has. What comes of it is all the same.
     */
    public void prime(Scope nobodys) {
        SortedSet<String> type = new TreeSet<>(Set.of("m5.large"));
        SortedSet<String> instance = new TreeSet<>(Set.of("i-00000000000000000"));
        instanceTypes.named(type);
        offerings.collect(type);
        images.collect(Set.of("ami-00000000000000000"));
        securityGroups.collect(new TreeSet<>(Set.of("sg-00000000000000000")));
        addresses.collect();
        snapshots.of(nobodys.account(), new TreeSet<>(Set.of("vol-00000000000000000")));
        statuses.of(instance);
        groups.named(new TreeSet<>(Set.of("rehearsal")));
        managedNodes.of(instance);
        AnswerShapes.load(
                DescribeInstancesResponse.builder(),
                DescribeVolumesResponse.builder(),
                DescribeImagesResponse.builder(),
                DescribeSecurityGroupsResponse.builder(),
                DescribeAddressesResponse.builder(),
                DescribeSnapshotsResponse.builder(),
                DescribeInstanceStatusResponse.builder(),
                DescribeAutoScalingGroupsResponse.builder(),
                DescribeInstanceInformationResponse.builder());
    }

    /**
     * The volumes that are named, and all those of the instances that are, or that have one of
     * these; the ids of such instances are added to those given.
     */
    private Fact<List<Volume>> joined(SortedSet<String> ids, SortedSet<String> volumeIds) {
        Map<String, Volume> found = new LinkedHashMap<>();
        Fact<List<Volume>> some = volumes.named(volumeIds);
        SortedSet<String> asked = new TreeSet<>();
        while (some instanceof Known<List<Volume>> known) {
            known.value().forEach(volume -> found.put(volume.id(), volume));
            ids.addAll(hosts(known.value()));
            SortedSet<String> next = new TreeSet<>(ids);
            next.removeAll(asked);
            if (next.isEmpty()) {
                return Fact.known(List.copyOf(found.values()));
            }
            asked.addAll(next);
            some = volumes.collect(next);
        }
        return some;
    }

    private static Set<String> hosts(List<Volume> volumes) {
        return volumes.stream()
                .flatMap(volume -> volume.attachments().stream())
                .map(Attachment::instanceId)
                .collect(Collectors.toSet());
    }

    private static SortedSet<String> running(List<Instance> all) {
        return ids(all.stream().filter(Instance::running).toList(), Instance::id);
    }

    private static <T> SortedSet<String> ids(Collection<T> all, Function<T, String> id) {
        return all.stream().map(id).collect(Collectors.toCollection(TreeSet::new));
    }
}
