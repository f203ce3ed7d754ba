package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.LogBuilder;
import org.junit.jupiter.api.Test;

class LogFaultsMinorTest {

    private static final String ID = "i-0123456789abcdef0";

    @Test
    void a_unit_that_failed_is_not_ready() {
        Verdict verdict = judge(logs().fault(ID, "unit-failed", 2, 1, "nginx.service"));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("a systemd unit failed (nginx.service), once");
    }

    @Test
    void refused_log_ins_are_judged_by_their_number_elsewhere() {
        assertThat(judge(logs().fault(ID, "ssh-login-failed", 2, 500)).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void nothing_found_in_what_was_not_read_whole_is_unknown() {
        assertThat(judge(logs().leftOut(Reason.QUERY_TIMED_OUT, "")).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static LogBuilder logs() {
        return log("/var/log/messages").stream(ID, Facts.NOW, 1);
    }

    private static Verdict judge(LogBuilder log) {
        Instance instance = instance(ID).build();
        return new LogFaultsMinor()
                .judge(
                        instance,
                        new Facts().with(instance, log.build()).fleet(),
                        Thresholds.defaults());
    }
}
