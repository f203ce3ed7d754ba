package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact.Why;
import java.io.IOException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;

class AwsFailureTest {

    @ParameterizedTest
    @CsvSource({
        "UnauthorizedOperation, 403, DENIED, Allow the action",
        "AccessDenied, 403, DENIED, Allow the action",
        "SomethingNew, 403, DENIED, Allow the action",
        "ExpiredToken, 403, DENIED, renew them",
        "RequestExpired, 400, DENIED, renew them",
        "AuthFailure, 401, DENIED, Check the access key",
        "InvalidClientTokenId, 403, DENIED, Check the access key",
        "SignatureDoesNotMatch, 403, DENIED, Check the access key",
        "OptInRequired, 403, DENIED, Enable the service or the region",
        "RequestLimitExceeded, 503, THROTTLED, The next scan tries again",
        "Throttling, 400, THROTTLED, The next scan tries again",
        "ThrottlingException, 400, THROTTLED, The next scan tries again",
        "TooManyRequests, 429, THROTTLED, The next scan tries again",
        "InvalidAction, 400, NOT_SUPPORTED, is not supported",
        "InternalFailureNotImplemented, 501, NOT_SUPPORTED, is not supported",
        "InternalError, 500, FAILED, Try again",
        "InvalidParameterValue, 400, FAILED, Try again"
    })
    void an_error_code_says_why_and_what_to_do(String code, int status, Why why, String step) {
        AwsFailure failure = AwsFailure.of("ec2:DescribeVolumes", answered(code, status, "Words"));
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure.detail().english())
                .startsWith("ec2:DescribeVolumes")
                .contains(code, "Words", step);
    }

    @ParameterizedTest
    @CsvSource({
        "500, NOT_SUPPORTED",
        "501, NOT_SUPPORTED",
        "404, NOT_SUPPORTED",
        "502, FAILED",
        "503, FAILED",
        "403, DENIED",
        "429, THROTTLED"
    })
    void an_answer_without_a_code_is_read_by_its_status(int status, Why why) {
        AwsFailure failure =
                AwsFailure.of(
                        "ec2:DescribeVolumes",
                        AwsServiceException.builder().statusCode(status).message("x").build());
        assertThat(failure.why()).isEqualTo(why);
        assertThat(failure.detail().english()).contains("HTTP " + status);
    }

    @Test
    void what_a_signature_was_computed_from_is_not_shown() {
        AwsFailure failure =
                AwsFailure.of(
                        "sts:GetCallerIdentity",
                        answered(
                                "SignatureDoesNotMatch",
                                403,
                                "The signature does not match.\n\nThe Canonical String for this"
                                        + " request should have been\nx-amz-security-token:SECRET"));
        assertThat(failure.detail().english())
                .contains("The signature does not match.")
                .doesNotContain("SECRET", "Canonical");
    }

    @Test
    void an_encoded_authorization_message_is_not_shown() {
        AwsFailure failure =
                AwsFailure.of(
                        "ec2:DescribeVolumes",
                        answered(
                                "UnauthorizedOperation",
                                403,
                                "You are not authorized. Encoded authorization failure message:"
                                        + " qwerty"));
        assertThat(failure.detail().english())
                .contains("You are not authorized.")
                .doesNotContain("qwerty", "Encoded");
    }

    @Test
    void a_long_or_many_lined_message_becomes_one_short_line() {
        AwsFailure failure =
                AwsFailure.of(
                        "ec2:DescribeVolumes",
                        answered("InternalError", 500, "a\r\nb\u001b[31m" + "x".repeat(9_000)));
        assertThat(failure.detail().english()).hasSizeLessThan(400).contains("a b", "…");
        assertThat(failure.detail().english()).doesNotContainPattern("\\p{Cntrl}");
    }

    @Test
    void a_missing_answer_is_unreachable() {
        assertThat(why(SdkClientException.create("x", new UnknownHostException("ec2.invalid"))))
                .isEqualTo(Why.UNREACHABLE);
        assertThat(why(SdkClientException.create("x", new IOException("Premature EOF"))))
                .isEqualTo(Why.UNREACHABLE);
        assertThat(why(ApiCallTimeoutException.builder().message("slow").build()))
                .isEqualTo(Why.UNREACHABLE);
    }

    @Test
    void an_answer_that_the_sdk_cannot_read_failed() {
        assertThat(why(SdkClientException.create("Unable to unmarshall response")))
                .isEqualTo(Why.FAILED);
        assertThat(why(SdkClientException.builder().build())).isEqualTo(Why.FAILED);
    }

    private static Why why(SdkClientException failure) {
        return AwsFailure.of("ec2:DescribeVolumes", failure).why();
    }

    private static AwsServiceException answered(String code, int status, String message) {
        return AwsServiceException.builder()
                .statusCode(status)
                .awsErrorDetails(
                        AwsErrorDetails.builder().errorCode(code).errorMessage(message).build())
                .build();
    }
}
