package io.muster.local.front;

import com.sun.net.httpserver.Headers;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which operation of which service a request asks for.
 *
 * <p>Lambda's operations are paths; of them only those are named that something here answers.
 *
 * @param service the signing name, such as {@code ec2}, {@code monitoring} for CloudWatch; {@code
 *     unsigned} where the request carries no signature
 * @param operation such as {@code DescribeInstances}; {@code unnamed} where neither an Action field
 *     nor a target header says (S3, for one)
 * @param region of the signature; empty for none
 * @param resource what the path of a Lambda operation names, such as a mapping's id; else empty
 */
public record Call(String service, String operation, String region, String resource) {

    /** The credential scope: key / date / region / service / aws4_request. */
    private static final Pattern SCOPE =
            Pattern.compile("Credential=[^/,]*/[0-9]{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9]{1,128}");

    /** What the API calls CloudWatch is not what the signature calls it. */
    private static final Map<String, String> PREFIX =
            Map.of("monitoring", "cloudwatch", "elasticloadbalancing", "elasticloadbalancing");

    /** A path that begins with the version of Lambda's API, its collection and what it names. */
    private static final Pattern OF_LAMBDA =
            Pattern.compile("/[0-9-]{10}/(event-source-mappings|tags)(?:/(.*))?");

    /** A signature for show: emulators only read its scope. */
    public static String authorization(String accessKey, String region, String service) {
        return "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                .formatted(accessKey, region, service);
    }

    /** A call that names nothing by its path. */
    public Call(String service, String operation, String region) {
        this(service, operation, region, "");
    }

    /** What a request asks for. */
    static Call of(Headers headers, @Nullable Form form, String method, String path) {
        Call call = of(headers, form);
        Matcher lambda = OF_LAMBDA.matcher(path);
        if (!call.service().equals("lambda") || !lambda.matches()) {
            return call;
        }
        String resource = lambda.group(2) == null ? "" : lambda.group(2);
        String operation =
                lambda.group(1).equals("tags") ? onTags(method) : onMappings(method, resource);
        return new Call(call.service(), operation, call.region(), resource);
    }

    private static String onMappings(String method, String id) {
        return switch (method) {
            case "POST" -> "CreateEventSourceMapping";
            case "PUT" -> "UpdateEventSourceMapping";
            case "DELETE" -> "DeleteEventSourceMapping";
            default -> id.isEmpty() ? "ListEventSourceMappings" : "GetEventSourceMapping";
        };
    }

    private static String onTags(String method) {
        return switch (method) {
            case "POST" -> "TagResource";
            case "DELETE" -> "UntagResource";
            default -> "ListTags";
        };
    }

    private static Call of(Headers headers, @Nullable Form form) {
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
