package io.muster.aws.client;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * A failed call in Muster's words: what kind of obstacle it was, what was asked, what to do.
 *
 * @param why the kind of obstacle
 * @param detail for a person: the operation, the service's own words (bounded), the next step
 */
public record AwsFailure(Why why, String detail) {

    private static final int LONGEST_MESSAGE = 300;

    private static final Set<String> DENIED =
            Set.of(
                    "UnauthorizedOperation",
                    "AccessDenied",
                    "AccessDeniedException",
                    "AuthFailure",
                    "OptInRequired",
                    "AuthorizationError",
                    "NotAuthorized",
                    "ExpiredToken",
                    "ExpiredTokenException",
                    "RequestExpired",
                    "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch");

    private static final Set<String> NOT_SUPPORTED =
            Set.of(
                    "InvalidAction",
                    "UnsupportedOperation",
                    "UnknownOperationException",
                    "NotImplemented",
                    "InternalFailureNotImplemented");

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
                    Why.UNREACHABLE,
                    "%s got no answer: %s. Look at the network, the region and the endpoint"
                            .formatted(operation, words(failure)));
        }
        return new AwsFailure(
                Why.FAILED, "%s failed: %s. Try again".formatted(operation, words(failure)));
    }

    /** This failure as a missing fact. */
    public <T> Fact<T> missing() {
        return Fact.missing(why, detail);
    }

    private static AwsFailure ofAnswer(String operation, AwsServiceException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String answer =
                code.isEmpty() ? "HTTP " + failure.statusCode() : code + ": " + words(failure);
        if (DENIED.contains(code)) {
            return new AwsFailure(
                    Why.DENIED,
                    "%s was denied (%s). Allow the action to the caller's role"
                            .formatted(operation, answer));
        }
        if (failure.isThrottlingException()) {
            return new AwsFailure(
                    Why.THROTTLED,
                    "%s was throttled until the retries ran out (%s). The next scan asks again"
                            .formatted(operation, answer));
        }
        if (NOT_SUPPORTED.contains(code) || (code.isEmpty() && failure.statusCode() == 501)) {
            return new AwsFailure(
                    Why.NOT_SUPPORTED,
                    "%s is not offered by this endpoint (%s)".formatted(operation, answer));
        }
        if (failure.statusCode() == 403) {
            return new AwsFailure(
                    Why.DENIED,
                    "%s was denied (%s). Allow the action to the caller's role"
                            .formatted(operation, answer));
        }
        return new AwsFailure(Why.FAILED, "%s failed (%s). Try again".formatted(operation, answer));
    }

    private static boolean timedOut(SdkException failure) {
        return failure instanceof ApiCallTimeoutException
                || failure instanceof ApiCallAttemptTimeoutException;
    }

    private static boolean isNetwork(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.SocketException
                    || cause instanceof java.net.UnknownHostException
                    || cause instanceof java.net.SocketTimeoutException
                    || cause instanceof javax.net.ssl.SSLException) {
                return true;
            }
        }
        return false;
    }

    private static String words(SdkException failure) {
        String message =
                failure instanceof AwsServiceException answered
                                && answered.awsErrorDetails() != null
                        ? answered.awsErrorDetails().errorMessage()
                        : failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        }
        String oneLine = message.replaceAll("\\p{Cntrl}+", " ").strip();
        return oneLine.length() <= LONGEST_MESSAGE
                ? oneLine
                : oneLine.substring(0, LONGEST_MESSAGE - 1) + "…";
    }
}
