package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.aws.client.AwsAccessException.Reason;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.readiness.fact.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;

class CallerIdentityTest {

    private static final String GET = "GetCallerIdentity";

    @Test
    void an_identity_has_its_account_and_the_partition_of_its_arn() {
        assertThat(ask("arn:aws-us-gov:sts::123456789012:assumed-role/a/b", "123456789012"))
                .isEqualTo(
                        new CallerIdentity(
                                "aws-us-gov",
                                "123456789012",
                                "arn:aws-us-gov:sts::123456789012:assumed-role/a/b"));
    }

    @Test
    void an_identity_in_a_region_is_a_scope() {
        assertThat(new CallerIdentity("aws", "123456789012", "arn:aws:iam::x").in("eu-west-1"))
                .isEqualTo(new Scope("aws", "123456789012", "eu-west-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "ACCESS_DENIED, DENIED, was denied",
        "EXPIRED_TOKEN, EXPIRED, have expired",
        "THROTTLING, FAILED, throttled",
        "INTERNAL_ERROR, FAILED, failed",
        "HTML_500, FAILED, Check the endpoint",
        "EMPTY_BODY, FAILED, empty",
        "CONNECTION_CLOSED, UNREACHABLE, got no response"
    })
    void a_refusal_names_its_cause(Fault fault, Reason reason, String words) {
        try (FakeAws aws = new FakeAws().fails(GET, fault);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            AwsAccessException refusal = refusal(clients);
            assertThat(refusal.reason()).isEqualTo(reason);
            assertThat(refusal).hasMessageContaining(words);
        }
    }

    @Test
    void an_endpoint_that_is_not_there_is_unreachable() {
        FakeAws gone = new FakeAws();
        gone.close();
        try (AwsClients clients = QuickClients.of(gone.endpoint())) {
            assertThat(refusal(clients).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void an_answer_without_an_account_is_not_awss() {
        try (FakeAws aws = new FakeAws().answers(GET, call -> body("root", "12"));
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(refusal(clients)).hasMessageContaining("Check the endpoint");
        }
    }

    @Test
    void no_credentials_say_how_to_get_some() {
        AwsAccessException refusal = refusal("Unable to load credentials from any provider");
        assertThat(refusal.reason()).isEqualTo(Reason.NO_CREDENTIALS);
        assertThat(refusal).hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @Test
    void an_expired_session_says_to_log_in_again() {
        AwsAccessException refusal = refusal("Token is expired");
        assertThat(refusal.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(refusal).hasMessageContaining("aws sso login");
    }

    private static AwsAccessException refusal(String fromTheProvider) {
        AwsCredentialsProvider none =
                () -> {
                    throw SdkClientException.create(fromTheProvider);
                };
        try (FakeAws aws = new FakeAws();
                AwsClients clients =
                        new AwsClients(Region.US_EAST_1, none, aws.endpoint(), new CallLedger())) {
            AwsAccessException refusal = refusal(clients);
            assertThat(aws.calls()).isEmpty();
            return refusal;
        }
    }

    private static AwsAccessException refusal(AwsClients clients) {
        AwsAccessException refusal =
                catchThrowableOfType(AwsAccessException.class, () -> CallerIdentity.of(clients));
        AwsCredentials used = QuickClients.CREDENTIALS.resolveCredentials();
        assertThat(refusal).hasMessageNotContaining(used.secretAccessKey());
        return refusal;
    }

    private static CallerIdentity ask(String arn, String account) {
        try (FakeAws aws = new FakeAws().answers(GET, call -> body(arn, account));
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            return CallerIdentity.of(clients);
        }
    }

    private static String body(String arn, String account) {
        return """
                <GetCallerIdentityResponse><GetCallerIdentityResult><Arn>%s</Arn>
                <Account>%s</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""
                .formatted(arn, account);
    }
}
