package io.muster.aws.client;

import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.text.Message;
import io.muster.readiness.text.Untrusted;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.thirdparty.jackson.core.JsonProcessingException;

/**
 * A failed call: what kind of obstacle it was, what was asked, what to do.
 *
 * @param operation as IAM names it, such as {@code ec2:DescribeVolumes}
 * @param why the kind of obstacle
 * @param detail the operation, the service's own words (bounded, without what a signature was
 *     computed from), the next step
 */
public record AwsFailure(String operation, Why why, Message detail) {

    private static final int MAX_MESSAGE_LENGTH = 300;

    static final Set<String> EXPIRED =
            Set.of("ExpiredToken", "ExpiredTokenException", "RequestExpired");

    /** EC2 says {@code AuthFailure} for a bad key, and in a region that is not switched on. */
    static final Set<String> NOT_RECOGNISED =
            Set.of(
                    "AuthFailure",
                    "InvalidClientTokenId",
                    "InvalidAccessKeyId",
                    "UnrecognizedClientException",
                    "IncompleteSignature",
                    "InvalidSignatureException",
                    "SignatureDoesNotMatch");

    private static final Set<String> DENIED =
            Set.of(
                    "UnauthorizedOperation",
                    "AccessDenied",
                    "AccessDeniedException",
                    "AuthorizationError",
                    "NotAuthorized");

    private static final Set<String> NOT_SUPPORTED =
            Set.of(
                    "InvalidAction",
                    "UnsupportedOperation",
                    "UnknownOperationException",
                    "NotImplemented",
                    "InternalFailureNotImplemented");

    /**
     * What must not be shown of a service's message: EC2's encoded authorization message, a page
     * long, and the string that a signature is computed from, which may hold a session token.
     */
    private static final Pattern NOT_FOR_SHOW =
            Pattern.compile(
                    "\\s*(Encoded authorization failure message|The Canonical String"
                            + "|The String-to-Sign|x-amz-security-token)\\b.*",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /**
     * Reads a failure.
     *
     * @param operation as IAM names it, such as {@code ec2:DescribeVolumes}
     */
    public static AwsFailure of(String operation, SdkException failure) {
        if (failure instanceof AwsServiceException answered) {
            return ofAnswer(operation, answered);
        }
        if (timedOut(failure) || isNetwork(failure)) {
            return new AwsFailure(
                    operation,
                    Why.UNREACHABLE,
                    Message.of("facts.no-answer")
                            .with("operation", operation)
                            .with("message", words(failure)));
        }
        return new AwsFailure(
                operation,
                Why.FAILED,
                Message.of("facts.call-failed")
                        .with("operation", operation)
                        .with("message", words(failure)));
    }

    /** This failure as a missing fact. */
    public <T> Fact<T> missing() {
        return new Missing<>(why, detail, Cause.ofFailure(why, operation));
    }

    private static AwsFailure ofAnswer(String operation, AwsServiceException failure) {
        String code = code(failure);
        String answer =
                code.isEmpty() ? "HTTP " + failure.statusCode() : code + ": " + words(failure);
        if (EXPIRED.contains(code)) {
            return denied(operation, answer, Message.of("facts.credentials-expired"));
        }
        if (NOT_RECOGNISED.contains(code)) {
            return denied(operation, answer, Message.of("facts.credentials-not-recognised"));
        }
        if (code.equals("OptInRequired")) {
            return denied(operation, answer, Message.of("facts.opt-in"));
        }
        if (DENIED.contains(code)) {
            return denied(operation, answer, Message.of("facts.denied"));
        }
        if (failure.isThrottlingException()) {
            return answered(operation, Why.THROTTLED, answer, Message.of("facts.throttled"));
        }
        if (NOT_SUPPORTED.contains(code)) {
            return answered(operation, Why.NOT_SUPPORTED, answer, Message.of("facts.not-offered"));
        }
        if (failure.statusCode() == 403) {
            return denied(operation, answer, Message.of("facts.denied"));
        }
        if (code.isEmpty()) {
            return ofNoAws(operation, failure.statusCode());
        }
        return answered(operation, Why.FAILED, answer, Message.of("facts.failed"));
    }

    /**
     * AWS gives every error a code. An answer without one comes from something else: an emulator
     * that lacks the operation (moto says so with status 500 and a page of HTML), or a proxy.
     */
    private static AwsFailure ofNoAws(String operation, int status) {
        boolean lacking = status == 404 || status == 500 || status == 501;
        return new AwsFailure(
                operation,
                lacking ? Why.NOT_SUPPORTED : Why.FAILED,
                Message.of(lacking ? "facts.http-not-offered" : "facts.http-not-aws")
                        .with("operation", operation)
                        .with("status", status));
    }

    private static AwsFailure denied(String operation, String answer, Message detail) {
        return answered(operation, Why.DENIED, answer, detail);
    }

    private static AwsFailure answered(String operation, Why why, String answer, Message detail) {
        return new AwsFailure(
                operation, why, detail.with("operation", operation).with("message", answer));
    }

    /** The service's error code; empty where the answer holds none. */
    public static String code(AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null || details.errorCode() == null ? "" : details.errorCode();
    }

    private static boolean timedOut(SdkException failure) {
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException;
    }

    /** HttpURLConnection also says a plain IOException, for an answer that breaks off. */
    static boolean isNetwork(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof JsonProcessingException) {
                // An answer came, and is no JSON: that Jackson calls this I/O is its own affair.
                return false;
            }
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    /** A failure's own words on one line, bounded, fit to be shown. */
    static String words(SdkException failure) {
        String message =
                failure instanceof AwsServiceException answered
                                && answered.awsErrorDetails() != null
                        ? answered.awsErrorDetails().errorMessage()
                        : failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        String shown = NOT_FOR_SHOW.matcher(message).replaceFirst("");
        return Untrusted.line(shown.strip(), MAX_MESSAGE_LENGTH);
    }

    /** The words of what lies deepest below a failure, on one line, bounded, fit to be shown. */
    static String cause(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null || message.isBlank()
                ? deepest.getClass().getSimpleName()
                : Untrusted.line(message.strip(), MAX_MESSAGE_LENGTH);
    }

    /** What a service says of one part of a batch that it refused. */
    public static String words(@Nullable String code, @Nullable String message) {
        return Untrusted.line(
                message == null ? String.valueOf(code) : code + ": " + message, MAX_MESSAGE_LENGTH);
    }
}
