package io.muster.readiness.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fact.Workload.NamedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sorts instances and Auto Scaling groups into workloads.
 *
 * <p>A workload's name is the first that exists of: the value of the workload tag, the Auto Scaling
 * group's name, the Name tag. Instances that are gone, or that nothing names, belong to none.
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
        return Optional.ofNullable(name(tagKey, instance.tags(), instance.autoScalingGroupName()))
                .map(Name::text);
    }

    private List<Workload> sort(List<Instance> instances, List<AutoScalingGroup> groups) {
        Map<String, Gathering> byName = new TreeMap<>();
        for (AutoScalingGroup group : groups) {
            Name name = name(tagKey, group.tags(), group.name());
            if (name != null) {
                byName.computeIfAbsent(name.text, unused -> new Gathering(name)).groups.add(group);
            }
        }
        for (Instance instance : instances) {
            Name name =
                    instance.state().gone()
                            ? null
                            : name(tagKey, instance.tags(), instance.autoScalingGroupName());
            if (name != null) {
                byName.computeIfAbsent(name.text, unused -> new Gathering(name))
                        .instances
                        .add(instance);
            }
        }
        return byName.values().stream().map(Gathering::workload).toList();
    }

    private static @Nullable Name name(
            String tagKey, Map<String, String> tags, @Nullable String groupName) {
        String tagged = tags.get(tagKey);
        if (tagged != null && !tagged.isBlank()) {
            return new Name(bounded(tagged), NamedBy.TAG);
        }
        if (groupName != null && !groupName.isBlank()) {
            return new Name(bounded(groupName), NamedBy.AUTO_SCALING_GROUP);
        }
        String name = tags.get("Name");
        return name == null || name.isBlank() ? null : new Name(bounded(name), NamedBy.NAME);
    }

    private static String bounded(String text) {
        String stripped = text.strip();
        return stripped.codePointCount(0, stripped.length()) <= MAX_NAME_LENGTH
                ? stripped
                : stripped.substring(0, stripped.offsetByCodePoints(0, MAX_NAME_LENGTH));
    }

    private record Name(String text, NamedBy by) {}

    private static final class Gathering {
        private final Name name;
        private final List<Instance> instances = new ArrayList<>();
        private final List<AutoScalingGroup> groups = new ArrayList<>();

        private Gathering(Name name) {
            this.name = name;
        }

        private Workload workload() {
            return new Workload(name.text, name.by, instances, groups);
        }
    }
}
