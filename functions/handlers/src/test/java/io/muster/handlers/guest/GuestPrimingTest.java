package io.muster.handlers.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.fixture.EmptyControlPlane;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuestPrimingTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private final List<Call> others = new CopyOnWriteArrayList<>();

    @BeforeEach
    void there_is_no_instance() {
        fixture.proxy()
                .others(
                        call -> {
                            others.add(call);
                            return EmptyControlPlane.answer(call);
                        });
    }

    @Test
    void it_reads_and_changes_nothing() throws Exception {
        prime();
        assertThat(fixture.items()).isEmpty();
        assertThat(others)
                .extracting(GuestPrimingTest::name)
                .containsOnly(
                        "ListCommandInvocations",
                        "DescribeInstances",
                        "DescribeVolumes",
                        "DescribeSecurityGroups",
                        "GetManagedPrefixListEntries",
                        "DescribeAddresses");
        assertThat(fixture.proxy().count("GetItem")).isPositive();
        assertThat(fixture.proxy().count("PutItem")).isZero();
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
        assertThat(fixture.proxy().count("DeleteItem")).isZero();
    }

    @Test
    void an_ec2_that_may_not_be_asked_fails_it() {
        fixture.proxy()
                .others(
                        call ->
                                new Answer(
                                        403,
                                        "text/xml",
                                        "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>"));
        assertThatIllegalStateException()
                .isThrownBy(this::prime)
                .withMessageContaining("ec2:DescribeInstances");
    }

    private void prime() throws Exception {
        try (PrimingRun run =
                PrimingRuns.at(
                        fixture.proxy().endpoint(),
                        Map.of("AWS_REGION", "us-east-1", "MUSTER_TABLE", TableFixture.TABLE))) {
            GuestResultsHandler.prime(run);
        }
    }

    private static String name(Call call) {
        String target = call.headers().getOrDefault("x-amz-target", "");
        return target.isEmpty()
                ? call.body().replaceFirst(".*Action=([A-Za-z]+).*", "$1")
                : target.substring(target.lastIndexOf('.') + 1);
    }
}
