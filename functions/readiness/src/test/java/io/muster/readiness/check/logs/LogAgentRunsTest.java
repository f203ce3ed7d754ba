package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Machine;
import io.muster.readiness.guest.RunningCode;
import io.muster.readiness.guest.RunningCode.Executable;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogAgentRunsTest {

    private static final LogAgentRuns CHECK = new LogAgentRuns();
    private static final String AGENT =
            "/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent";

    @Test
    void an_agent_that_runs_is_ready() {
        assertThat(judge(CHECK, guest().running(running(false, AGENT))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void none_among_all_that_runs_is_not_ready() {
        assertThat(judge(CHECK, guest().running(running(false, "/usr/bin/vectors"))).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void none_where_not_all_was_seen_is_unknown() {
        assertThat(judge(CHECK, guest().running(running(true, "/usr/sbin/sshd"))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(CHECK, guest().asUser().running(running(false, "/usr/sbin/sshd")))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().running(unseen())).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Fact<RunningCode> running(boolean cut, String path) {
        Listing<Executable> files =
                new Listing<>(
                        List.of(
                                new Executable(
                                        RunningCode.Kind.PROGRAM,
                                        Machine.X86_64,
                                        1,
                                        1,
                                        null,
                                        null,
                                        path)),
                        0,
                        0,
                        cut);
        return known(new RunningCode(Machine.X86_64, files, 0));
    }
}
