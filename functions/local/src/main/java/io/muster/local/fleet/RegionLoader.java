package io.muster.local.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.local.LocalCloud;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
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
record RegionLoader(LocalCloud cloud, SampleRegion region, Instant now) {

    /** The instance profile of every host that has one. */
    static final String PROFILE = "muster-sample-host";

    private static final int NOT_IMPLEMENTED = 501;

    Loaded load() {
        Region aws = Region.of(region.name());
        try (AwsClients clients =
                        new AwsClients(
                                aws, cloud.credentials(), cloud.endpoint(), new CallLedger());
                ElasticLoadBalancingV2Client balancing =
                        client(cloud, ElasticLoadBalancingV2Client.builder().region(aws));
                CloudWatchLogsClient logs =
                        client(cloud, CloudWatchLogsClient.builder().region(aws));
                IamClient iam = client(cloud, IamClient.builder().region(Region.AWS_GLOBAL))) {
            profile(iam);
            Keys keys = new Keys(clients.ec2(), now);
            new NetworkLoader(clients.ec2(), keys, region.name()).load();
            ImageLoader images = new ImageLoader(clients.ec2(), keys, region.name());
            GroupLoader groups =
                    new GroupLoader(
                            clients.ec2(), clients.autoScaling(), balancing, keys, region, images);
            groups.loadTemplates();
            new HostLoader(clients.ec2(), keys, region, images, now).load();
            new GuestLoader(cloud.ssm(), keys::id, region).load();
            new LogLoader(logs, cloud.logs(), keys::id, region, now).load();
            List<Message> leftOut = offered(groups::loadGroups);
            region.alarms().forEach(alarm -> put(clients.cloudWatch(), keys, alarm));
            images.deregister();
            return new Loaded(keys.made(), leftOut);
        }
    }

    /**
     * LocalStack's free edition has neither Auto Scaling nor load balancers: the rest still loads.
     */
    private List<Message> offered(Runnable groups) {
        try {
            groups.run();
            return List.of();
        } catch (AwsServiceException refused) {
            if (refused.statusCode() != NOT_IMPLEMENTED) {
                throw refused;
            }
            return List.of(Message.of("screen.demo-groups").with("region", region.name()));
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
        Dimension watched =
                alarm.watchesGroup()
                        ? dimension("AutoScalingGroupName", alarm.of())
                        : dimension("InstanceId", keys.id(HostLoader.key(alarm.of())));
        PutMetricAlarmRequest.Builder put =
                PutMetricAlarmRequest.builder()
                        .alarmName(alarm.name())
                        .namespace("AWS/EC2")
                        .metricName("CPUUtilization")
                        .dimensions(watched)
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

    private static Dimension dimension(String name, String value) {
        return Dimension.builder().name(name).value(value).build();
    }

    /** A client of its own: those of Muster take no answer that is empty, as these are. */
    static <C, B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>> C client(
            LocalCloud cloud, B builder) {
        return builder.endpointOverride(cloud.endpoint())
                .credentialsProvider(cloud.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
