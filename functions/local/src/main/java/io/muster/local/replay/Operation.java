package io.muster.local.replay;

/**
 * The operations that are recorded, each with the element of its answer that holds the items.
 *
 * <p>{@code many} says whether a fleet of twice the size has twice the items: instances do,
 * instance types do not.
 */
enum Operation {
    DescribeInstances("ec2", "reservationSet", "item", true),
    DescribeVolumes("ec2", "volumeSet", "item", true),
    DescribeInstanceStatus("ec2", "instanceStatusSet", "item", true),
    DescribeSnapshots("ec2", "snapshotSet", "item", true),
    DescribeAddresses("ec2", "addressesSet", "item", true),
    DescribeSecurityGroups("ec2", "securityGroupInfo", "item", false),
    DescribeImages("ec2", "imagesSet", "item", false),
    DescribeInstanceTypes("ec2", "instanceTypeSet", "item", false),
    DescribeInstanceTypeOfferings("ec2", "instanceTypeOfferingSet", "item", false),
    DescribeAutoScalingGroups("autoscaling", "AutoScalingGroups", "member", true),
    DescribePolicies("autoscaling", "ScalingPolicies", "member", true),
    DescribeAlarms("monitoring", "MetricAlarms", "member", true);

    /** The service's name in a signature. */
    final String service;

    /** The element that holds the list. */
    final String container;

    /** The element of one item. */
    final String element;

    final boolean many;

    Operation(String service, String container, String element, boolean many) {
        this.service = service;
        this.container = container;
        this.element = element;
        this.many = many;
    }

    /** Whether the answer has the form of the query protocol, not EC2's own. */
    boolean query() {
        return !service.equals("ec2");
    }

    /** The most items a page has when the caller does not say. */
    int defaultPage() {
        return query() ? 50 : Math.min(1_000, largestPage());
    }

    /** The most items that a page can have, as AWS documents it; DescribeAddresses has no pages. */
    int largestPage() {
        return switch (this) {
            case DescribeAddresses -> Integer.MAX_VALUE;
            case DescribeInstanceTypes,
                    DescribeAutoScalingGroups,
                    DescribePolicies,
                    DescribeAlarms ->
                    100;
            case DescribeInstances,
                    DescribeVolumes,
                    DescribeInstanceStatus,
                    DescribeSnapshots,
                    DescribeSecurityGroups,
                    DescribeImages,
                    DescribeInstanceTypeOfferings ->
                    1_000;
        };
    }
}
