package io.muster.console.link;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where the AWS console shows a resource. */
public final class AwsConsole {

    private AwsConsole() {}

    /**
     * The address of a resource's page; empty for what the console has no page of.
     *
     * @param id the ID that the resource has in AWS, the name for a log group
     */
    public static Optional<String> of(Scope scope, ResourceType type, String id) {
        return switch (type) {
            case ADDRESS -> Optional.of(ec2(scope, "ElasticIpDetails:AllocationId=" + encoded(id)));
            case INSTANCE -> Optional.of(ec2(scope, "InstanceDetails:instanceId=" + encoded(id)));
            case LOG_GROUP ->
                    Optional.of(
                            home(scope, "cloudwatch")
                                    + "#logsV2:log-groups/log-group/"
                                    + encodedTwice(id));
            case SECURITY_GROUP -> Optional.of(ec2(scope, "SecurityGroup:groupId=" + encoded(id)));
            case SNAPSHOT -> Optional.of(ec2(scope, "SnapshotDetails:snapshotId=" + encoded(id)));
            case VOLUME -> Optional.of(ec2(scope, "VolumeDetails:volumeId=" + encoded(id)));
            case SCOPE, WORKLOAD -> Optional.empty();
        };
    }

    private static String ec2(Scope scope, String page) {
        return home(scope, "ec2") + "#" + page;
    }

    private static String home(Scope scope, String service) {
        String host =
                switch (scope.partition()) {
                    case "aws-cn" -> "console.amazonaws.cn";
                    case "aws-us-gov" -> "console.amazonaws-us-gov.com";
                    default -> "console.aws.amazon.com";
                };
        return "https://%1$s.%2$s/%3$s/home?region=%1$s".formatted(scope.region(), host, service);
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** As CloudWatch's console writes names: encoded twice, with a dollar sign for the percent. */
    private static String encodedTwice(String id) {
        return encoded(encoded(id)).replace('%', '$');
    }
}
