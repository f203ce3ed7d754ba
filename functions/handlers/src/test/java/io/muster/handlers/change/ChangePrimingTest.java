package io.muster.handlers.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.PrimingRuns;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChangePrimingTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String RUNNING = "i-00000000000000001";

    private ChangeRig rig = new ChangeRig(fixture, 1);

    @BeforeEach
    void a_fleet_runs() {
        rig.close();
        rig = new ChangeRig(fixture, 1);
        rig.fleet.host(RUNNING, "running", "m5.large");
        rig.queues.fails(
                call ->
                        Optional.of(
                                Answer.error(
                                        400,
                                        "EmptyBatchRequest",
                                        "There should be at least one SendMessageBatchRequestEntry in the request.")));
    }

    @AfterEach
    void the_fleet_is_gone() {
        rig.close();
    }

    @Test
    void it_reads_and_changes_nothing() throws Exception {
        prime();
        assertThat(fixture.items()).isEmpty();
        assertThat(rig.queues.calls()).containsExactly(0);
        assertThat(rig.fleet.aws().calls())
                .extracting(FakeAws.Call::action)
                .contains("DescribeInstances", "DescribeVolumes")
                .allMatch(action -> action.matches("(Describe|Get).*"));
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
        assertThat(fixture.proxy().count("PutItem")).isZero();
        assertThat(fixture.proxy().count("Query")).isPositive();
    }

    @Test
    void it_asks_for_nothing_that_is_there() throws Exception {
        prime();
        assertThat(rig.fleet.aws().calls())
                .allSatisfy(call -> assertThat(call.parameters()).doesNotContainValue(RUNNING));
    }

    private void prime() throws Exception {
        try (PrimingRun run = PrimingRuns.at(fixture.proxy().endpoint(), rig.environment)) {
            InstanceChangeHandler.prime(run);
        }
    }
}
