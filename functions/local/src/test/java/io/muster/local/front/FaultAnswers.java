package io.muster.local.front;

import static io.muster.local.front.ErrorAnswers.error;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What services answer when a call fails, in the words of each. */
final class FaultAnswers {

    private FaultAnswers() {}

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

    private static Shape shape(Call call) {
        if (call.service().equals("ec2")) {
            return Shape.EC2;
        }
        return ErrorAnswers.inJson(call) ? Shape.JSON : Shape.QUERY;
    }

    private enum Shape {
        EC2,
        QUERY,
        JSON
    }
}
