package io.muster.readiness.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sorts instances and Auto Scaling groups into workloads.
 *
 * <p>A workload's name is the first that exists of: the value of the workload tag, the Auto Scaling
 * group's name, the Name tag. Instances that are gone, that nothing names, or that a service of AWS
 * runs, are not among a workload's.
 */
final class Workloads {

    /** AWS's own limit for a tag's value, in Unicode characters, which are not Java's chars. */
    private static final int MAX_NAME_LENGTH = 256;

    private final FleetFacts facts;
    private final String tagKey;

    Workloads(FleetFacts facts, String tagKey) {
        this.facts = facts;
        this.tagKey = tagKey;
    }

    Fact<List<Workload>> all() {
        return facts.get(Source.INSTANCES).zip(facts.get(Source.AUTO_SCALING_GROUPS), this::sort);
    }

    Optional<String> nameOf(Instance instance) {
        return name(instance.tags(), instance.autoScalingGroupName());
    }

    private List<Workload> sort(List<Instance> instances, List<AutoScalingGroup> groups) {
        SortedMap<String, Gathering> byName = new TreeMap<>();
        for (AutoScalingGroup group : groups) {
            name(group.tags(), group.name())
                    .map(name -> byName.computeIfAbsent(name, Gathering::new))
                    .ifPresent(workload -> workload.groups.add(group));
        }
        for (Instance instance : instances) {
            nameOf(instance)
                    .filter(name -> !instance.state().gone() && instance.operator() == null)
                    .map(name -> byName.computeIfAbsent(name, Gathering::new))
                    .ifPresent(workload -> workload.instances.add(instance));
        }
        return byName.values().stream().map(Gathering::workload).toList();
    }

    private Optional<String> name(Map<String, String> tags, @Nullable String groupName) {
        return Stream.of(
                        Optional.ofNullable(tags.get(tagKey)),
                        Optional.ofNullable(groupName),
                        Optional.ofNullable(tags.get("Name")))
                .flatMap(Optional::stream)
                .filter(name -> !name.isBlank())
                .findFirst()
                .map(Workloads::bounded);
    }

    private static String bounded(String text) {
        String stripped = text.strip();
        return stripped.codePointCount(0, stripped.length()) <= MAX_NAME_LENGTH
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, MAX_NAME_LENGTH));
    }

    private static final class Gathering {
        private final String name;
        private final List<Instance> instances = new ArrayList<>();
        private final List<AutoScalingGroup> groups = new ArrayList<>();

        private Gathering(String name) {
            this.name = name;
        }

        private Workload workload() {
            return new Workload(name, instances, groups);
        }
    }
}
