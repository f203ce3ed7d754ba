package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.fileSystem;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
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
import io.muster.readiness.guest.DirectorySize;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogFaultsSeriousTest {

    private static final String ID = "i-0123456789abcdef0";

    @Test
    void a_fault_of_the_last_day_is_open() {
        Verdict verdict = judge(logs().fault(ID, "no-space-left", 3, 1));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "a write failed because the file system is full, once, in /var/log/messages");
        assertThat(verdict.remedySteps())
                .containsExactly(Map.of("group", "/var/log/messages", "stream", ID));
    }

    @Test
    void a_write_that_failed_is_explained_by_what_fills_the_guests_disk() {
        Instance instance = instance(ID).build();
        Facts facts =
                new Facts()
                        .with(
                                instance,
                                logs().fault(ID, "no-space-left", 3, 1).build(),
                                guest(ID)
                                        .fileSystems(
                                                seen(
                                                        fileSystem(
                                                                "/data",
                                                                "xfs",
                                                                "/dev/xvdb",
                                                                100,
                                                                96)))
                                        .directories(seen(new DirectorySize("/data/es", 80L << 30)))
                                        .build());

        assertThat(
                        new LogFaultsSerious()
                                .judge(instance, facts.fleet(), Thresholds.defaults())
                                .evidence())
                .contains(
                        "full file system: /data on the instance, at least 95 %, mostly /data/es (at least 50 GiB)");
    }

    @Test
    void a_fault_that_did_not_come_back_for_a_day_has_ended() {
        Verdict verdict = judge(logs().fault(ID, "oom-kill", 30, 7, "java"));

        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "ended: the kernel killed a process because memory ran out (java), last at 2026-11-21T06:00:00Z");
    }

    @Test
    void a_fault_that_doubled_against_the_days_before_is_growing() {
        Verdict growing = judge(logs().fault(ID, "oom-kill", 50, 7).fault(ID, "oom-kill", 3, 20));
        Verdict steady = judge(logs().fault(ID, "oom-kill", 50, 200).fault(ID, "oom-kill", 3, 20));

        assertThat(growing.actual()).contains("and increasing");
        assertThat(steady.actual()).doesNotContain("growing");
    }

    @Test
    void what_is_seen_for_the_first_day_has_nothing_to_grow_against() {
        Verdict verdict =
                judge(
                        logs().analysed(Facts.NOW.minus(Duration.ofDays(1)), Facts.NOW)
                                .fault(ID, "oom-kill", 3, 200));

        assertThat(verdict.actual()).doesNotContain("growing");
    }

    @Test
    void a_count_that_was_cut_is_said_to_be_at_least() {
        Verdict verdict = judge(logs().fault(ID, "oom-kill", 3, 1).incomplete(3));

        assertThat(verdict.actual()).contains("at least 1 time");
    }

    @Test
    void a_group_that_cannot_be_queried_is_unknown() {
        Verdict verdict = judge(logs().leftOut(Reason.DENIED, "logs:StartQuery"));

        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("the query was denied (logs:StartQuery)");
    }

    @Test
    void a_signature_of_another_version_is_passed_over() {
        assertThat(judge(logs().fault(ID, "from-the-future", 1, 1)).status())
                .isEqualTo(Status.READY);
    }

    private static LogBuilder logs() {
        return log("/var/log/messages").stream(ID, Facts.NOW, 1);
    }

    private static Verdict judge(LogBuilder log) {
        Instance instance = instance(ID).build();
        return new LogFaultsSerious()
                .judge(
                        instance,
                        new Facts().with(instance, log.build()).fleet(),
                        Thresholds.defaults());
    }
}
