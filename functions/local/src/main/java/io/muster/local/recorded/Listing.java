package io.muster.local.recorded;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that list what a region has, each with how it is asked and how it answers. */
enum Listing {
    INSTANCES(
            ec2("DescribeInstances", "reservationSet", 5, 1_000),
            new Ids("InstanceId", "InvalidInstanceID.NotFound"),
            Field.of("instance-id", "instanceId"),
            Field.of("image-id", "imageId"),
            Field.of("instance-type", "instanceType"),
            Field.within("instance-state-name", "instanceState", "name")),
    INSTANCE_STATUS(
            ec2("DescribeInstanceStatus", "instanceStatusSet", 5, 1_000),
            new Ids("InstanceId", "InvalidInstanceID.NotFound"),
            Field.of("instance-id", "instanceId")),
    VOLUMES(
            ec2("DescribeVolumes", "volumeSet", 5, 1_000),
            new Ids("VolumeId", "InvalidVolume.NotFound"),
            Field.of("volume-id", "volumeId"),
            Field.any("attachment.instance-id", "instanceId")),
    VOLUME_STATUS(
            ec2("DescribeVolumeStatus", "volumeStatusSet", 5, 1_000),
            new Ids("VolumeId", "InvalidVolume.NotFound"),
            Field.of("volume-id", "volumeId")),
    SNAPSHOTS(
            ec2("DescribeSnapshots", "snapshotSet", 5, 1_000),
            new Ids("SnapshotId", "InvalidSnapshot.NotFound"),
            Field.of("snapshot-id", "snapshotId"),
            Field.of("volume-id", "volumeId")),
    ADDRESSES(
            ec2("DescribeAddresses", "addressesSet", 1, Integer.MAX_VALUE),
            new Ids("AllocationId", "InvalidAllocationID.NotFound"),
            Field.of("allocation-id", "allocationId")),
    SECURITY_GROUPS(
            ec2("DescribeSecurityGroups", "securityGroupInfo", 5, 1_000),
            new Ids("GroupId", "InvalidGroup.NotFound"),
            Field.of("group-id", "groupId"),
            Field.of("group-name", "groupName")),
    IMAGES(
            ec2("DescribeImages", "imagesSet", 1, 1_000),
            new Ids("ImageId", "InvalidAMIID.NotFound"),
            Field.of("image-id", "imageId"),
            Field.of("name", "name")),
    LAUNCH_TEMPLATE_VERSIONS(
            ec2("DescribeLaunchTemplateVersions", "launchTemplateVersionSet", 1, 200),
            null,
            Field.of("launch-template-id", "launchTemplateId")),
    INSTANCE_TYPES(
            ec2("DescribeInstanceTypes", "instanceTypeSet", 5, 100),
            new Ids("InstanceType", "InvalidInstanceType"),
            Field.of("instance-type", "instanceType"),
            Field.of("current-generation", "currentGeneration"),
            Field.within(
                    "processor-info.supported-architecture", "supportedArchitectures", "item")),
    OFFERINGS(
            ec2("DescribeInstanceTypeOfferings", "instanceTypeOfferingSet", 5, 1_000),
            null,
            Field.of("instance-type", "instanceType"),
            Field.of("location", "location")),
    PREFIX_LIST(
            ec2("GetManagedPrefixListEntries", "entrySet", 1, 100), null, Field.of("cidr", "cidr")),
    AUTO_SCALING_GROUPS(
            new Shape("autoscaling", "DescribeAutoScalingGroups", "AutoScalingGroups", 1, 100),
            new Ids("AutoScalingGroupNames.member", null),
            Field.of("auto-scaling-group", "AutoScalingGroupName")),
    LAUNCH_CONFIGURATIONS(
            new Shape(
                    "autoscaling", "DescribeLaunchConfigurations", "LaunchConfigurations", 1, 100),
            new Ids("LaunchConfigurationNames.member", null),
            Field.of("", "LaunchConfigurationName")),
    POLICIES(
            new Shape("autoscaling", "DescribePolicies", "ScalingPolicies", 1, 100),
            new Ids("PolicyNames.member", null),
            Field.of("", "PolicyName")),
    ALARMS(
            new Shape("monitoring", "DescribeAlarms", "MetricAlarms", 1, 100),
            new Ids("AlarmNames.member", null),
            Field.of("", "AlarmName"));

    /**
     * How an operation answers.
     *
     * @param service the signing name
     * @param list the element that holds the items
     * @param least the smallest page that can be asked for
     * @param most the largest, as the API reference says
     */
    record Shape(String service, String operation, String list, int least, int most) {}

    /**
     * How items are named in a request.
     *
     * @param member before the number
     * @param notFound the error for an id that there is not; null where it is left out
     */
    record Ids(String member, @Nullable String notFound) {}

    /** What asks for no other items than are recorded. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "Action",
                    "Version",
                    "NextToken",
                    "MaxResults",
                    "MaxRecords",
                    "IncludeManagedResources",
                    "IncludeDeprecated",
                    "IncludeDisabled");

    /** Auto Scaling and CloudWatch give so many where they are not told. */
    private static final int QUERY_PAGE = 50;

    private static final Set<String> OWNERS = Set.of("self", "123456789012");

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts and numbers
    private final Shape shape;

    @SuppressWarnings("ImmutableEnumChecker") // a record of texts
    private final @Nullable Ids ids;

    @SuppressWarnings("ImmutableEnumChecker") // List.of makes it so, of records of patterns
    private final List<Field> fields;

    /** The first of the fields is what names an item. */
    Listing(Shape shape, @Nullable Ids ids, Field... fields) {
        this.shape = shape;
        this.ids = ids;
        this.fields = List.of(fields);
    }

    private static Shape ec2(String operation, String list, int least, int most) {
        return new Shape("ec2", operation, list, least, most);
    }

    Shape shape() {
        return shape;
    }

    @Nullable Ids ids() {
        return ids;
    }

    /** What names an item. */
    String id(String item) {
        return fields.getFirst().of(item).stream().findFirst().orElse("");
    }

    Optional<Field> field(String filter) {
        return filter.startsWith("tag:")
                ? Optional.of(Field.tag(filter.substring("tag:".length())))
                : fields.stream()
                        .filter(field -> isEc2() && field.name().equals(filter))
                        .findFirst();
    }

    boolean isEc2() {
        return shape.service().equals("ec2");
    }

    String pageSize() {
        return isEc2() ? "MaxResults" : "MaxRecords";
    }

    /** The element of one item. */
    String element() {
        return isEc2() ? "item" : "member";
    }

    /** What a page holds where the request does not say. */
    int usualPage() {
        return switch (this) {
            case INSTANCE_TYPES, OFFERINGS -> shape.most();
            default -> isEc2() ? Integer.MAX_VALUE : QUERY_PAGE;
        };
    }

    /** Whether a member of a request can be answered. */
    boolean understands(String member, String value) {
        Ids named = ids;
        // The query protocol says so of an empty list.
        boolean empty = value.isEmpty();
        if (empty
                || HARMLESS.contains(member)
                || (named != null && member.startsWith(named.member() + "."))
                || (isEc2() && member.startsWith("Filter."))) {
            return true;
        }
        return switch (this) {
            // Only the account's own are recorded.
            case SNAPSHOTS, IMAGES -> member.startsWith("Owner.") && OWNERS.contains(value);
            case OFFERINGS -> member.equals("LocationType") && value.equals("availability-zone");
            // The sample fleet has no composite alarms.
            case ALARMS -> member.startsWith("AlarmTypes.");
            case POLICIES -> member.equals("AutoScalingGroupName");
            case PREFIX_LIST -> member.equals("PrefixListId");
            case LAUNCH_TEMPLATE_VERSIONS -> member.startsWith("LaunchTemplate");
            default -> false;
        };
    }
}
