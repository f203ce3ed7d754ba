package io.muster.aws.fleet;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.LaunchSettings;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.GroupLaunches;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Supplier;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsRequest;
import software.amazon.awssdk.services.autoscaling.model.DescribeLaunchConfigurationsResponse;
import software.amazon.awssdk.services.autoscaling.model.LaunchConfiguration;

/** Reads the launch configurations that Auto Scaling groups name; without any, nothing. */
final class LaunchConfigurationCollector
        extends SelectiveCollector<AutoScalingClient, Map<String, LaunchSettings>> {

    /** As many as Auto Scaling takes by name. */
    private static final int MAX_NAMES = 50;

    LaunchConfigurationCollector(Supplier<AutoScalingClient> autoScaling) {
        super(
                autoScaling,
                Source.LAUNCH_CONFIGURATIONS,
                "autoscaling:DescribeLaunchConfigurations",
                DescribeLaunchConfigurationsResponse.builder(),
                Source.AUTO_SCALING_GROUPS,
                GroupLaunches::configurationsOf,
                "priming");
    }

    @Override
    Fact<Map<String, LaunchSettings>> of(Scope scope, SortedSet<String> names) {
        return FilterValues.inChunks(names, MAX_NAMES, this::named);
    }

    private Fact<Map<String, LaunchSettings>> named(List<String> names) {
        DescribeLaunchConfigurationsRequest.Builder request =
                DescribeLaunchConfigurationsRequest.builder()
                        .launchConfigurationNames(names)
                        .maxRecords(MAX_NAMES);
        return new PagedOperation<>(
                        action(),
                        token ->
                                client().describeLaunchConfigurations(
                                                request.nextToken(token).build()),
                        DescribeLaunchConfigurationsResponse::nextToken,
                        DescribeLaunchConfigurationsResponse::launchConfigurations,
                        LaunchConfiguration::launchConfigurationName)
                .byId(
                        (from, read) ->
                                new LaunchSettings(
                                        read.text(from.imageId()),
                                        read.texts(from.securityGroups())));
    }
}
