package io.muster.aws.fleet;

import java.util.Set;

/** Something that asks AWS, and says what it must be allowed to ask. */
public interface Collector {

    /** The IAM actions it needs, each of which is one operation: {@code ec2:DescribeVolumes}. */
    Set<String> actions();
}
