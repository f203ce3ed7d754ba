package io.muster.local.cases;

import io.muster.aws.client.AwsClients;
import io.muster.local.addition.HiddenTags;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AddPrefixListEntry;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.IpRange;
import software.amazon.awssdk.services.ec2.model.Ipv6Range;
import software.amazon.awssdk.services.ec2.model.PrefixListId;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;

/** What a case puts into an account of its own, which begins empty. */
record CaseFleet(AwsClients clients, String account, String image) {

    static final String REGION = "us-east-1";
    private static final String ZONE = REGION + "a";
    private static final String TYPE = "m5.large";

    /** The fleet of an account that has an image, and nothing else. */
    static CaseFleet in(AwsClients clients, String account) {
        String image = clients.ec2().registerImage(request -> request.name("base")).imageId();
        return new CaseFleet(clients, account, image);
    }

    Ec2Client ec2() {
        return clients.ec2();
    }

    private AutoScalingClient autoScaling() {
        return clients.autoScaling();
    }

    /** A running instance with the default security group. */
    String host() {
        return run(request -> {});
    }

    String host(String type) {
        return run(request -> request.instanceType(type));
    }

    String hostIn(String... securityGroups) {
        return run(request -> request.securityGroupIds(securityGroups));
    }

    String hostOf(String ownImage) {
        return run(request -> request.imageId(ownImage));
    }

    /** One in a subnet that gives no public address. */
    String privateHost() {
        String subnet = ec2().describeSubnets().subnets().getFirst().subnetId();
        ec2().modifySubnetAttribute(
                        request ->
                                request.subnetId(subnet)
                                        .mapPublicIpOnLaunch(with -> with.value(false)));
        return run(request -> request.subnetId(subnet));
    }

    private String run(Consumer<RunInstancesRequest.Builder> more) {
        RunInstancesRequest.Builder request =
                RunInstancesRequest.builder()
                        .imageId(image)
                        .instanceType(TYPE)
                        .minCount(1)
                        .maxCount(1);
        more.accept(request);
        return ec2().runInstances(request.build()).instances().getFirst().instanceId();
    }

    /** An image of one's own. */
    String ownImage(String name) {
        return ec2().registerImage(request -> request.name(name)).imageId();
    }

    /** The same, whose root volume starts from a snapshot. */
    String ownImage(String name, String snapshot) {
        BlockDeviceMapping root =
                BlockDeviceMapping.builder()
                        .deviceName("/dev/sda1")
                        .ebs(disk -> disk.snapshotId(snapshot))
                        .build();
        return ec2().registerImage(
                        request ->
                                request.name(name)
                                        .rootDeviceName("/dev/sda1")
                                        .blockDeviceMappings(root))
                .imageId();
    }

    String goneImage() {
        String gone = ownImage("gone");
        ec2().deregisterImage(request -> request.imageId(gone));
        return gone;
    }

    /** A security group with rules. */
    String firewall(String name, IpPermission... rules) {
        String vpc = ec2().describeVpcs().vpcs().getFirst().vpcId();
        String id =
                ec2().createSecurityGroup(
                                request -> request.groupName(name).description(name).vpcId(vpc))
                        .groupId();
        if (rules.length > 0) {
            ec2().authorizeSecurityGroupIngress(
                            request -> request.groupId(id).ipPermissions(rules));
        }
        return id;
    }

    String goneFirewall() {
        String gone = firewall("gone");
        ec2().deleteSecurityGroup(request -> request.groupId(gone));
        return gone;
    }

    static IpPermission tcp(int port, String... ranges) {
        return rule("tcp", port, port, ranges);
    }

    /** A rule for sources of both versions of IP. */
    static IpPermission rule(String protocol, int from, int to, String... ranges) {
        return IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(
                        Stream.of(ranges)
                                .filter(range -> !range.contains(":"))
                                .map(range -> IpRange.builder().cidrIp(range).build())
                                .toList())
                .ipv6Ranges(
                        Stream.of(ranges)
                                .filter(range -> range.contains(":"))
                                .map(range -> Ipv6Range.builder().cidrIpv6(range).build())
                                .toList())
                .build();
    }

    static IpPermission tcpFromList(int port, String prefixList) {
        return IpPermission.builder()
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .prefixListIds(PrefixListId.builder().prefixListId(prefixList).build())
                .build();
    }

    String prefixList(String family, String... ranges) {
        return ec2().createManagedPrefixList(
                        request ->
                                request.prefixListName("list")
                                        .addressFamily(family)
                                        .maxEntries(10)
                                        .entries(
                                                Stream.of(ranges)
                                                        .map(
                                                                range ->
                                                                        AddPrefixListEntry.builder()
                                                                                .cidr(range)
                                                                                .build())
                                                        .toList()))
                .prefixList()
                .prefixListId();
    }

    /** An alarm on the CPU of an instance. */
    void alarm(String name, String instance, String... actions) {
        alarm(name, "InstanceId", instance, actions);
    }

    void alarmOnGroup(String name, String group, String... actions) {
        alarm(name, "AutoScalingGroupName", group, actions);
    }

    private void alarm(String name, String dimension, String value, String... actions) {
        put(name, dimension, value, request -> request.alarmActions(actions));
    }

    void put(
            String name,
            String dimension,
            String value,
            Consumer<PutMetricAlarmRequest.Builder> more) {
        PutMetricAlarmRequest.Builder request =
                PutMetricAlarmRequest.builder()
                        .alarmName(name)
                        .namespace("AWS/EC2")
                        .metricName("CPUUtilization")
                        .dimensions(Dimension.builder().name(dimension).value(value).build())
                        .statistic("Average")
                        .period(60)
                        .evaluationPeriods(1)
                        .threshold(90.0)
                        .actionsEnabled(true)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
        more.accept(request);
        clients.cloudWatch().putMetricAlarm(request.build());
    }

    void composite(String name, String rule, String... actions) {
        clients.cloudWatch()
                .putCompositeAlarm(
                        request ->
                                request.alarmName(name)
                                        .alarmRule(rule)
                                        .actionsEnabled(true)
                                        .alarmActions(actions));
    }

    /** The ARN of a topic that people are subscribed to. */
    String topic() {
        return arn("sns", "on-call");
    }

    String arn(String service, String resource) {
        return "arn:aws:%s:%s:%s:%s".formatted(service, REGION, account, resource);
    }

    /** A launch template named {@code web}, whose first version has a sound image. */
    void template() {
        ec2().createLaunchTemplate(
                        request ->
                                request.launchTemplateName("web")
                                        .launchTemplateData(
                                                data -> data.imageId(image).instanceType(TYPE)));
    }

    /** The next version of the template. */
    void version(String ownImage, String... securityGroups) {
        ec2().createLaunchTemplateVersion(
                        request ->
                                request.launchTemplateName("web")
                                        .launchTemplateData(
                                                data ->
                                                        data.imageId(ownImage)
                                                                .instanceType(TYPE)
                                                                .securityGroupIds(securityGroups)));
    }

    /** A group named {@code web} with a member of the template's first version. */
    String group(String version) {
        return group(
                request ->
                        request.launchTemplate(
                                from -> from.launchTemplateName("web").version(version)),
                1);
    }

    String group(Consumer<CreateAutoScalingGroupRequest.Builder> launch, int size) {
        CreateAutoScalingGroupRequest.Builder request =
                CreateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName("web")
                        .minSize(0)
                        .maxSize(4)
                        .desiredCapacity(0)
                        .availabilityZones(ZONE);
        launch.accept(request);
        autoScaling().createAutoScalingGroup(request.build());
        if (size == 0) {
            autoScaling()
                    .updateAutoScalingGroup(
                            with -> with.autoScalingGroupName("web").minSize(0).maxSize(0));
            return "web";
        }
        String member = member("1");
        autoScaling().attachInstances(with -> with.autoScalingGroupName("web").instanceIds(member));
        return member;
    }

    private String member(String version) {
        return run(
                request ->
                        request.imageId(null)
                                .instanceType((String) null)
                                .launchTemplate(
                                        from -> from.launchTemplateName("web").version(version)));
    }

    /** A volume of a size in GiB, attached to nothing. */
    String volume(String type, int size) {
        return ec2().createVolume(
                        request ->
                                request.availabilityZone(ZONE)
                                        .volumeType(type)
                                        .size(size)
                                        .iops(type.startsWith("io") ? 100 : null))
                .volumeId();
    }

    /** The root volume of an instance. */
    String root(String instance) {
        return ec2().describeVolumes(
                        request -> request.filters(filter("attachment.instance-id", instance)))
                .volumes()
                .getFirst()
                .volumeId();
    }

    static Filter filter(String name, String value) {
        return Filter.builder().name(name).values(value).build();
    }

    void attach(String volume, String instance) {
        ec2().attachVolume(
                        request ->
                                request.volumeId(volume).instanceId(instance).device("/dev/sdf"));
    }

    String snapshot(String volume) {
        return ec2().createSnapshot(request -> request.volumeId(volume)).snapshotId();
    }

    /** Makes a resource as many days old. */
    String aged(String id, int days) {
        tag(id, HiddenTags.CREATED, Instant.now().minus(Duration.ofDays(days)).toString());
        return id;
    }

    void tag(String id, String key, String value) {
        ec2().createTags(
                        request ->
                                request.resources(id)
                                        .tags(Tag.builder().key(key).value(value).build()));
    }

    /** A second network interface. */
    String secondInterface(String instance) {
        String subnet = ec2().describeSubnets().subnets().getFirst().subnetId();
        String added =
                ec2().createNetworkInterface(request -> request.subnetId(subnet))
                        .networkInterface()
                        .networkInterfaceId();
        ec2().attachNetworkInterface(
                        request ->
                                request.networkInterfaceId(added)
                                        .instanceId(instance)
                                        .deviceIndex(1));
        return added;
    }

    void elasticAddress(String networkInterface) {
        String id = ec2().allocateAddress(request -> request.domain("vpc")).allocationId();
        ec2().associateAddress(
                        request -> request.allocationId(id).networkInterfaceId(networkInterface));
    }

    /** As many ranges of the internet, a 256th of all addresses each. */
    static String[] blocks(int count) {
        return Stream.iterate(11, first -> first + 1)
                .filter(first -> !List.of(100, 127, 169, 172, 192, 198).contains(first))
                .limit(count)
                .map("%d.0.0.0/8"::formatted)
                .toArray(String[]::new);
    }
}
