package io.muster.local.front;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of which service a request asks for.
 *
 * @param service the signing name, such as {@code ec2}, {@code monitoring} for CloudWatch; {@code
 *     unsigned} where the request carries no signature
 * @param operation such as {@code DescribeInstances}; {@code unnamed} where neither an Action field
 *     nor a target header says (S3, for one)
 * @param region of the signature; empty for none
 */
public record Call(String service, String operation, String region) {

    /** The credential scope: key / date / region / service / aws4_request. */
    private static final Pattern SCOPE =
            Pattern.compile("Credential=[^/,]*/[0-9]{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,128}");

    /** What the API calls CloudWatch is not what the signature calls it. */
    private static final Map<String, String> PREFIX =
            Map.of("monitoring", "cloudwatch", "elasticloadbalancing", "elasticloadbalancing");

    static Call of(Headers headers, @Nullable Form form) {
        String authorization = headers.getFirst("Authorization");
        Matcher scope = SCOPE.matcher(authorization == null ? "" : authorization);
        boolean signed = scope.find();
        return new Call(
                signed ? scope.group(2) : "unsigned",
                operation(headers.getFirst("X-Amz-Target"), form),
                signed ? scope.group(1) : "");
    }

    private static String operation(@Nullable String target, @Nullable Form form) {
        String name =
                target != null
                        ? target.substring(target.lastIndexOf('.') + 1)
                        : form == null ? null : form.get("Action");
        return name != null && NAME.matcher(name).matches() ? name : "unnamed";
    }

    /** Service and operation as IAM policies name them: {@code ec2:DescribeInstances}. */
    public String action() {
        return PREFIX.getOrDefault(service, service) + ":" + operation;
    }

    public boolean is(String aService, String anOperation) {
        return service.equals(aService) && operation.equals(anOperation);
    }
}
