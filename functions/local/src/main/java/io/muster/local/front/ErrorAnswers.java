package io.muster.local.front;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Errors in the shapes that AWS's services give them. */
public final class ErrorAnswers {

    private static final Set<String> JSON =
            Set.of(
                    "dynamodb",
                    "ssm",
                    "logs",
                    "events",
                    "lambda",
                    "organizations",
                    "secretsmanager",
                    "sqs",
                    "pricing");
    private static final String REQUEST_ID = "00000000-0000-4000-8000-000000000000";

    private ErrorAnswers() {}

    /**
     * An error of a service.
     *
     * @param code such as {@code InvalidParameterValue}
     * @param message shown to a person
     */
    public static Answer error(Call call, int status, String code, String message) {
        if (JSON.contains(call.service())) {
            return new Answer(
                    status,
                    Map.of("Content-Type", "application/x-amz-json-1.0"),
                    "{\"__type\":\"com.amazonaws.%s#%s\",\"message\":\"%s\"}"
                            .formatted(call.service(), code, inJson(message))
                            .getBytes(StandardCharsets.UTF_8));
        }
        return call.service().equals("ec2")
                ? Answer.ofXml(
                        status,
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors>\
                        <RequestID>%s</RequestID></Response>"""
                                .formatted(code, inXml(message), REQUEST_ID))
                : Answer.ofXml(
                        status,
                        """
                        <ErrorResponse><Error><Type>Sender</Type><Code>%s</Code>\
                        <Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>"""
                                .formatted(code, inXml(message), REQUEST_ID));
    }

    static Answer throttled(Call call) {
        return switch (shape(call)) {
            case EC2 -> error(call, 503, "RequestLimitExceeded", "Request limit exceeded.");
            case QUERY -> error(call, 400, "Throttling", "Rate exceeded");
            case JSON -> error(call, 400, "ThrottlingException", "Rate exceeded");
        };
    }

    static Answer internalError(Call call) {
        String message = "An internal error has occurred";
        return switch (shape(call)) {
            case EC2 -> error(call, 500, "InternalError", message);
            case QUERY -> error(call, 500, "InternalFailure", message);
            case JSON -> error(call, 500, "InternalServerError", message);
        };
    }

    static Answer denied(Call call) {
        String message =
                "User: arn:aws:iam::123456789012:user/test is not authorized to perform: "
                        + call.action()
                        + " because no identity-based policy allows the action";
        return switch (shape(call)) {
            case EC2 ->
                    error(
                            call,
                            403,
                            "UnauthorizedOperation",
                            "You are not authorized to perform this operation. " + message);
            case QUERY -> error(call, 403, "AccessDenied", message);
            case JSON -> error(call, 400, "AccessDeniedException", message);
        };
    }

    static Answer expiredToken(Call call) {
        String message = "The security token included in the request is expired";
        return switch (shape(call)) {
            case EC2 -> error(call, 400, "RequestExpired", "Request has expired.");
            case QUERY -> error(call, 403, "ExpiredToken", message);
            case JSON -> error(call, 400, "ExpiredTokenException", message);
        };
    }

    static Answer notImplemented() {
        return new Answer(
                500,
                Map.of("Content-Type", "text/html; charset=utf-8"),
                """
                <!doctype html>
                <html lang=en>
                <title>500 Internal Server Error</title>
                <h1>Internal Server Error</h1>
                <p>The server encountered an internal error and was unable to complete your request.</p>
                """
                        .getBytes(StandardCharsets.UTF_8));
    }

    static Answer notOffered(Call call) {
        return error(
                call,
                501,
                "InternalFailure",
                "The API for service '%s' is either not included in your current license plan or has not yet been emulated by LocalStack."
                        .formatted(call.service()));
    }

    private static String inXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String inJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    private static Shape shape(Call call) {
        if (call.service().equals("ec2")) {
            return Shape.EC2;
        }
        return JSON.contains(call.service()) ? Shape.JSON : Shape.QUERY;
    }

    private enum Shape {
        EC2,
        QUERY,
        JSON
    }
}
