package io.muster.aws.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeAutoScalingGroupsResponse;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplate;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.SuspendedProcess;
import software.amazon.awssdk.services.autoscaling.model.TagDescription;

/** Reads the Auto Scaling groups with their members. */
final class AutoScalingGroupCollector
        extends SelectiveCollector<AutoScalingClient, List<AutoScalingGroup>> {

    private static final int PAGE = 100;

    /** As many as Auto Scaling takes by name, whatever the size of the page. */
    private static final int MAX_NAMES = 50;

    AutoScalingGroupCollector(Supplier<AutoScalingClient> autoScaling) {
        super(
                autoScaling,
                Source.AUTO_SCALING_GROUPS,
                "autoscaling:DescribeAutoScalingGroups",
                DescribeAutoScalingGroupsResponse.builder(),
                Source.INSTANCES,
                all -> FleetCollector.inUse(all, host -> host.autoScalingGroupName()),
                "priming");
    }

    /** A whole scope is listed without them. */
    @Override
    Set<Source<?>> after() {
        return Set.of();
    }

    @Override
    Fact<List<AutoScalingGroup>> all(FleetFacts before) {
        return FilterValues.list(named(List.of()));
    }

    @Override
    Fact<List<AutoScalingGroup>> of(Scope scope, SortedSet<String> names) {
        return FilterValues.list(FilterValues.inChunks(names, MAX_NAMES, this::named));
    }

    private Fact<Map<String, AutoScalingGroup>> named(List<String> names) {
        DescribeAutoScalingGroupsRequest.Builder request =
                DescribeAutoScalingGroupsRequest.builder()
                        .autoScalingGroupNames(names)
                        .maxRecords(PAGE);
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeAutoScalingGroups(
                                                request.nextToken(token).build()),
                        DescribeAutoScalingGroupsResponse::nextToken,
                        DescribeAutoScalingGroupsResponse::autoScalingGroups,
                        group -> group.autoScalingGroupName())
                .byId(AutoScalingGroupCollector::translate);
    }

    private static AutoScalingGroup translate(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup from,
            FieldReader read) {
        return new AutoScalingGroup(
                FieldReader.bounded(from.autoScalingGroupName()),
                new AutoScalingGroup.Capacity(
                        FieldReader.required(from.minSize(), "minimum size"),
                        FieldReader.required(from.maxSize(), "maximum size"),
                        FieldReader.required(from.desiredCapacity(), "desired capacity"),
                        read.texts(from.availabilityZones())),
                loadBalancers(from, read),
                launchSource(from, read),
                new AutoScalingGroup.Replacement(
                        healthCheckTypes(from.healthCheckType(), read),
                        from.maxInstanceLifetime(),
                        read.textSet(from.suspendedProcesses(), SuspendedProcess::processName)),
                from.instances().stream().map(member -> translate(member, read)).toList(),
                read.tags(from.tags(), TagDescription::key, TagDescription::value));
    }

    /** Auto Scaling joins several by commas, such as {@code EC2,EBS}. */
    private static Set<String> healthCheckTypes(@Nullable String types, FieldReader read) {
        return types == null
                ? Set.of()
                : read.textSet(List.of(FieldReader.bounded(types).split(",")), String::strip);
    }

    /** A target group shows up both under its own name and as a traffic source. */
    private static List<String> loadBalancers(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup from,
            FieldReader read) {
        Set<String> all = new LinkedHashSet<>(from.targetGroupARNs());
        all.addAll(from.loadBalancerNames());
        from.trafficSources().forEach(source -> all.add(source.identifier()));
        return read.texts(new ArrayList<>(all));
    }

    private static LaunchSource launchSource(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup from,
            FieldReader read) {
        if (from.mixedInstancesPolicy() != null) {
            LaunchTemplate mixed = from.mixedInstancesPolicy().launchTemplate();
            return new LaunchSource.MixedInstances(
                    template(mixed == null ? null : mixed.launchTemplateSpecification(), read),
                    mixed == null
                            ? List.of()
                            : read.texts(mixed.overrides(), LaunchTemplateOverrides::instanceType),
                    mixed == null ? Map.of() : images(mixed.overrides(), read),
                    mixed == null ? List.of() : templates(mixed.overrides(), read));
        }
        if (from.launchTemplate() != null) {
            return template(from.launchTemplate(), read);
        }
        String configuration = from.launchConfigurationName();
        return configuration == null || configuration.isEmpty()
                ? new LaunchSource.None()
                : new LaunchSource.Configuration(FieldReader.bounded(configuration));
    }

    private static List<LaunchSource.Template> templates(
            List<LaunchTemplateOverrides> overrides, FieldReader read) {
        return overrides.stream()
                .map(LaunchTemplateOverrides::launchTemplateSpecification)
                .filter(Objects::nonNull)
                .map(own -> template(own, read))
                .distinct()
                .toList();
    }

    private static Map<String, String> images(
            List<LaunchTemplateOverrides> overrides, FieldReader read) {
        return read.tags(
                overrides.stream()
                        .filter(each -> each.imageId() != null && each.instanceType() != null)
                        .toList(),
                LaunchTemplateOverrides::instanceType,
                LaunchTemplateOverrides::imageId);
    }

    private static LaunchSource.Template template(
            @Nullable LaunchTemplateSpecification from, FieldReader read) {
        return from == null
                ? new LaunchSource.Template(null, null, null)
                : new LaunchSource.Template(
                        read.text(from.launchTemplateId()),
                        read.text(from.launchTemplateName()),
                        read.text(from.version()));
    }

    private static Member translate(Instance from, FieldReader read) {
        LaunchTemplateSpecification template = from.launchTemplate();
        return new Member(
                FieldReader.bounded(FieldReader.required(from.instanceId(), "id of a member")),
                read.text(from.instanceType()),
                read.text(from.lifecycleStateAsString()),
                template == null ? null : read.text(template.version()));
    }
}
