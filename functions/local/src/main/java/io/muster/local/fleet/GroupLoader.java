package io.muster.local.fleet;

import io.muster.local.fleet.SampleGroup.Balancer;
import io.muster.local.fleet.SampleGroup.Launch;
import io.muster.local.fleet.SampleGroup.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.CreateAutoScalingGroupRequest;
import software.amazon.awssdk.services.autoscaling.model.Instance;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateOverrides;
import software.amazon.awssdk.services.autoscaling.model.LaunchTemplateSpecification;
import software.amazon.awssdk.services.autoscaling.model.MetricType;
import software.amazon.awssdk.services.autoscaling.model.MixedInstancesPolicy;
import software.amazon.awssdk.services.autoscaling.model.PredefinedMetricSpecification;
import software.amazon.awssdk.services.autoscaling.model.Tag;
import software.amazon.awssdk.services.autoscaling.model.UpdateAutoScalingGroupRequest;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.ProtocolEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetTypeEnum;

/**
 * Makes launch templates and Auto Scaling groups, and puts hosts into them.
 *
 * <p>The groups launch nothing themselves: an emulator's launch ignores most of the template. They
 * are made empty, the hosts are attached, and only then the minimum is raised.
 */
record GroupLoader(
        Ec2Client ec2,
        AutoScalingClient autoScaling,
        ElasticLoadBalancingV2Client balancing,
        Keys keys,
        SampleRegion region,
        ImageLoader images) {

    void loadTemplates() {
        for (SampleTemplate template : region.templates()) {
            String key = "template/" + template.name();
            keys.ensure(key, () -> create(template, key));
        }
    }

    void loadGroups() {
        Map<String, AutoScalingGroup> existing =
                autoScaling.describeAutoScalingGroupsPaginator().autoScalingGroups().stream()
                        .collect(
                                Collectors.toMap(
                                        AutoScalingGroup::autoScalingGroupName, group -> group));
        for (SampleGroup group : region.groups()) {
            AutoScalingGroup before = existing.get(group.name());
            if (before == null) {
                create(group);
            }
            attach(group, before);
            finish(group);
        }
    }

    private String create(SampleTemplate template, String key) {
        RequestLaunchTemplateData data =
                RequestLaunchTemplateData.builder()
                        .imageId(imageId(template.image()))
                        .instanceType(template.type())
                        .build();
        var tags = Keys.specification(ResourceType.LAUNCH_TEMPLATE, key);
        String id =
                ec2.createLaunchTemplate(
                                request ->
                                        request.launchTemplateName(template.name())
                                                .launchTemplateData(data)
                                                .tagSpecifications(tags))
                        .launchTemplate()
                        .launchTemplateId();
        for (int version = 2; version <= template.versions(); version++) {
            String description = "version " + version;
            ec2.createLaunchTemplateVersion(
                    request ->
                            request.launchTemplateId(id)
                                    .versionDescription(description)
                                    .launchTemplateData(data));
        }
        ec2.modifyLaunchTemplate(
                request ->
                        request.launchTemplateId(id)
                                .defaultVersion(Integer.toString(template.versions())));
        // Not every emulator tags a template as it is made.
        keys.label(id, key);
        return id;
    }

    private void create(SampleGroup group) {
        CreateAutoScalingGroupRequest.Builder create =
                CreateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName(group.name())
                        .minSize(0)
                        .maxSize(group.scaling().maximum())
                        .desiredCapacity(0)
                        .vpcZoneIdentifier(
                                group.zones().stream()
                                        .map(zone -> NetworkLoader.subnetKey(zone, false))
                                        .map(keys::id)
                                        .collect(Collectors.joining(",")))
                        .healthCheckType(group.balancer() == Balancer.CHECKING ? "ELB" : "EC2")
                        .tags(tags(group));
        Integer days = group.lifetimeDays();
        if (days != null) {
            create.maxInstanceLifetime(Math.toIntExact(Duration.ofDays(days).toSeconds()));
        }
        if (group.balancer() != Balancer.NONE) {
            create.targetGroupARNs(targetGroup(group.name()));
        }
        switch (group.launch()) {
            case Launch.Template template ->
                    create.launchTemplate(specification(template.name(), template.version()));
            case Launch.Mixed mixed -> create.mixedInstancesPolicy(policy(mixed));
            case Launch.Configuration configuration -> {
                ensureConfiguration(configuration);
                create.launchConfigurationName(configuration.name());
            }
        }
        autoScaling.createAutoScalingGroup(create.build());
    }

    private static List<Tag> tags(SampleGroup group) {
        Tag.Builder own = Tag.builder().propagateAtLaunch(false);
        return group.tags().entrySet().stream()
                .map(tag -> own.key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }

    private void attach(SampleGroup group, @Nullable AutoScalingGroup before) {
        List<String> members =
                before == null
                        ? List.of()
                        : before.instances().stream().map(Instance::instanceId).toList();
        List<String> missing =
                region.hosts().stream()
                        .filter(host -> Objects.equals(host.machine().group(), group.name()))
                        .map(host -> keys.id(HostLoader.key(host.name())))
                        .filter(id -> !members.contains(id))
                        .toList();
        if (!missing.isEmpty()) {
            autoScaling.attachInstances(
                    request -> request.autoScalingGroupName(group.name()).instanceIds(missing));
        }
    }

    /** The idempotent calls. */
    private void finish(SampleGroup group) {
        UpdateAutoScalingGroupRequest.Builder update =
                UpdateAutoScalingGroupRequest.builder()
                        .autoScalingGroupName(group.name())
                        .minSize(group.scaling().minimum())
                        .maxSize(group.scaling().maximum());
        if (group.launch() instanceof Launch.Mixed mixed) {
            // moto drops the policy in an update that does not repeat it.
            update.mixedInstancesPolicy(policy(mixed));
        }
        autoScaling.updateAutoScalingGroup(update.build());
        List<String> suspended = group.scaling().suspended();
        if (!suspended.isEmpty()) {
            autoScaling.suspendProcesses(
                    request ->
                            request.autoScalingGroupName(group.name()).scalingProcesses(suspended));
        }
        if (group.scaling().policy() != Policy.NONE) {
            putPolicy(group.name(), group.scaling().policy() == Policy.TARGET_TRACKING);
        }
    }

    private void putPolicy(String group, boolean enabled) {
        PredefinedMetricSpecification cpu =
                PredefinedMetricSpecification.builder()
                        .predefinedMetricType(MetricType.ASG_AVERAGE_CPU_UTILIZATION)
                        .build();
        // moto knows a policy by its name alone: two groups must not use the same one.
        autoScaling.putScalingPolicy(
                request ->
                        request.autoScalingGroupName(group)
                                .policyName(group + "-cpu")
                                .policyType("TargetTrackingScaling")
                                .targetTrackingConfiguration(
                                        target ->
                                                target.targetValue(50.0)
                                                        .predefinedMetricSpecification(cpu))
                                .enabled(enabled));
    }

    private void ensureConfiguration(Launch.Configuration configuration) {
        boolean missing =
                autoScaling
                        .describeLaunchConfigurations(
                                request -> request.launchConfigurationNames(configuration.name()))
                        .launchConfigurations()
                        .isEmpty();
        if (missing) {
            autoScaling.createLaunchConfiguration(
                    request ->
                            request.launchConfigurationName(configuration.name())
                                    .imageId(imageId(configuration.image()))
                                    .instanceType(configuration.type()));
        }
    }

    /** Target groups of one name and port are the same one: the call finds what it made before. */
    private String targetGroup(String name) {
        return balancing
                .createTargetGroup(
                        request ->
                                request.name(name)
                                        .protocol(ProtocolEnum.HTTP)
                                        .port(8080)
                                        .targetType(TargetTypeEnum.INSTANCE)
                                        .vpcId(keys.id("vpc")))
                .targetGroups()
                .getFirst()
                .targetGroupArn();
    }

    private static MixedInstancesPolicy policy(Launch.Mixed mixed) {
        LaunchTemplateOverrides.Builder override = LaunchTemplateOverrides.builder();
        List<LaunchTemplateOverrides> types =
                mixed.types().stream().map(type -> override.instanceType(type).build()).toList();
        return MixedInstancesPolicy.builder()
                .launchTemplate(
                        template ->
                                template.launchTemplateSpecification(
                                                specification(mixed.template(), mixed.version()))
                                        .overrides(types))
                .build();
    }

    private static LaunchTemplateSpecification specification(String name, String version) {
        return LaunchTemplateSpecification.builder()
                .launchTemplateName(name)
                .version(version)
                .build();
    }

    private String imageId(String name) {
        return images.id(SampleFleet.imageNamed(name));
    }
}
