package io.muster.aws.fleet;

import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The resources that a look is about, instead of a whole scope. An instance brings all its volumes.
 *
 * @param instances ids
 * @param volumes ids
 * @param joined whether a volume also brings the instances that it is attached to, so that neither
 *     is seen in part
 */
public record NamedResources(
        SortedSet<String> instances, SortedSet<String> volumes, boolean joined) {

    /** Instances and volumes with all that is attached to them. */
    public static NamedResources joined(SortedSet<String> instances, SortedSet<String> volumes) {
        return new NamedResources(instances, volumes, true);
    }

    /** Instances with their volumes, and no other instance. */
    public static NamedResources only(SortedSet<String> instances) {
        return new NamedResources(instances, new TreeSet<>(), false);
    }
}
