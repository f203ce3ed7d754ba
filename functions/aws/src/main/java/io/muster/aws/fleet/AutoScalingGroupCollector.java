package io.muster.aws.fleet;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.AutoScalingGroup.Member;
import io.muster.readiness.fact.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
import software.amazon.awssdk.services.autoscaling.model.TrafficSourceIdentifier;

/** Reads the Auto Scaling groups with their members. */
final class AutoScalingGroupCollector implements Collector {

    private static final String ACTION = "autoscaling:DescribeAutoScalingGroups";
    private static final int PAGE = 100;

    /** As many as Auto Scaling takes by name, whatever the size of the page. */
    private static final int MAX_NAMES = 50;

    private final Supplier<AutoScalingClient> autoScaling;

    AutoScalingGroupCollector(Supplier<AutoScalingClient> autoScaling) {
        this.autoScaling = autoScaling;
    }

    @Override
    public Set<String> actions() {
        return Set.of(ACTION);
    }

    Fact<List<AutoScalingGroup>> collect() {
        FieldReader read = new FieldReader();
        return operation(List.of()).list(group -> translate(group, read));
    }

    /** Some groups only; one that there is no more is not among them. */
    Fact<List<AutoScalingGroup>> named(SortedSet<String> names) {
        FieldReader read = new FieldReader();
        List<AutoScalingGroup> found = new ArrayList<>();
        return FilterValues.inChunks(
                        List.copyOf(names),
                        MAX_NAMES,
                        found,
                        chunk ->
                                operation(chunk)
                                        .list(group -> translate(group, read))
                                        .map(some -> FilterValues.joined(found, some)))
                .map(List::copyOf);
    }

    private PagedOperation<
                    DescribeAutoScalingGroupsResponse,
                    software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup>
            operation(List<String> names) {
        return new PagedOperation<>(
                ACTION,
                token -> page(names, token),
                DescribeAutoScalingGroupsResponse::nextToken,
                DescribeAutoScalingGroupsResponse::autoScalingGroups,
                software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup
                        ::autoScalingGroupName);
    }

    private DescribeAutoScalingGroupsResponse page(List<String> names, @Nullable String token) {
        return autoScaling
                .get()
                .describeAutoScalingGroups(
                        DescribeAutoScalingGroupsRequest.builder()
                                .autoScalingGroupNames(names)
                                .maxRecords(PAGE)
                                .nextToken(token)
                                .build());
    }

    private static AutoScalingGroup translate(
            software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup from,
            FieldReader read) {
        return new AutoScalingGroup(
                FieldReader.bounded(from.autoScalingGroupName()),
                read.text(from.autoScalingGroupARN()),
                required(from.minSize(), "minimum size"),
                required(from.maxSize(), "maximum size"),
                required(from.desiredCapacity(), "desired capacity"),
                read.texts(from.availabilityZones()),
                healthCheckTypes(from.healthCheckType(), read),
                loadBalancers(from, read),
                launchSource(from, read),
                from.maxInstanceLifetime(),
                read.textSet(from.suspendedProcesses(), SuspendedProcess::processName),
                from.instances().stream().map(member -> translate(member, read)).toList(),
                read.tags(from.tags(), TagDescription::key, TagDescription::value));
    }

    private static int required(@Nullable Integer value, String field) {
        if (value == null) {
            throw new UnreadableAnswer("it has no " + field);
        }
        return value;
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
        Stream<String> sources =
                from.trafficSources().stream().map(TrafficSourceIdentifier::identifier);
        return read.texts(
                Stream.of(
                                from.targetGroupARNs().stream(),
                                from.loadBalancerNames().stream(),
                                sources)
                        .flatMap(all -> all)
                        .distinct()
                        .toList());
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
                            : read.texts(mixed.overrides(), LaunchTemplateOverrides::instanceType));
        }
        if (from.launchTemplate() != null) {
            return template(from.launchTemplate(), read);
        }
        String configuration = from.launchConfigurationName();
        return configuration == null || configuration.isEmpty()
                ? new LaunchSource.None()
                : new LaunchSource.Configuration(FieldReader.bounded(configuration));
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
                read.text(from.availabilityZone()),
                read.text(from.lifecycleStateAsString()),
                read.text(from.healthStatus()),
                template == null ? null : read.text(template.version()));
    }
}
