package io.muster.handlers.notice;

import io.muster.aws.store.FindingTransition;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Where a person sees a finding: DynamoDB's item explorer in the AWS console.
 *
 * @param region of the table
 */
record ItemLink(String region, String table) {

    String to(FindingTransition transition) {
        return "https://%s.%s/dynamodbv2/home?region=%s#edit-item?itemMode=2&table=%s&pk=%s&sk=%s"
                .formatted(
                        region,
                        console(),
                        region,
                        encoded(table),
                        encoded(transition.partitionKey()),
                        encoded(transition.sortKey()));
    }

    /** Each partition of AWS has a console of its own. */
    private String console() {
        if (region.startsWith("cn-")) {
            return "console.amazonaws.cn";
        }
        return region.startsWith("us-gov-")
                ? "console.amazonaws-us-gov.com"
                : "console.aws.amazon.com";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
