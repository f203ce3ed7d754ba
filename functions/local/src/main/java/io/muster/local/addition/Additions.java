package io.muster.local.addition;

import io.muster.local.front.Addition;
import java.util.List;

/** All that is put right, in the order of asking: the first sees what the others made. */
public final class Additions {

    private Additions() {}

    public static List<Addition> all() {
        return List.of(
                new HiddenTags(),
                new DescribeVolumeStatus(),
                new Pages(),
                new Correction(
                        "autoscaling:CreateAutoScalingGroup", CreateAutoScalingGroup::answer),
                Correction.of(
                        "autoscaling:DescribeAutoScalingGroups",
                        DescribeAutoScalingGroups::correct),
                new Correction("ec2:DescribeImages", DescribeImages::answer),
                Correction.of(
                        "ec2:DescribeInstances",
                        (xml, question, next) -> DescribeInstances.correct(xml, question)),
                Correction.of("ec2:DescribeInstanceStatus", DescribeInstanceStatus::correct),
                Correction.of("autoscaling:DescribePolicies", DescribePolicies::correct),
                new Correction("ec2:DescribeSnapshots", DescribeSnapshots::answer),
                Correction.of("ec2:DescribeVolumes", DescribeVolumes::correct),
                new Correction("ec2:EnableImageDeprecation", EnableImageDeprecation::answer),
                Correction.of(
                        "cloudwatch:DescribeAlarms",
                        (xml, question, next) -> PutCompositeAlarm.reveal(xml)),
                new Correction("cloudwatch:PutCompositeAlarm", PutCompositeAlarm::answer),
                new Correction("autoscaling:PutScalingPolicy", PutScalingPolicy::answer),
                new GetInstanceMetadataDefaults(),
                new Correction(
                        "ec2:GetManagedPrefixListEntries", GetManagedPrefixListEntries::answer),
                new Correction("ec2:RegisterImage", RegisterImage::answer),
                new Correction("ec2:RunInstances", RunInstances::answer));
    }
}
