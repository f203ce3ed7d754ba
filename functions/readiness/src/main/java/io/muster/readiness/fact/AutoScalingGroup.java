package io.muster.readiness.fact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An Auto Scaling group.
 *
 * @param loadBalancers target group ARNs, Classic Load Balancer names and other traffic sources
 */
public record AutoScalingGroup(
        String name,
        Capacity capacity,
        List<String> loadBalancers,
        LaunchSource launchSource,
        Replacement replacement,
        List<Member> members,
        Map<String, String> tags) {

    public AutoScalingGroup {
        loadBalancers = List.copyOf(loadBalancers);
        members = List.copyOf(members);
        tags = Map.copyOf(tags);
    }

    /** How many instances it holds, and where. */
    public record Capacity(int minimum, int maximum, int desired, List<String> zones) {

        public Capacity {
            zones = List.copyOf(zones);
        }
    }

    /**
     * When it replaces an instance.
     *
     * @param healthCheckTypes among {@code EC2}, {@code ELB}, {@code EBS}, {@code VPC_LATTICE}
     * @param maximumLifetimeSeconds after which an instance is replaced; null or 0 for never
     * @param suspendedProcesses such as {@code ReplaceUnhealthy}
     */
    public record Replacement(
            Set<String> healthCheckTypes,
            @Nullable Integer maximumLifetimeSeconds,
            Set<String> suspendedProcesses) {

        public Replacement {
            healthCheckTypes = Set.copyOf(healthCheckTypes);
            suspendedProcesses = Set.copyOf(suspendedProcesses);
        }
    }

    /** Whether the group may hold no instance at all: it is kept, but switched off. */
    public boolean switchedOff() {
        return capacity.maximum() == 0;
    }

    /** Those of the processes that are suspended, in alphabetical order. */
    public List<String> suspended(String... processes) {
        return Stream.of(processes)
                .filter(replacement.suspendedProcesses()::contains)
                .sorted()
                .toList();
    }

    /** An instance of the group; empty where the group does not list it. */
    public Optional<Member> member(String instanceId) {
        return members.stream()
                .filter(member -> member.instanceId().equals(instanceId))
                .findFirst();
    }

    /** What the group launches from. */
    public sealed interface LaunchSource {

        /**
         * A launch template.
         *
         * @param version a number, {@code $Latest} or {@code $Default}; null where not reported
         */
        record Template(@Nullable String id, @Nullable String name, @Nullable String version)
                implements LaunchSource {

            /** Stands for the version that the template says is its default. */
            public static final String DEFAULT_VERSION = "$Default";

            /** The version as AWS takes it: a group that names none launches the default. */
            public String versionOrDefault() {
                return version == null ? DEFAULT_VERSION : version;
            }
        }

        /**
         * A mixed instances policy.
         *
         * @param instanceTypes the types that override the template's; empty when the policy names
         *     requirements instead of types
         * @param images by type, where the policy names an image for it: a group can so hold both
         *     architectures
         * @param templates that take the place of the template for some of the types
         */
        record MixedInstances(
                Template template,
                List<String> instanceTypes,
                Map<String, String> images,
                List<Template> templates)
                implements LaunchSource {

            public MixedInstances {
                instanceTypes = List.copyOf(instanceTypes);
                images = Map.copyOf(images);
                templates = List.copyOf(templates);
            }
        }

        /** A launch configuration, which AWS no longer develops. */
        record Configuration(String name) implements LaunchSource {}

        /** The group names none. */
        record None() implements LaunchSource {}
    }

    /**
     * An instance of the group.
     *
     * @param lifecycleState such as {@code InService}
     * @param templateVersion the number of the template version that it was launched from
     */
    public record Member(
            String instanceId,
            @Nullable String instanceType,
            @Nullable String lifecycleState,
            @Nullable String templateVersion) {}
}
