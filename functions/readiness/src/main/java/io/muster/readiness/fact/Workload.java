package io.muster.readiness.fact;

import java.util.List;

/**
 * The instances and Auto Scaling groups that serve one purpose.
 *
 * @param id its name: the value of the workload tag, else the Auto Scaling group's name, else the
 *     Name tag
 */
public record Workload(String id, List<Instance> instances, List<AutoScalingGroup> groups)
        implements Subject {

    public Workload {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.WORKLOAD;
    }
}
