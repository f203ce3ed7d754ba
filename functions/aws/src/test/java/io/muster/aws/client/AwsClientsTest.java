package io.muster.aws.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.readiness.scan.CallCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.AdaptiveRetryStrategy;

class AwsClientsTest {

    private static final String DESCRIBE = "DescribeVolumes";

    @Test
    void every_client_adapts_its_rate_and_keeps_its_own() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = withDefaultPolicy(aws)) {
            var ec2 = clients.ec2().serviceClientConfiguration().overrideConfiguration();
            var groups = clients.autoScaling().serviceClientConfiguration().overrideConfiguration();
            var alarms = clients.cloudWatch().serviceClientConfiguration().overrideConfiguration();
            var table = clients.dynamoDb().serviceClientConfiguration().overrideConfiguration();
            assertThat(ec2.retryStrategy()).containsInstanceOf(AdaptiveRetryStrategy.class);
            assertThat(groups.retryStrategy()).containsInstanceOf(AdaptiveRetryStrategy.class);
            assertThat(alarms.retryStrategy()).containsInstanceOf(AdaptiveRetryStrategy.class);
            assertThat(table.retryStrategy()).containsInstanceOf(AdaptiveRetryStrategy.class);
            assertThat(ec2.retryStrategy().orElseThrow().maxAttempts()).isEqualTo(4);
            assertThat(ec2.retryStrategy().orElseThrow())
                    .isNotSameAs(groups.retryStrategy().orElseThrow());
        }
    }

    /** Four calls at once, of an emulator that answers each by itself in 17 seconds. */
    @Test
    void a_listing_waits_for_three_slow_pages_before_its_own() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = withDefaultPolicy(aws)) {
            for (var client :
                    List.of(
                            clients.ec2().serviceClientConfiguration(),
                            clients.autoScaling().serviceClientConfiguration(),
                            clients.cloudWatch().serviceClientConfiguration(),
                            clients.ssm().serviceClientConfiguration())) {
                assertThat(client.overrideConfiguration().apiCallAttemptTimeout().orElseThrow())
                        .isGreaterThan(Duration.ofSeconds(4 * 17));
            }
        }
    }

    @Test
    void a_throttled_call_is_tried_again_with_the_real_policy_too() {
        try (FakeAws aws = new FakeAws().fails(DESCRIBE, Fault.REQUEST_LIMIT_EXCEEDED, 1);
                AwsClients clients = withDefaultPolicy(aws)) {
            clients.ec2().describeVolumes();
            assertThat(clients.ledger().counts())
                    .containsEntry("ec2:DescribeVolumes", new CallCount(1, 1, 1));
        }
    }

    @Test
    void a_kept_connection_that_closes_is_not_used_again_without_being_counted() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            clients.ec2().describeVolumes();
            aws.fails(DESCRIBE, Fault.CONNECTION_CLOSED, 1);
            clients.ec2().describeVolumes();

            assertThat(aws.calls(Operation.VOLUMES)).hasSize(3);
            assertThat(clients.ledger().counts())
                    .containsEntry("ec2:DescribeVolumes", new CallCount(2, 1, 0));
        }
    }

    @Test
    void calls_are_counted_as_iam_names_them() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            clients.ec2().describeVolumes();
            clients.autoScaling().describePolicies();
            clients.cloudWatch().describeAlarms();
            assertThat(clients.ledger().counts())
                    .containsOnlyKeys(
                            "autoscaling:DescribePolicies",
                            "cloudwatch:DescribeAlarms",
                            "ec2:DescribeVolumes");
        }
    }

    @Test
    void an_empty_or_foreign_answer_is_not_an_empty_list() {
        try (FakeAws aws = new FakeAws().fails(DESCRIBE, Fault.EMPTY_BODY);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(catchThrowable(() -> clients.ec2().describeVolumes()))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("empty");
            aws.fails(DESCRIBE, Fault.FOREIGN_XML);
            assertThat(catchThrowable(() -> clients.ec2().describeVolumes()))
                    .isInstanceOf(SdkClientException.class)
                    .hasMessageContaining("not a DescribeVolumesResponse");
        }
    }

    @Test
    void an_answer_that_follows_a_bad_one_is_taken() {
        try (FakeAws aws = new FakeAws().fails(DESCRIBE, Fault.EMPTY_BODY, 2);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(clients.ec2().describeVolumes().volumes()).isEmpty();
            assertThat(aws.calls(Operation.VOLUMES)).hasSize(3);
        }
    }

    private static AwsClients withDefaultPolicy(FakeAws aws) {
        return new AwsClients(
                Region.US_EAST_1, QuickClients.CREDENTIALS, aws.endpoint(), new CallLedger());
    }
}
