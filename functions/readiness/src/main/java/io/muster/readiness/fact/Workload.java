package io.muster.readiness.fact;

import java.util.List;

/**
 * The instances and Auto Scaling groups that serve one purpose.
 *
 * @param id its name: the value of the workload tag, else the Auto Scaling group's name, else the
 *     Name tag
 * @param namedBy which of those three
 */
public record Workload(
        String id, NamedBy namedBy, List<Instance> instances, List<AutoScalingGroup> groups)
        implements Subject {

    public Workload {
        instances = List.copyOf(instances);
        groups = List.copyOf(groups);
    }

    public enum NamedBy {
        TAG,
        AUTO_SCALING_GROUP,
        NAME
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.WORKLOAD;
    }
}
