package io.muster.local.addition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.client.AwsClients;
import io.muster.local.fixture.SharedCloud;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceTypesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.EventCode;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.PrefixListEntry;
import software.amazon.awssdk.services.ec2.model.Snapshot;
import software.amazon.awssdk.services.ec2.model.SummaryStatus;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.ec2.model.VolumeStatusEvent;
import software.amazon.awssdk.services.ec2.model.VolumeStatusItem;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** Each addition against the emulator, in a region that no other test uses. */
class AdditionsTest {

    private static final String REGION = "eu-west-1";

    private static AwsClients clients;
    private static Ec2Client ec2;
    private static String image;

    @BeforeAll
    static void connect() {
        clients = SharedCloud.clients(REGION);
        ec2 = clients.ec2();
        image =
                ec2.describeImages(
                                request ->
                                        request.filters(filter("architecture", "arm64"))
                                                .maxResults(1))
                        .images()
                        .getFirst()
                        .imageId();
    }

    @AfterAll
    static void close() {
        if (clients != null) {
            clients.close();
        }
    }

    @Test
    void an_instance_keeps_its_tenancy_and_tells_the_times_it_was_given() {
        String id =
                ec2.runInstances(
                                request ->
                                        request.imageId(image)
                                                .instanceType("m7g.large")
                                                .minCount(1)
                                                .maxCount(1)
                                                .placement(
                                                        place -> place.tenancy(Tenancy.DEDICATED)))
                        .instances()
                        .getFirst()
                        .instanceId();
        tag(id, HiddenTags.LAUNCHED, "2026-01-02T03:04:05Z");
        tag(id, HiddenTags.STOPPED, "2026-02-03T04:05:06Z");
        ec2.stopInstances(request -> request.instanceIds(id));

        Instance instance = instance(id);

        assertThat(instance.placement().tenancy()).isEqualTo(Tenancy.DEDICATED);
        assertThat(instance.launchTime()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(instance.stateTransitionReason())
                .isEqualTo("User initiated (2026-02-03 04:05:06 GMT)");
        assertThat(instance.tags()).isEmpty();
        assertThat(instance.enaSupport()).isTrue();
        assertThat(instance.platformAsString()).isNull();
    }

    @Test
    void what_a_service_runs_is_listed_where_it_is_asked_for() {
        String id = launched();
        tag(id, HiddenTags.OPERATOR, "eks.amazonaws.com");

        assertThat(ec2.describeInstances().reservations())
                .noneMatch(
                        each ->
                                each.instances().stream()
                                        .anyMatch(one -> id.equals(one.instanceId())));
        assertThat(ec2.describeInstanceStatus().instanceStatuses())
                .noneMatch(status -> id.equals(status.instanceId()));
        assertThat(
                        ec2.describeInstances(
                                        request ->
                                                request.instanceIds(id)
                                                        .includeManagedResources(true))
                                .reservations()
                                .getFirst()
                                .instances()
                                .getFirst()
                                .operator()
                                .principal())
                .isEqualTo("eks.amazonaws.com");
    }

    @Test
    void an_account_sets_nothing_for_the_metadata_service() {
        assertThat(ec2.getInstanceMetadataDefaults(request -> {}).accountLevel().httpTokens())
                .isNull();
    }

    @Test
    void a_prefix_list_tells_its_entries_and_one_that_is_unknown_is_refused() {
        String id =
                ec2.createManagedPrefixList(
                                request ->
                                        request.prefixListName("world")
                                                .addressFamily("IPv4")
                                                .maxEntries(2)
                                                .entries(
                                                        AddPrefixListEntry.builder()
                                                                .cidr("0.0.0.0/0")
                                                                .build()))
                        .prefixList()
                        .prefixListId();

        assertThat(ec2.getManagedPrefixListEntries(request -> request.prefixListId(id)).entries())
                .extracting(PrefixListEntry::cidr)
                .containsExactly("0.0.0.0/0");
        assertThatThrownBy(
                        () ->
                                ec2.getManagedPrefixListEntries(
                                        request -> request.prefixListId("pl-0123456789abcdef0")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        refused ->
                                assertThat(refused.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidPrefixListID.NotFound"));
    }

    private static String launched() {
        return ec2.runInstances(request -> request.imageId(image).minCount(1).maxCount(1))
                .instances()
                .getFirst()
                .instanceId();
    }

    @Test
    void the_root_device_is_one_of_the_mapped_ones() {
        String id =
                ec2.runInstances(
                                request ->
                                        request.imageId(image)
                                                .minCount(1)
                                                .maxCount(1)
                                                .blockDeviceMappings(
                                                        BlockDeviceMapping.builder()
                                                                .deviceName("/dev/first")
                                                                .ebs(ebs -> ebs.volumeSize(8))
                                                                .build()))
                        .instances()
                        .getFirst()
                        .instanceId();
        assertThat(instance(id).rootDeviceName()).isEqualTo("/dev/first");
    }

    @Test
    void a_multi_attach_volume_has_all_its_attachments() {
        List<String> two =
                ec2
                        .runInstances(request -> request.imageId(image).minCount(2).maxCount(2))
                        .instances()
                        .stream()
                        .map(Instance::instanceId)
                        .toList();
        String id =
                ec2.createVolume(
                                request ->
                                        request.availabilityZone(REGION + "a")
                                                .volumeType(VolumeType.IO2)
                                                .iops(1_000)
                                                .size(10)
                                                .multiAttachEnabled(true))
                        .volumeId();
        two.forEach(
                instance ->
                        ec2.attachVolume(
                                request ->
                                        request.volumeId(id)
                                                .instanceId(instance)
                                                .device("/dev/sdf")));

        Volume volume = ec2.describeVolumes(request -> request.volumeIds(id)).volumes().getFirst();

        assertThat(volume.attachments())
                .extracting(attachment -> attachment.instanceId())
                .containsExactlyInAnyOrderElementsOf(two);
        assertThat(volume.attachments())
                .extracting(attachment -> attachment.deleteOnTermination())
                .containsOnly(false);
    }

    @Test
    void a_volume_has_the_baseline_of_its_type() {
        assertThat(volume(VolumeType.GP2, 10).iops()).isEqualTo(100);
        assertThat(volume(VolumeType.GP2, 1_000).iops()).isEqualTo(3_000);
        assertThat(volume(VolumeType.GP2, 10_000).iops()).isEqualTo(16_000);
        assertThat(volume(VolumeType.GP3, 10).throughput()).isEqualTo(125);
    }

    @Test
    void only_ones_own_snapshots_are_ones_own() {
        String id =
                ec2.createSnapshot(
                                request -> request.volumeId(volume(VolumeType.GP3, 5).volumeId()))
                        .snapshotId();
        tag(id, HiddenTags.CREATED, "2026-01-01T00:00:00Z");

        List<Snapshot> own = ec2.describeSnapshots(request -> request.ownerIds("self")).snapshots();

        assertThat(own).extracting(Snapshot::ownerId).containsOnly("123456789012");
        assertThat(own)
                .filteredOn(snapshot -> snapshot.snapshotId().equals(id))
                .extracting(Snapshot::startTime)
                .containsExactly(java.time.Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(ec2.describeSnapshots(request -> request.maxResults(1_000)).snapshots())
                .extracting(Snapshot::ownerId)
                .contains("591542846629");
    }

    @Test
    void a_copied_image_can_be_dated_and_deprecated_and_its_snapshot_is_of_no_volume() {
        String id =
                ec2.copyImage(
                                request ->
                                        request.sourceImageId(image)
                                                .sourceRegion(REGION)
                                                .name("mine"))
                        .imageId();
        tag(id, HiddenTags.CREATED, "2025-01-01T00:00:00Z");
        ec2.enableImageDeprecation(
                request ->
                        request.imageId(id)
                                .deprecateAt(java.time.Instant.parse("2030-01-01T00:00:00Z")));

        Image own = ec2.describeImages(request -> request.imageIds(id)).images().getFirst();

        assertThat(own.creationDate()).isEqualTo("2025-01-01T00:00:00Z");
        assertThat(own.deprecationTime()).startsWith("2030-01-01T00:00:00");
        assertThat(own.platformAsString()).isNull();
        assertThat(ec2.describeSnapshots(request -> request.ownerIds("self")).snapshots())
                .filteredOn(snapshot -> String.valueOf(snapshot.description()).contains(id))
                .extracting(Snapshot::volumeId)
                .containsExactly("vol-ffffffff");
    }

    @Test
    void an_unknown_image_among_known_ones_fails_the_call() {
        assertThatThrownBy(
                        () ->
                                ec2.describeImages(
                                        request ->
                                                request.imageIds(image, "ami-0123456789abcdef0")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        error ->
                                assertThat(error.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidAMIID.NotFound"))
                .hasMessageContaining("ami-0123456789abcdef0");
    }

    @Test
    void an_instance_can_have_an_event_and_fail_a_check() {
        String id =
                ec2.runInstances(request -> request.imageId(image).minCount(1).maxCount(1))
                        .instances()
                        .getFirst()
                        .instanceId();
        assertThat(status(id).attachedEbsStatus().statusAsString()).isEqualTo("ok");
        assertThat(status(id).hasEvents()).isFalse();

        tag(id, HiddenTags.EVENT, "instance-stop|2026-07-01T00:00:00Z|The host | degrades");
        tag(id, HiddenTags.IMPAIRED, "system");

        InstanceStatus status = status(id);
        assertThat(status.events().getFirst().code()).isEqualTo(EventCode.INSTANCE_STOP);
        assertThat(status.events().getFirst().notBefore()).isEqualTo("2026-07-01T00:00:00Z");
        assertThat(status.events().getFirst().description()).isEqualTo("The host | degrades");
        assertThat(status.systemStatus().status()).isEqualTo(SummaryStatus.IMPAIRED);
        assertThat(status.instanceStatus().status()).isEqualTo(SummaryStatus.OK);
    }

    @Test
    void a_volume_has_a_status_and_can_be_impaired() {
        String sound = volume(VolumeType.GP3, 4).volumeId();
        String damaged = volume(VolumeType.GP3, 5).volumeId();
        tag(damaged, HiddenTags.IMPAIRED, "volume");

        List<VolumeStatusItem> named =
                ec2.describeVolumeStatus(request -> request.volumeIds(sound, damaged))
                        .volumeStatuses();

        assertThat(named)
                .extracting(item -> item.volumeId() + " " + item.volumeStatus().statusAsString())
                .containsExactlyInAnyOrder(sound + " ok", damaged + " impaired");
        assertThat(named)
                .flatExtracting(VolumeStatusItem::events)
                .extracting(VolumeStatusEvent::eventType)
                .containsExactly("potential-data-inconsistency");
        List<String> paged =
                ec2
                        .describeVolumeStatusPaginator(request -> request.maxResults(5))
                        .volumeStatuses()
                        .stream()
                        .map(VolumeStatusItem::volumeId)
                        .toList();
        assertThat(paged).doesNotHaveDuplicates().contains(sound, damaged);
    }

    @Test
    void a_group_keeps_its_lifetime_and_knows_from_which_version_a_member_came() {
        ec2.createLaunchTemplate(
                request ->
                        request.launchTemplateName("template")
                                .launchTemplateData(
                                        data -> data.imageId(image).instanceType("m7g.large")));
        clients.autoScaling()
                .createAutoScalingGroup(
                        request ->
                                request.autoScalingGroupName("group")
                                        .launchTemplate(
                                                template ->
                                                        template.launchTemplateName("template")
                                                                .version("1"))
                                        .minSize(1)
                                        .maxSize(1)
                                        .maxInstanceLifetime(86_400)
                                        .availabilityZones(REGION + "a"));
        ec2.createLaunchTemplateVersion(
                request ->
                        request.launchTemplateName("template")
                                .launchTemplateData(data -> data.imageId(image)));
        ec2.modifyLaunchTemplate(
                request -> request.launchTemplateName("template").defaultVersion("2"));

        AutoScalingGroup group =
                clients.autoScaling()
                        .describeAutoScalingGroups(
                                request -> request.autoScalingGroupNames("group"))
                        .autoScalingGroups()
                        .getFirst();

        assertThat(group.maxInstanceLifetime()).isEqualTo(86_400);
        assertThat(group.instances().getFirst().launchTemplate().version()).isEqualTo("1");
        assertThat(group.tags()).isEmpty();
    }

    @Test
    void a_policy_says_whether_it_is_enabled() {
        ec2.createLaunchTemplate(
                request ->
                        request.launchTemplateName("policies")
                                .launchTemplateData(data -> data.imageId(image)));
        clients.autoScaling()
                .createAutoScalingGroup(
                        request ->
                                request.autoScalingGroupName("with-policies")
                                        .launchTemplate(
                                                template -> template.launchTemplateName("policies"))
                                        .minSize(0)
                                        .maxSize(0)
                                        .availabilityZones(REGION + "a"));
        for (boolean enabled : new boolean[] {true, false}) {
            clients.autoScaling()
                    .putScalingPolicy(
                            request ->
                                    request.autoScalingGroupName("with-policies")
                                            .policyName("enabled-" + enabled)
                                            .policyType("SimpleScaling")
                                            .adjustmentType("ChangeInCapacity")
                                            .scalingAdjustment(1)
                                            .enabled(enabled));
        }
        assertThat(clients.autoScaling().describePolicies().scalingPolicies())
                .extracting(policy -> policy.policyName() + " " + policy.enabled())
                .contains("enabled-true true", "enabled-false false");
    }

    @Test
    void listings_come_in_pages() {
        Stream.of(1, 2, 3, 4, 5, 6, 7).forEach(size -> volume(VolumeType.GP3, size));
        DescribeVolumesResponse first = ec2.describeVolumes(request -> request.maxResults(5));
        assertThat(first.volumes()).hasSize(5);
        assertThat(first.nextToken()).isNotNull();
        List<String> paged =
                ec2.describeVolumesPaginator(request -> request.maxResults(5)).volumes().stream()
                        .map(Volume::volumeId)
                        .toList();
        assertThat(paged).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);

        DescribeInstanceTypesResponse types = ec2.describeInstanceTypes(request -> {});
        assertThat(types.instanceTypes()).hasSize(100);
        assertThat(types.nextToken()).isNotNull();
    }

    @Test
    void alarms_come_in_pages() {
        for (String name : List.of("one", "two", "three")) {
            clients.cloudWatch()
                    .putMetricAlarm(
                            request ->
                                    request.alarmName(name)
                                            .namespace("AWS/EC2")
                                            .metricName("CPUUtilization")
                                            .statistic("Average")
                                            .period(60)
                                            .evaluationPeriods(1)
                                            .threshold(1.0)
                                            .comparisonOperator(
                                                    ComparisonOperator.GREATER_THAN_THRESHOLD));
        }
        DescribeAlarmsResponse first =
                clients.cloudWatch().describeAlarms(request -> request.maxRecords(2));
        assertThat(first.metricAlarms()).hasSize(2);
        assertThat(
                        clients.cloudWatch()
                                .describeAlarms(request -> request.nextToken(first.nextToken()))
                                .metricAlarms())
                .hasSize(1);
    }

    @Test
    void page_sizes_and_tokens_that_aws_refuses_are_refused() {
        assertThatThrownBy(() -> ec2.describeVolumes(request -> request.maxResults(4)))
                .hasMessageContaining("outside 5 to 1000");
        assertThatThrownBy(() -> ec2.describeInstanceTypes(request -> request.maxResults(101)))
                .hasMessageContaining("outside 5 to 100");
        assertThatThrownBy(() -> ec2.describeVolumes(request -> request.nextToken("made-up")))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        error ->
                                assertThat(error.awsErrorDetails().errorCode())
                                        .isEqualTo("InvalidNextToken"));
    }

    @Test
    void hidden_tags_are_shown_to_who_asks_for_them() {
        String id = volume(VolumeType.GP3, 3).volumeId();
        tag(id, HiddenTags.KEY, "mine");
        assertThat(ec2.describeTags(request -> request.filters(filter("resource-id", id))).tags())
                .isEmpty();
        assertThat(
                        ec2.describeTags(request -> request.filters(filter("key", HiddenTags.KEY)))
                                .tags())
                .anyMatch(tag -> tag.resourceId().equals(id) && tag.value().equals("mine"));
    }

    private static Volume volume(VolumeType type, int size) {
        String id =
                ec2.createVolume(
                                request ->
                                        request.availabilityZone(REGION + "a")
                                                .volumeType(type)
                                                .size(size))
                        .volumeId();
        return ec2.describeVolumes(request -> request.volumeIds(id)).volumes().getFirst();
    }

    private static Instance instance(String id) {
        return ec2.describeInstances(request -> request.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    private static InstanceStatus status(String id) {
        return ec2.describeInstanceStatus(request -> request.instanceIds(id))
                .instanceStatuses()
                .getFirst();
    }

    private static void tag(String id, String key, String value) {
        ec2.createTags(
                request -> request.resources(id).tags(Tag.builder().key(key).value(value).build()));
    }

    private static Filter filter(String name, String... values) {
        return Filter.builder().name(name).values(values).build();
    }
}
