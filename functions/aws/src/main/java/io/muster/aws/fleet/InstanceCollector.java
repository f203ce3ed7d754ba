package io.muster.aws.fleet;

import io.muster.readiness.fact.AddressRanges;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.BlockDevice;
import io.muster.readiness.fact.Instance.Life;
import io.muster.readiness.fact.Instance.Lifecycle;
import io.muster.readiness.fact.Instance.Machine;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.Instance.Network;
import io.muster.readiness.fact.Instance.Options;
import io.muster.readiness.fact.Instance.Placement;
import io.muster.readiness.fact.Instance.Platform;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.Instance.Storage;
import io.muster.readiness.fact.Instance.Tenancy;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CpuOptions;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.GroupIdentifier;
import software.amazon.awssdk.services.ec2.model.InstanceBlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.InstanceIpv6Address;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataOptionsResponse;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterface;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.InstanceState;
import software.amazon.awssdk.services.ec2.model.Monitoring;
import software.amazon.awssdk.services.ec2.model.ProductCode;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Reads the instances of every state, those lately terminated too. */
final class InstanceCollector extends SourceCollector<Ec2Client, List<Instance>> {

    private static final int PAGE = 1_000;

    /** The end of {@code User initiated (2026-01-02 03:04:05 GMT)}; moto writes UTC for GMT. */
    private static final Pattern TRANSITION_TIME =
            Pattern.compile("\\((\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}) (?:GMT|UTC)\\)");

    private static final DateTimeFormatter TRANSITION_FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    /** Its type, which every region knows. */
    static final String PRIMING_TYPE = "m5.large";

    InstanceCollector(Supplier<Ec2Client> ec2) {
        super(ec2, Source.INSTANCES, "ec2:DescribeInstances", DescribeInstancesResponse.builder());
    }

    @Override
    Fact<List<Instance>> all(FleetFacts before) {
        return FilterValues.list(matching(List.of()));
    }

    @Override
    boolean selective() {
        return true;
    }

    /** Some instances only; one that there is no more is not among them. */
    Fact<List<Instance>> named(SortedSet<String> ids) {
        return FilterValues.list(FilterValues.matching("instance-id", ids, this::matching));
    }

    /** A look that finds nothing has already asked for instances: this is one as EC2 lists it. */
    @Override
    Fact<List<Instance>> prime(Scope scope) {
        loadShapes();
        return Fact.known(
                List.of(
                        translate(
                                software.amazon.awssdk.services.ec2.model.Instance.builder()
                                        .instanceId(FleetCollector.PRIMING_INSTANCE)
                                        .instanceType(PRIMING_TYPE)
                                        .architecture("x86_64")
                                        .imageId("ami-00000000000000000")
                                        .state(state -> state.name("running"))
                                        .launchTime(Instant.EPOCH)
                                        .placement(at -> at.availabilityZone(scope.region() + "a"))
                                        .securityGroups(
                                                GroupIdentifier.builder()
                                                        .groupId("sg-00000000000000000")
                                                        .build())
                                        .tags(Tag.builder().key("Name").value("priming").build())
                                        .build(),
                                new FieldReader())));
    }

    private Fact<Map<String, Instance>> matching(List<Filter> filters) {
        DescribeInstancesRequest.Builder request =
                DescribeInstancesRequest.builder()
                        .filters(filters)
                        .includeManagedResources(true)
                        .maxResults(PAGE);
        return new PagedOperation<>(
                        action(),
                        token -> client().describeInstances(request.nextToken(token).build()),
                        DescribeInstancesResponse::nextToken,
                        InstanceCollector::instances,
                        instance -> instance.instanceId())
                .byId(InstanceCollector::translate);
    }

    private static List<software.amazon.awssdk.services.ec2.model.Instance> instances(
            DescribeInstancesResponse page) {
        return page.reservations().stream()
                .map(Reservation::instances)
                .flatMap(List::stream)
                .toList();
    }

    private static Instance translate(
            software.amazon.awssdk.services.ec2.model.Instance from, FieldReader read) {
        return new Instance(
                FieldReader.bounded(from.instanceId()),
                new Life(
                        state(from.state()),
                        from.launchTime(),
                        stateChangedAt(from.stateTransitionReason())),
                new Machine(
                        read.text(from.instanceTypeAsString(), "instance type"),
                        Architecture.ofLabel(from.architectureAsString()),
                        from.enaSupport(),
                        platform(from),
                        read.text(from.imageId()),
                        read.texts(from.productCodes(), ProductCode::productCodeId),
                        read.text(from.usageOperation())),
                read.shared(placement(from, read)),
                new Network(
                        read.text(from.privateIpAddress()),
                        read.text(from.privateDnsName()),
                        publicAddresses(from, read),
                        securityGroupIds(from, read),
                        from.networkInterfaces().size()),
                read.shared(options(from, read)),
                new Storage(from.ebsOptimized(), blockDevices(from.blockDeviceMappings(), read)),
                read.tags(from.tags(), Tag::key, Tag::value));
    }

    private static State state(@Nullable InstanceState state) {
        String name = state == null ? null : state.nameAsString();
        return switch (said(name)) {
            case "pending" -> State.PENDING;
            case "running" -> State.RUNNING;
            case "stopping" -> State.STOPPING;
            case "stopped" -> State.STOPPED;
            case "shutting-down" -> State.SHUTTING_DOWN;
            case "terminated" -> State.TERMINATED;
            default -> State.UNRECOGNISED;
        };
    }

    /** EC2 gives a platform for Windows only; its details name Windows with SQL Server too. */
    private static Platform platform(software.amazon.awssdk.services.ec2.model.Instance from) {
        String details = from.platformDetails();
        boolean windows =
                "windows".equalsIgnoreCase(from.platformAsString())
                        || (details != null && details.startsWith("Windows"));
        return windows ? Platform.WINDOWS : Platform.LINUX;
    }

    /** On demand is what EC2 leaves unsaid. */
    private static Lifecycle lifecycle(@Nullable String name) {
        return switch (said(name)) {
            case "spot" -> Lifecycle.SPOT;
            case "scheduled" -> Lifecycle.SCHEDULED;
            case "capacity-block" -> Lifecycle.CAPACITY_BLOCK;
            case "interruptible-capacity-reservation" ->
                    Lifecycle.INTERRUPTIBLE_CAPACITY_RESERVATION;
            case "" -> Lifecycle.ON_DEMAND;
            default -> Lifecycle.UNRECOGNISED;
        };
    }

    private static Placement placement(
            software.amazon.awssdk.services.ec2.model.Instance from, FieldReader read) {
        var placement = from.placement();
        return new Placement(
                placement == null ? null : read.text(placement.availabilityZone()),
                tenancy(placement == null ? null : placement.tenancyAsString()),
                lifecycle(from.instanceLifecycleAsString()),
                read.operator(from.operator()));
    }

    private static Tenancy tenancy(@Nullable String name) {
        return switch (said(name)) {
            case "dedicated" -> Tenancy.DEDICATED;
            case "host" -> Tenancy.HOST;
            default -> Tenancy.DEFAULT;
        };
    }

    /** When a person or a service last changed the state; null for other words than EC2's. */
    static @Nullable Instant stateChangedAt(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        Matcher time = TRANSITION_TIME.matcher(FieldReader.bounded(reason));
        if (!time.find()) {
            return null;
        }
        try {
            return LocalDateTime.parse(time.group(1), TRANSITION_FORMAT).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }

    private static Options options(
            software.amazon.awssdk.services.ec2.model.Instance from, FieldReader read) {
        var profile = from.iamInstanceProfile();
        return new Options(
                detailedMonitoring(from.monitoring()),
                metadataOptions(from.metadataOptions(), read),
                profile == null ? null : read.text(profile.arn()),
                nestedVirtualization(from.cpuOptions()));
    }

    private static @Nullable Boolean nestedVirtualization(@Nullable CpuOptions options) {
        String state = options == null ? null : options.nestedVirtualizationAsString();
        return state == null ? null : state.equals("enabled");
    }

    private static @Nullable Boolean detailedMonitoring(@Nullable Monitoring monitoring) {
        String state = monitoring == null ? null : monitoring.stateAsString();
        return switch (said(state)) {
            case "enabled", "pending" -> true;
            case "disabled", "disabling" -> false;
            default -> null;
        };
    }

    /** Options that do not say whether tokens are required say nothing. */
    private static @Nullable MetadataOptions metadataOptions(
            @Nullable InstanceMetadataOptionsResponse options, FieldReader read) {
        if (options == null) {
            return null;
        }
        boolean required = "required".equals(options.httpTokensAsString());
        if (!required && !"optional".equals(options.httpTokensAsString())) {
            return null;
        }
        return read.shared(
                new MetadataOptions(
                        !"disabled".equals(options.httpEndpointAsString()),
                        required,
                        options.httpPutResponseHopLimit()));
    }

    /** A switch over texts takes no null. */
    private static String said(@Nullable String name) {
        return name == null ? "" : name;
    }

    /** EC2 gives the address of the primary interface; each interface may have several. */
    private static List<String> publicAddresses(
            software.amazon.awssdk.services.ec2.model.Instance from, FieldReader read) {
        Set<String> found = new TreeSet<>(read.texts(Arrays.asList(from.publicIpAddress())));
        for (InstanceNetworkInterface card : from.networkInterfaces()) {
            found.addAll(read.texts(Arrays.asList(address(card.association()))));
            found.addAll(
                    read.texts(card.privateIpAddresses(), each -> address(each.association())));
            read.texts(card.ipv6Addresses(), InstanceIpv6Address::ipv6Address).stream()
                    .filter(AddressRanges::isPublic)
                    .forEach(found::add);
        }
        return read.shared(List.copyOf(found));
    }

    private static @Nullable String address(
            @Nullable InstanceNetworkInterfaceAssociation association) {
        return association == null ? null : association.publicIp();
    }

    /** EC2 lists the groups of the primary interface; the other interfaces may have more. */
    private static List<String> securityGroupIds(
            software.amazon.awssdk.services.ec2.model.Instance from, FieldReader read) {
        Set<GroupIdentifier> groups = new LinkedHashSet<>(from.securityGroups());
        from.networkInterfaces().forEach(card -> groups.addAll(card.groups()));
        return read.texts(
                groups.stream().map(GroupIdentifier::groupId).distinct().toList(), id -> id);
    }

    private static List<BlockDevice> blockDevices(
            List<InstanceBlockDeviceMapping> mappings, FieldReader read) {
        List<BlockDevice> devices = new ArrayList<>(mappings.size());
        for (InstanceBlockDeviceMapping mapping : mappings) {
            if (mapping.ebs() != null && mapping.ebs().volumeId() != null) {
                devices.add(
                        new BlockDevice(
                                read.text(mapping.deviceName(), "device name of a volume"),
                                FieldReader.bounded(mapping.ebs().volumeId()),
                                mapping.ebs().deleteOnTermination()));
            }
        }
        return devices;
    }
}
