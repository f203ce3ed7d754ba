package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.LogLeftOut.Reason;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.LogBuilder;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LogFaultsCriticalTest {

    private static final String ID = "i-0123456789abcdef0";

    @Test
    void a_damaged_file_system_counts_for_a_week() {
        Verdict verdict = judge(logs().fault(ID, "ext4-error", 50, 3, "nvme1n1p1"));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "an ext4 file system is corrupted (nvme1n1p1), at least 2 times, in /var/log/messages");
        assertThat(verdict.evidence()).contains("since 2026-11-20T10:00:00Z: a line of ext4-error");
    }

    @Test
    void faults_of_other_severities_are_other_checks_business() {
        assertThat(judge(logs().fault(ID, "oom-kill", 1, 3)).status()).isEqualTo(Status.READY);
    }

    @Test
    void the_faults_of_another_instance_are_not_its_own() {
        assertThat(judge(logs().fault("i-0fedcba9876543210", "ext4-error", 1, 3)).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_time_that_was_not_read_is_unknown_and_says_why() {
        Verdict verdict = judge(logs().leftOut(Reason.BUDGET, "100 GiB were scanned"));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .isEqualTo(
                        "not all of /var/log/messages was read: the budget of the run was used up (100 GiB were scanned)");
    }

    @Test
    void a_fault_that_was_seen_counts_whatever_was_not_read() {
        assertThat(
                        judge(logs().fault(ID, "ext4-error", 1, 3).leftOut(Reason.QUERY_FAILED, ""))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void an_analysis_of_long_ago_says_nothing_of_today() {
        Verdict verdict =
                judge(
                        logs().analysed(
                                        Facts.NOW.minus(Duration.ofDays(9)),
                                        Facts.NOW.minus(Duration.ofDays(3))));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("more than 48 hours before");
    }

    @Test
    void without_streams_or_running_there_is_nothing_to_judge() {
        assertThat(judge(log("/app")).status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(
                        judge(
                                        instance(ID).state(State.STOPPED).build(),
                                        new Facts().with(logs().build()))
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void without_logs_nothing_is_known() {
        Instance instance = instance(ID).build();

        assertThat(judge(instance, new Facts().without(Source.LOGS)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static LogBuilder logs() {
        return log("/var/log/messages").stream(ID, Facts.NOW, 1);
    }

    private static Verdict judge(LogBuilder log) {
        return judge(instance(ID).build(), new Facts().with(log.build()));
    }

    private static Verdict judge(Instance instance, Facts facts) {
        return new LogFaultsCritical()
                .judge(instance, facts.with(instance).fleet(), Thresholds.defaults());
    }
}
