package io.muster.aws.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.FakeAws.Call;
import io.muster.aws.fixture.SmallFleet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * An account can hide what AWS services run in it: lists leave that out unless it is asked for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html">IncludeManagedResources</a>
 */
class ManagedResourcesTest {

    private static final String MODEL = "software.amazon.awssdk.services.ec2.model.";

    @Test
    void each_list_that_can_leave_them_out_is_asked_for_them() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            assertThat(Collecting.whole(clients).missing()).isEmpty();

            assertThat(aws.calls())
                    .filteredOn(call -> canLeaveOut(call.action()))
                    .allSatisfy(
                            call ->
                                    assertThat(call.parameter("IncludeManagedResources"))
                                            .as(call.action())
                                            .isEqualTo("true"))
                    .extracting(Call::action)
                    .containsOnly(
                            "DescribeInstances",
                            "DescribeInstanceStatus",
                            "DescribeVolumes",
                            "DescribeVolumeStatus",
                            "DescribeLaunchTemplateVersions");
        }
    }

    /** Whether the operation is one of EC2 that has the parameter, by the SDK's request. */
    private static boolean canLeaveOut(String action) {
        try {
            return Arrays.stream(Class.forName(MODEL + action + "Request").getMethods())
                    .anyMatch(method -> method.getName().equals("includeManagedResources"));
        } catch (ClassNotFoundException ofAnotherService) {
            return false;
        }
    }
}
