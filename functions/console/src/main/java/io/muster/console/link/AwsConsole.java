package io.muster.console.link;

import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /**
     * The address of CloudWatch Logs Insights with a query over a log group, not run yet.
     *
     * @param back how far the query looks back from the time it is run
     */
    public static String logsInsights(Scope scope, String group, String query, Duration back) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("end", 0);
        detail.put("start", -back.toSeconds());
        detail.put("timeType", "RELATIVE");
        detail.put("unit", "seconds");
        detail.put("editorString", query);
        detail.put("isLiveTail", false);
        detail.put("source", List.of(group));
        return logsInsights(scope, detail);
    }

    static String logsInsights(Scope scope, Map<String, Object> detail) {
        return home(scope, "cloudwatch")
                + "#logsV2:logs-insights$3FqueryDetail$3D"
                + JsUrl.of(detail)
                        .replace("~", "$257E")
                        .replace("(", "$2528")
                        .replace(")", "$2529")
                        .replace("'", "$2527");
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
