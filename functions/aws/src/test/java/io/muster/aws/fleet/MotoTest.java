package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallerIdentity;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.Moto;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.Architecture;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.InstanceStatus;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.CallCount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** A fleet in an emulator, made and read back over HTTP. */
@TestInstance(Lifecycle.PER_CLASS)
class MotoTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    private Moto moto;
    private Scope scope;
    private FleetFacts facts;
    private Map<String, CallCount> calls;

    private String imageId;
    private String goneImageId;
    private String runningId;
    private String stoppedId;
    private String terminatedId;
    private String volumeId;
    private String snapshotId;

    @BeforeAll
    void make_and_read_a_fleet() {
        moto = Moto.start();
        try (AwsClients clients = QuickClients.of(moto.endpoint())) {
            scope = CallerIdentity.of(clients).in("us-east-1");
            makeInstances(clients.ec2());
            makeStorage(clients.ec2());
            makeGroup(clients);
        }
        try (AwsClients clients = QuickClients.of(moto.endpoint())) {
            FleetCollector collector = new FleetCollector(clients);
            facts =
                    collector
                            .collect(scope, NOW, collector.sources())
                            .with(Source.GUESTS, Fact.known(Map.of()));
            calls = clients.ledger().counts();
        }
    }

    @AfterAll
    void stop() {
        if (moto != null) {
            moto.close();
        }
    }

    @Test
    void every_fact_is_known_but_what_moto_does_not_offer() {
        assertThat(facts.missing())
                .containsKeys("managed nodes", "logs")
                .doesNotContainKeys(
                        "instances",
                        "volumes",
                        "instance types",
                        "instance type offerings",
                        "images",
                        "security groups",
                        "Elastic IP addresses",
                        "snapshots",
                        "instance statuses",
                        "Auto Scaling groups",
                        "scaling policies",
                        "alarms")
                .allSatisfy(
                        (label, missing) ->
                                assertThat(missing.why())
                                        .as(label)
                                        .isIn(Why.NOT_SUPPORTED, Why.NOT_COLLECTED));
        assertThat(scope).isEqualTo(Scope.of("123456789012", "us-east-1"));
    }

    @Test
    void the_instances_are_those_that_were_made() {
        assertThat(instance(runningId).state()).isEqualTo(State.RUNNING);
        assertThat(instance(runningId).instanceType()).isEqualTo("m5.large");
        assertThat(instance(runningId).tags()).containsEntry("Name", "web");
        assertThat(instance(runningId).options().metadata()).isNotNull();
        assertThat(instance(runningId).network().securityGroupIds()).hasSize(1);
        assertThat(instance(stoppedId).state()).isEqualTo(State.STOPPED);
        assertThat(instance(stoppedId).life().changedAt()).isNotNull();
        assertThat(instance(terminatedId).state()).isEqualTo(State.TERMINATED);
    }

    @Test
    void a_deregistered_image_is_absent_and_a_registered_one_is_not() {
        assertThat(instance(stoppedId).imageId()).isEqualTo(goneImageId);
        assertThat(known(facts.get(Source.IMAGES)))
                .containsKey(imageId)
                .doesNotContainKey(goneImageId);
    }

    @Test
    void the_types_are_those_in_use_and_the_current_arm64_ones_with_their_zones() {
        var types = known(facts.get(Source.INSTANCE_TYPES));
        assertThat(types).containsKeys("m5.large", "m7g.large").doesNotContainKey("t2.micro");
        assertThat(types.values())
                .filteredOn(type -> !type.name().equals("m5.large"))
                .allSatisfy(
                        type ->
                                assertThat(type.compute().architectures())
                                        .as(type.name())
                                        .contains(Architecture.ARM64));
        Map<String, Set<String>> offerings = known(facts.get(Source.OFFERINGS));
        assertThat(offerings.get("m5.large")).contains("us-east-1a");
    }

    @Test
    void the_storage_is_what_was_made() {
        Volume volume =
                known(facts.get(Source.VOLUMES)).stream()
                        .filter(each -> each.id().equals(volumeId))
                        .findFirst()
                        .orElseThrow();
        assertThat(volume.type()).isEqualTo("gp3");
        assertThat(volume.sizeGib()).isEqualTo(30);
        assertThat(volume.attachments()).isEmpty();
        assertThat(known(facts.get(Source.SNAPSHOTS)))
                .extracting(Snapshot::id)
                .containsOnly(snapshotId);
        assertThat(known(facts.get(Source.ADDRESSES))).hasSize(1).noneMatch(Address::associated);
    }

    @Test
    void the_group_its_policy_and_its_alarm_are_what_was_made() {
        AutoScalingGroup group = known(facts.get(Source.AUTO_SCALING_GROUPS)).get(0);
        assertThat(group.name()).isEqualTo("web-group");
        assertThat(group.capacity().zones()).containsExactly("us-east-1a", "us-east-1b");
        assertThat(group.launchSource()).isInstanceOf(LaunchSource.Template.class);
        assertThat(group.members()).hasSize(2);
        assertThat(known(facts.get(Source.SCALING_POLICIES)))
                .singleElement()
                .matches(policy -> policy.groupName().equals("web-group"));
        assertThat(known(facts.get(Source.ALARMS)))
                .containsExactly(
                        new Alarm(
                                "cpu-high",
                                "OK",
                                List.of("arn:aws:sns:us-east-1:123456789012:ops"),
                                Map.of("InstanceId", runningId)));
    }

    @Test
    void running_instances_and_no_others_have_a_status() {
        assertThat(known(facts.get(Source.INSTANCE_STATUSES)))
                .containsKey(runningId)
                .doesNotContainKeys(stoppedId, terminatedId);
        assertThat(known(facts.get(Source.INSTANCE_STATUSES)).values())
                .extracting(InstanceStatus::system)
                .containsOnly("ok");
    }

    @Test
    void the_fleet_was_read_in_few_calls() {
        assertThat(calls.values().stream().mapToLong(CallCount::calls).sum())
                .isLessThanOrEqualTo(22);
    }

    private void makeInstances(Ec2Client ec2) {
        imageId =
                ec2.describeImages(request -> request.owners("amazon")).images().stream()
                        .filter(image -> "x86_64".equals(image.architectureAsString()))
                        .findFirst()
                        .orElseThrow()
                        .imageId();
        runningId = run(ec2, imageId, InstanceType.M5_LARGE);
        goneImageId =
                ec2.createImage(request -> request.instanceId(runningId).name("ours")).imageId();
        stoppedId = run(ec2, goneImageId, InstanceType.M5_LARGE);
        ec2.deregisterImage(request -> request.imageId(goneImageId));
        ec2.stopInstances(request -> request.instanceIds(stoppedId));
        terminatedId = run(ec2, imageId, InstanceType.T2_MICRO);
        ec2.terminateInstances(request -> request.instanceIds(terminatedId));
    }

    private static String run(Ec2Client ec2, String image, InstanceType type) {
        return ec2.runInstances(
                        request ->
                                request.imageId(image)
                                        .instanceType(type)
                                        .minCount(1)
                                        .maxCount(1)
                                        .tagSpecifications(
                                                TagSpecification.builder()
                                                        .resourceType(ResourceType.INSTANCE)
                                                        .tags(tag("Name", "web"))
                                                        .build()))
                .instances()
                .get(0)
                .instanceId();
    }

    private void makeStorage(Ec2Client ec2) {
        // What creating the image snapshotted would only stand in the way.
        ec2.describeSnapshots(request -> request.ownerIds("self")).snapshots().stream()
                .filter(snapshot -> "123456789012".equals(snapshot.ownerId()))
                .forEach(
                        snapshot ->
                                ec2.deleteSnapshot(
                                        request -> request.snapshotId(snapshot.snapshotId())));
        volumeId =
                ec2.createVolume(
                                request ->
                                        request.availabilityZone("us-east-1a")
                                                .size(30)
                                                .volumeType(VolumeType.GP3))
                        .volumeId();
        snapshotId = ec2.createSnapshot(request -> request.volumeId(volumeId)).snapshotId();
        ec2.allocateAddress(request -> request.domain("vpc"));
    }

    private void makeGroup(AwsClients clients) {
        clients.ec2()
                .createLaunchTemplate(
                        request ->
                                request.launchTemplateName("web")
                                        .launchTemplateData(
                                                data ->
                                                        data.imageId(imageId)
                                                                .instanceType(
                                                                        InstanceType.M5_LARGE)));
        clients.autoScaling()
                .createAutoScalingGroup(
                        request ->
                                request.autoScalingGroupName("web-group")
                                        .minSize(2)
                                        .maxSize(4)
                                        .availabilityZones("us-east-1a", "us-east-1b")
                                        .launchTemplate(
                                                template ->
                                                        template.launchTemplateName("web")
                                                                .version("$Latest")));
        clients.autoScaling()
                .putScalingPolicy(
                        request ->
                                request.autoScalingGroupName("web-group")
                                        .policyName("up")
                                        .policyType("SimpleScaling")
                                        .adjustmentType("ChangeInCapacity")
                                        .scalingAdjustment(1));
        clients.cloudWatch()
                .putMetricAlarm(
                        request ->
                                request.alarmName("cpu-high")
                                        .namespace("AWS/EC2")
                                        .metricName("CPUUtilization")
                                        .statistic("Average")
                                        .period(60)
                                        .evaluationPeriods(1)
                                        .threshold(80.0)
                                        .comparisonOperator("GreaterThanThreshold")
                                        .actionsEnabled(true)
                                        .alarmActions("arn:aws:sns:us-east-1:123456789012:ops")
                                        .dimensions(
                                                Dimension.builder()
                                                        .name("InstanceId")
                                                        .value(runningId)
                                                        .build()));
    }

    private Instance instance(String id) {
        List<Instance> all = known(facts.get(Source.INSTANCES));
        return all.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
