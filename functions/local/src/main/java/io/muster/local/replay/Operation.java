package io.muster.local.replay;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The operations that are recorded, each with the element of its answer that holds the items.
 *
 * <p>{@code many} says whether a fleet of twice the size has twice the items: instances do,
 * instance types do not.
 */
enum Operation {
    DescribeInstances("ec2", "reservationSet", true, 1_000),
    DescribeVolumes("ec2", "volumeSet", true, 1_000),
    DescribeInstanceStatus("ec2", "instanceStatusSet", true, 1_000),
    DescribeSnapshots("ec2", "snapshotSet", true, 1_000),
    DescribeAddresses("ec2", "addressesSet", true, Integer.MAX_VALUE),
    DescribeSecurityGroups("ec2", "securityGroupInfo", false, 1_000),
    DescribeLaunchTemplateVersions("ec2", "launchTemplateVersionSet", false, 200),
    DescribeImages("imagesSet", 1_000, ItemKey.IMAGE),
    DescribeInstanceTypes("instanceTypeSet", 100, ItemKey.TYPE),
    DescribeInstanceTypeOfferings("instanceTypeOfferingSet", 1_000, ItemKey.TYPE),
    DescribeAutoScalingGroups("autoscaling", "AutoScalingGroups", true, 100),
    DescribeLaunchConfigurations("autoscaling", "LaunchConfigurations", false, 100),
    DescribePolicies("autoscaling", "ScalingPolicies", true, 100),
    DescribeAlarms("monitoring", "MetricAlarms", true, 100);

    /** The service's name in a signature. */
    final String service;

    /** The element that holds the list. */
    final String container;

    final boolean many;

    /** The most items that a page can have, as AWS documents it; DescribeAddresses has no pages. */
    final int largestPage;

    /** By what a scan asks for items of a catalogue; null for what belongs to a fleet. */
    final @Nullable ItemKey key;

    Operation(String service, String container, boolean many, int largestPage) {
        this.service = service;
        this.container = container;
        this.many = many;
        this.largestPage = largestPage;
        this.key = null;
    }

    Operation(String container, int largestPage, ItemKey key) {
        this.service = "ec2";
        this.container = container;
        this.many = false;
        this.largestPage = largestPage;
        this.key = key;
    }

    /** Whether the answer has the form of the query protocol, not EC2's own. */
    boolean query() {
        return !service.equals("ec2");
    }

    /** The element of one item. */
    String element() {
        return query() ? "member" : "item";
    }

    /** The most items a page has when the caller does not say. */
    int defaultPage() {
        return query() ? 50 : Math.min(1_000, largestPage);
    }

    /** What names an item of a catalogue. */
    enum ItemKey {
        IMAGE("image-id", "imageId"),
        TYPE("instance-type", "instanceType");

        /** The filter that takes it. */
        final String filter;

        private final Pattern name;

        ItemKey(String filter, String element) {
            this.filter = filter;
            this.name = Pattern.compile("<%1$s>([^<]+)</%1$s>".formatted(element));
        }

        /** All that an item speaks of. */
        List<String> in(String item) {
            return name.matcher(item).results().map(found -> found.group(1)).toList();
        }

        /** Whether an item is one of those. */
        boolean isOneOf(Set<String> wanted, String item) {
            Matcher match = name.matcher(item);
            return match.find() && wanted.contains(match.group(1));
        }
    }
}
