package io.muster.local.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.local.LocalCloud;
import io.muster.local.addition.HiddenTags;
import io.muster.local.fixture.SharedCloud;
import io.muster.local.front.Fault;
import io.muster.local.front.Faults;
import io.muster.local.front.Front;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.ScalingPolicy;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.ArchitectureValues;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceLifecycleType;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Loads the fleet into an emulator and reads it back through the SDK, as Muster would. */
@org.junit.jupiter.api.Tag("slow")
class SampleFleetTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SEOUL = "ap-northeast-2";
    private static final String VIRGINIA = "us-east-1";

    private static AwsClients seoul;
    private static AwsClients virginia;
    private static List<Instance> inSeoul;
    private static List<Instance> inVirginia;

    @BeforeAll
    static void load() {
        LocalCloud cloud = SharedCloud.get();
        SampleFleet.load(cloud, CLOCK, SampleNames.HOSTILE);
        seoul = SharedCloud.clients(SEOUL);
        virginia = SharedCloud.clients(VIRGINIA);
        inSeoul = read(seoul);
        inVirginia = read(virginia);
    }

    @AfterAll
    static void close() {
        if (seoul != null) {
            seoul.close();
            virginia.close();
        }
    }

    @Test
    void has_forty_instances_in_two_regions_and_three_zones_each() {
        assertThat(all().toList()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(zones(seoul)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(zones(virginia)).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void has_many_workloads() {
        String key = Thresholds.defaults().get(Setting.WORKLOAD_TAG_KEY);
        assertThat(all().map(instance -> tag(instance.tags(), key)).collect(Collectors.toSet()))
                .hasSizeGreaterThanOrEqualTo(10)
                .contains("search", "storefront", "checkout", "billing");
    }

    @Test
    void a_second_load_adds_nothing() {
        int snapshots = snapshots(seoul).size();
        int volumes = volumes(virginia).size();

        assertThat(SampleFleet.load(SharedCloud.get(), CLOCK, SampleNames.HOSTILE))
                .isEqualTo(new Loaded(0, List.of()));

        assertThat(read(seoul)).hasSameSizeAs(inSeoul);
        assertThat(read(virginia)).hasSameSizeAs(inVirginia);
        assertThat(snapshots(seoul)).hasSize(snapshots);
        assertThat(volumes(virginia)).hasSize(volumes);
        assertThat(group(virginia, "checkout-api").instances()).hasSize(3);
    }

    @Test
    void what_an_emulator_does_not_offer_is_left_out_and_said() {
        Front front = SharedCloud.get().front();
        Faults.of(front).add(Fault.always("autoscaling", "*", Fault.Kind.NOT_OFFERED));
        try {
            assertThat(SampleFleet.load(SharedCloud.get(), CLOCK, SampleNames.HOSTILE).leftOut())
                    .hasSize(2)
                    .allMatch(line -> line.english().contains("Auto Scaling groups"));
        } finally {
            Faults.of(front).clear();
        }
    }

    @Test
    void shows_the_kinds_of_instance() {
        Set<String> families =
                all().map(instance -> family(instance.instanceTypeAsString()))
                        .collect(Collectors.toSet());
        assertThat(families)
                .contains("m3", "m4", "t2", "c4", "t3", "g4dn", "inf1", "m7g", "r5", "x1e");
        assertThat(all().map(Instance::architecture))
                .contains(ArchitectureValues.ARM64, ArchitectureValues.X86_64);
        assertThat(all().filter(instance -> "windows".equals(instance.platformAsString())).toList())
                .isNotEmpty();
        assertThat(all().map(Instance::instanceLifecycle)).contains(InstanceLifecycleType.SPOT);
        assertThat(all().map(instance -> instance.placement().tenancy()))
                .contains(Tenancy.DEDICATED, Tenancy.DEFAULT);
        assertThat(all().map(Instance::instanceTypeAsString)).contains("m5.metal", "c6g.metal");
        assertThat(all().map(instance -> instance.state().name()))
                .contains(
                        InstanceStateName.RUNNING,
                        InstanceStateName.STOPPED,
                        InstanceStateName.TERMINATED);
        assertThat(all().map(Instance::enaSupport)).contains(true, false);
        assertThat(all().map(Instance::ebsOptimized)).contains(true, false);
        assertThat(all().map(instance -> instance.monitoring().state()))
                .contains(MonitoringState.ENABLED, MonitoringState.DISABLED);
        assertThat(all().map(instance -> instance.metadataOptions().httpTokens()))
                .contains(HttpTokensState.REQUIRED, HttpTokensState.OPTIONAL);
        assertThat(all().anyMatch(instance -> instance.iamInstanceProfile() == null)).isTrue();
        assertThat(all().anyMatch(instance -> instance.iamInstanceProfile() != null)).isTrue();
        assertThat(all().anyMatch(instance -> instance.publicIpAddress() == null)).isTrue();
        assertThat(all().anyMatch(instance -> instance.publicIpAddress() != null)).isTrue();
    }

    @Test
    void has_the_elasticsearch_data_node_with_its_three_disks() {
        Instance node = named(seoul, "es-data-1");
        assertThat(node.rootDeviceName()).isEqualTo("/dev/xvda");
        Map<String, Volume> disks = volumes(seoul);
        assertThat(node.blockDeviceMappings())
                .extracting(
                        mapping ->
                                mapping.deviceName()
                                        + " "
                                        + volume(disks, mapping.ebs().volumeId()).size())
                .containsExactlyInAnyOrder("/dev/xvda 30", "/dev/sdf 1000", "/dev/sdg 2048");
    }

    @Test
    void has_the_amazon_linux_2_host_in_seoul() {
        Instance host = named(seoul, "gateway-seoul");
        assertThat(host.architecture()).isEqualTo(ArchitectureValues.ARM64);
        Image image =
                seoul.ec2()
                        .describeImages(request -> request.imageIds(host.imageId()))
                        .images()
                        .getFirst();
        assertThat(image.name()).startsWith("amzn2-arm64");
        assertThat(Instant.parse(image.creationDate())).isEqualTo(NOW.minus(Duration.ofDays(900)));
        assertThat(Instant.parse(image.deprecationTime())).isBefore(NOW);
    }

    @Test
    void tells_times_that_lie_in_the_past() {
        Instance stopped = named(virginia, "build-1");
        assertThat(stopped.state().name()).isEqualTo(InstanceStateName.STOPPED);
        assertThat(stopped.stateTransitionReason())
                .isEqualTo("User initiated (2026-03-03 12:00:00 GMT)");
        assertThat(stopped.launchTime()).isEqualTo(NOW.minus(Duration.ofDays(300)));
        assertThat(snapshots(seoul).values().stream().map(Snapshot::startTime))
                .contains(NOW.minus(Duration.ofDays(1)), NOW.minus(Duration.ofDays(45)));
    }

    @Test
    void shows_the_kinds_of_volume() {
        List<Volume> disks =
                Stream.of(seoul, virginia).flatMap(one -> volumes(one).values().stream()).toList();
        assertThat(disks)
                .extracting(Volume::volumeTypeAsString)
                .contains("gp2", "gp3", "io2", "st1");
        assertThat(disks).extracting(Volume::encrypted).contains(true, false);
        assertThat(disks).anyMatch(volume -> volume.attachments().isEmpty());
        assertThat(disks)
                .filteredOn(volume -> Boolean.TRUE.equals(volume.multiAttachEnabled()))
                .anySatisfy(volume -> assertThat(volume.attachments()).hasSize(2));
    }

    @Test
    void shows_snapshots_recent_and_old_and_of_deleted_volumes_and_volumes_without_any() {
        Map<String, Volume> disks = volumes(virginia);
        Map<String, Snapshot> snapshots = snapshots(virginia);
        Set<String> saved =
                snapshots.values().stream().map(Snapshot::volumeId).collect(Collectors.toSet());
        assertThat(new HashSet<>(disks.keySet())).anyMatch(id -> !saved.contains(id));
        assertThat(saved).anyMatch(id -> !disks.containsKey(id) && !id.equals("vol-ffffffff"));
        assertThat(snapshots.values()).extracting(Snapshot::encrypted).contains(true, false);
        assertThat(snapshots).as("only the account's own").hasSizeLessThan(100);
    }

    @Test
    void shows_groups_opened_by_every_kind_of_source() {
        List<SecurityGroup> groups = seoul.ec2().describeSecurityGroups().securityGroups();
        assertThat(groups.stream().flatMap(group -> group.ipPermissions().stream()))
                .anyMatch(
                        rule ->
                                rule.ipRanges().stream()
                                        .anyMatch(r -> r.cidrIp().equals("0.0.0.0/0")))
                .anyMatch(
                        rule ->
                                rule.ipv6Ranges().stream()
                                        .anyMatch(r -> r.cidrIpv6().equals("::/0")))
                .anyMatch(rule -> !rule.prefixListIds().isEmpty());
    }

    @Test
    void shows_groups_from_templates_configurations_and_mixed_types() {
        AutoScalingGroup web = group(seoul, "storefront-web");
        assertThat(web.launchTemplate().version()).isEqualTo("$Latest");
        assertThat(web.maxInstanceLifetime()).isEqualTo(7 * 86_400);
        assertThat(web.minSize()).isEqualTo(2);
        assertThat(web.healthCheckType()).isEqualTo("ELB");
        assertThat(web.targetGroupARNs()).hasSize(1);
        assertThat(web.instances()).hasSize(3);

        AutoScalingGroup checkout = group(virginia, "checkout-api");
        assertThat(checkout.mixedInstancesPolicy().launchTemplate().overrides()).isNotEmpty();
        assertThat(checkout.suspendedProcesses())
                .extracting(process -> process.processName())
                .contains("ReplaceUnhealthy");
        assertThat(checkout.maxInstanceLifetime()).isNull();
        assertThat(checkout.instances())
                .extracting(member -> member.launchTemplate().version())
                .containsExactlyInAnyOrder("1", "2", "2");

        AutoScalingGroup billing = group(virginia, "billing-worker");
        assertThat(billing.launchConfigurationName()).isEqualTo("billing-2019");
        assertThat(billing.minSize()).isEqualTo(1);
        assertThat(billing.maxSize()).isEqualTo(1);
    }

    @Test
    void shows_policies_that_are_on_and_off() {
        Map<String, Boolean> enabled =
                Stream.of(seoul, virginia)
                        .flatMap(
                                one ->
                                        one
                                                .autoScaling()
                                                .describePoliciesPaginator()
                                                .scalingPolicies()
                                                .stream())
                        .collect(
                                Collectors.toMap(
                                        ScalingPolicy::autoScalingGroupName,
                                        ScalingPolicy::enabled));
        assertThat(enabled)
                .containsEntry("storefront-web", true)
                .containsEntry("checkout-api", false)
                .doesNotContainKey("billing-worker");
    }

    @Test
    void shows_scheduled_events_and_failed_checks() {
        Map<String, InstanceStatus> statuses =
                Stream.of(seoul, virginia)
                        .flatMap(
                                one ->
                                        one
                                                .ec2()
                                                .describeInstanceStatusPaginator()
                                                .instanceStatuses()
                                                .stream())
                        .collect(Collectors.toMap(InstanceStatus::instanceId, Function.identity()));
        InstanceStatus retiring =
                Objects.requireNonNull(statuses.get(named(seoul, "media-3").instanceId()));
        assertThat(retiring.events()).hasSize(1);
        assertThat(retiring.events().getFirst().codeAsString()).isEqualTo("instance-retirement");
        assertThat(retiring.events().getFirst().notBefore()).isAfter(NOW);
        assertThat(statuses.values())
                .anyMatch(one -> one.systemStatus().status() == SummaryStatus.IMPAIRED)
                .anyMatch(one -> one.instanceStatus().status() == SummaryStatus.IMPAIRED)
                .anyMatch(one -> one.instanceStatus().status() == SummaryStatus.OK);
    }

    @Test
    void shows_alarms_with_and_without_actions() {
        List<MetricAlarm> alarms =
                seoul.cloudWatch().describeAlarmsPaginator().metricAlarms().stream().toList();
        assertThat(alarms).anyMatch(alarm -> alarm.alarmActions().isEmpty());
        assertThat(alarms).anyMatch(alarm -> !alarm.alarmActions().isEmpty());
    }

    @Test
    void shows_addresses_in_use_and_not() {
        List<Address> addresses = virginia.ec2().describeAddresses().addresses();
        assertThat(addresses).anyMatch(address -> address.associationId() == null);
        assertThat(addresses).anyMatch(address -> address.associationId() != null);
    }

    @Test
    void shows_an_image_that_is_gone_while_instances_run_from_it() {
        String image = named(virginia, "monolith").imageId();
        assertThat(
                        virginia.ec2()
                                .describeImages(
                                        request ->
                                                request.filters(
                                                        List.of(
                                                                software.amazon.awssdk.services.ec2
                                                                        .model.Filter.builder()
                                                                        .name("image-id")
                                                                        .values(image)
                                                                        .build())))
                                .images())
                .isEmpty();
    }

    @Test
    void shows_an_instance_without_tags_and_hostile_tags_as_they_were_given() {
        assertThat(instances(seoul)).anyMatch(instance -> instance.tags().isEmpty());
        assertThat(named(seoul, "<script>alert('muster')</script>").tags())
                .extracting(Tag::value)
                .contains("\"><img src=x onerror=alert(1)>", "</td></tr></table><b>&amp;");
        assertThat(
                        tag(
                                named(seoul, "=HYPERLINK(\"http://example.com\",\"click me\")")
                                        .tags(),
                                "owner"))
                .isEqualTo("+1,\"quoted\"\nsecond line");
    }

    @Test
    void names_are_plain_unless_hostile_ones_are_asked_for() {
        Stream<String> names =
                SampleFleet.regions(SampleNames.PLAIN).stream()
                        .flatMap(region -> region.hosts().stream())
                        .flatMap(
                                host ->
                                        Stream.of("Name", "workload")
                                                .map(key -> host.tags().getOrDefault(key, "none")));
        assertThat(names).allMatch(name -> name.matches("[a-z0-9-]{2,30}"));
    }

    @Test
    void both_kinds_of_names_are_of_the_same_hosts() {
        assertThat(keys(SampleNames.HOSTILE)).isEqualTo(keys(SampleNames.PLAIN));
    }

    private static List<String> keys(SampleNames names) {
        return SampleFleet.regions(names).stream()
                .flatMap(region -> region.hosts().stream())
                .map(SampleHost::name)
                .toList();
    }

    @Test
    void no_client_sees_the_hidden_tags() {
        Stream<Tag> tags =
                Stream.of(
                                all().flatMap(instance -> instance.tags().stream()),
                                volumes(seoul).values().stream()
                                        .flatMap(one -> one.tags().stream()),
                                snapshots(seoul).values().stream()
                                        .flatMap(one -> one.tags().stream()))
                        .flatMap(Function.identity());
        assertThat(tags.map(Tag::key)).noneMatch(key -> key.startsWith(HiddenTags.PREFIX));
        assertThat(group(seoul, "storefront-web").tags())
                .extracting(tag -> tag.key())
                .containsExactly("workload");
    }

    private static String family(String type) {
        return type.substring(0, type.indexOf('.'));
    }

    private static Stream<Instance> all() {
        return Stream.concat(inSeoul.stream(), inVirginia.stream());
    }

    private static List<Instance> instances(AwsClients clients) {
        return clients == seoul ? inSeoul : inVirginia;
    }

    private static List<Instance> read(AwsClients clients) {
        return clients.ec2().describeInstancesPaginator().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .toList();
    }

    private static Set<String> zones(AwsClients clients) {
        return instances(clients).stream()
                .map(instance -> instance.placement().availabilityZone())
                .collect(Collectors.toSet());
    }

    private static Map<String, Volume> volumes(AwsClients clients) {
        return clients
                .ec2()
                .describeVolumesPaginator(request -> request.maxResults(20))
                .volumes()
                .stream()
                .collect(Collectors.toMap(Volume::volumeId, Function.identity()));
    }

    private static Volume volume(Map<String, Volume> volumes, String id) {
        return Objects.requireNonNull(volumes.get(id), () -> "no volume " + id);
    }

    private static Map<String, Snapshot> snapshots(AwsClients clients) {
        return clients
                .ec2()
                .describeSnapshotsPaginator(request -> request.ownerIds("self"))
                .snapshots()
                .stream()
                .collect(Collectors.toMap(Snapshot::snapshotId, Function.identity()));
    }

    private static AutoScalingGroup group(AwsClients clients, String name) {
        return clients.autoScaling()
                .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                .autoScalingGroups()
                .getFirst();
    }

    private static Instance named(AwsClients clients, String name) {
        return instances(clients).stream()
                .filter(instance -> name.equals(tag(instance.tags(), "Name")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no instance named " + name));
    }

    private static String tag(List<Tag> tags, String key) {
        return tags.stream()
                .filter(tag -> tag.key().equals(key))
                .map(Tag::value)
                .findFirst()
                .orElse("");
    }
}
