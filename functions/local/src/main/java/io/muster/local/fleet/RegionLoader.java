package io.muster.local.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.local.LocalCloud;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.ComparisonOperator;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.PutMetricAlarmRequest;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;

/** Loads the sample fleet's part in one region, through the SDK's own clients. */
final class RegionLoader {

    /** The instance profile of every host that has one. */
    static final String PROFILE = "muster-sample-host";

    private static final int NOT_IMPLEMENTED = 501;

    private final LocalCloud cloud;
    private final SampleRegion region;
    private final Instant now;

    RegionLoader(LocalCloud cloud, SampleRegion region, Instant now) {
        this.cloud = cloud;
        this.region = region;
        this.now = now;
    }

    Loaded load() {
        URI endpoint = cloud.endpoint();
        try (AwsClients clients =
                        new AwsClients(
                                Region.of(region.name()),
                                cloud.credentials(),
                                endpoint,
                                new CallLedger());
                ElasticLoadBalancingV2Client balancing = balancing();
                CloudWatchLogsClient logs = logs();
                IamClient iam = iam()) {
            profile(iam);
            Keys keys = new Keys(clients.ec2());
            new NetworkLoader(clients.ec2(), keys, region.name()).load(region.firewalls());
            ImageLoader images = new ImageLoader(clients.ec2(), keys, region.name(), now);
            GroupLoader groups =
                    new GroupLoader(
                            clients.ec2(), clients.autoScaling(), balancing, keys, region, images);
            groups.loadTemplates();
            new HostLoader(clients.ec2(), keys, region, images, now).load();
            new GuestLoader(cloud.ssm(), keys, region).load();
            new LogLoader(logs, cloud.logs(), keys, region, now).load();
            List<String> leftOut = offered(groups::loadGroups);
            region.alarms().forEach(alarm -> put(clients.cloudWatch(), keys, alarm));
            images.deregister(region.images());
            return new Loaded(keys.made(), leftOut);
        }
    }

    /**
     * LocalStack's free edition has neither Auto Scaling nor load balancers: the rest still loads.
     */
    private List<String> offered(Runnable groups) {
        try {
            groups.run();
            return List.of();
        } catch (AwsServiceException refused) {
            if (refused.statusCode() != NOT_IMPLEMENTED) {
                throw refused;
            }
            return List.of(
                    "the Auto Scaling groups of %s, which this emulator does not offer"
                            .formatted(region.name()));
        }
    }

    private static void profile(IamClient iam) {
        try {
            iam.createInstanceProfile(request -> request.instanceProfileName(PROFILE));
        } catch (EntityAlreadyExistsException there) {
            // Made by an earlier load, or for the other region: IAM knows no regions.
        }
    }

    private void put(CloudWatchClient cloudWatch, Keys keys, SampleAlarm alarm) {
        String watched = alarm.watchesGroup() ? alarm.of() : keys.id(HostLoader.key(alarm.of()));
        PutMetricAlarmRequest.Builder put =
                PutMetricAlarmRequest.builder()
                        .alarmName(alarm.name())
                        .namespace("AWS/EC2")
                        .metricName("CPUUtilization")
                        .dimensions(
                                Dimension.builder()
                                        .name(
                                                alarm.watchesGroup()
                                                        ? "AutoScalingGroupName"
                                                        : "InstanceId")
                                        .value(watched)
                                        .build())
                        .statistic(Statistic.AVERAGE)
                        .period(300)
                        .evaluationPeriods(3)
                        .threshold(90.0)
                        .comparisonOperator(ComparisonOperator.GREATER_THAN_THRESHOLD);
        if (alarm.notifies()) {
            put.alarmActions("arn:aws:sns:%s:123456789012:on-call".formatted(region.name()));
        }
        cloudWatch.putMetricAlarm(put.build());
    }

    private ElasticLoadBalancingV2Client balancing() {
        return ElasticLoadBalancingV2Client.builder()
                .region(Region.of(region.name()))
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(cloud.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** A client of its own: those of Muster take no answer that is empty, as these are. */
    private CloudWatchLogsClient logs() {
        return CloudWatchLogsClient.builder()
                .region(Region.of(region.name()))
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(cloud.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private IamClient iam() {
        return IamClient.builder()
                .region(Region.AWS_GLOBAL)
                .endpointOverride(cloud.endpoint())
                .credentialsProvider(cloud.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
