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
                new DescribeAutoScalingGroups(),
                new DescribeImages(),
                new DescribeInstances(),
                new DescribeInstanceStatus(),
                new DescribePolicies(),
                new DescribeSnapshots(),
                new DescribeVolumes(),
                new EnableImageDeprecation(),
                new PutScalingPolicy(),
                new RunInstances());
    }
}
