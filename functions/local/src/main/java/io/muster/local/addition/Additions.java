package io.muster.local.addition;

import io.muster.local.front.Addition;
import java.util.List;

/** All that is put right, in the order of asking: the first sees what the others made. */
public final class Additions {

    private Additions() {}

    public static List<Addition> all() {
        return List.of(
                new HiddenTags(),
                new Pages(),
                new CreateAutoScalingGroup(),
                new Correction(
                        "autoscaling:DescribeAutoScalingGroups",
                        DescribeAutoScalingGroups::correct),
                new DescribeImages(),
                new Correction(
                        "ec2:DescribeInstances",
                        (xml, question, next) -> DescribeInstances.correct(xml)),
                new Correction("ec2:DescribeInstanceStatus", DescribeInstanceStatus::correct),
                new Correction("autoscaling:DescribePolicies", DescribePolicies::correct),
                new DescribeSnapshots(),
                new Correction("ec2:DescribeVolumes", DescribeVolumes::correct),
                new EnableImageDeprecation(),
                new PutScalingPolicy(),
                new RunInstances());
    }
}
