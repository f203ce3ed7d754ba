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
        if (inJson(call)) {
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

    /** As AWS refuses an operation that a service does not have. */
    public static Answer notOffered(Call call) {
        return error(
                call,
                400,
                inJson(call) ? "UnknownOperationException" : "InvalidAction",
                "The emulated AWS does not offer " + call.action());
    }

    private static String inXml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String inJson(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
    }

    /** Whether a service speaks JSON, not XML. */
    static boolean inJson(Call call) {
        return JSON.contains(call.service());
    }
}
