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

class LogBruteForceTest {

    private static final String ID = "i-0123456789abcdef0";

    @Test
    void one_source_that_tries_again_and_again_is_an_attack() {
        Verdict verdict = judge(logs().fault(ID, "ssh-login-failed", 3, 20, "198.51.100.7"));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("logins from 198.51.100.7 failed at least 20 times");
    }

    @Test
    void many_sources_that_try_a_little_are_one_too() {
        Verdict verdict = judge(logs().fault(ID, "ssh-login-failed", 3, 80));

        assertThat(verdict.actual())
                .isEqualTo("logins failed at least 50 times, counting all sources together");
    }

    @Test
    void a_few_refusals_and_those_of_days_ago_are_none() {
        assertThat(judge(logs().fault(ID, "ssh-login-failed", 3, 19, "198.51.100.7")).status())
                .isEqualTo(Status.READY);
        assertThat(judge(logs().fault(ID, "ssh-login-failed", 30, 500, "198.51.100.7")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void few_refusals_in_what_was_not_read_whole_are_unknown() {
        assertThat(judge(logs().leftOut(Reason.QUERY_LIMIT, "")).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static LogBuilder logs() {
        return log("/var/log/secure").stream(ID, Facts.NOW, 1);
    }

    private static Verdict judge(LogBuilder log) {
        Instance instance = instance(ID).build();
        return new LogBruteForce()
                .judge(
                        instance,
                        new Facts().with(instance, log.build()).fleet(),
                        Thresholds.defaults());
    }
}
