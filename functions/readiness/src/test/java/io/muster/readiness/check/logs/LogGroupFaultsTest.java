package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.LogBuilder.log;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogGroup.LogClass;
import io.muster.readiness.fixture.Facts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogGroupFaultsTest {

    private static final LogGroup GROUP =
            new LogGroup("/app", LogClass.STANDARD, 30, null, 1L, Instant.EPOCH);
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void a_fault_of_a_stream_that_is_no_instances_is_the_groups() {
        Verdict verdict =
                judge(
                        GROUP,
                        new Facts()
                                .with(
                                        log("/app")
                                                .fault("web-1", "jvm-out-of-memory", 2, 1)
                                                .build()));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("a Java program ran out of memory, once, in /app");
    }

    @Test
    void a_fault_of_an_instances_stream_is_the_instances() {
        Facts facts =
                new Facts()
                        .with(
                                instance("i-0123456789abcdef0").build(),
                                log("/app").fault("i-0123456789abcdef0", "oom-kill", 2, 1).build());

        assertThat(judge(GROUP, facts).status()).isEqualTo(Status.READY);
    }

    @Test
    void password_guessing_is_told_from_the_limit_on() {
        assertThat(
                        judge(
                                        GROUP,
                                        new Facts()
                                                .with(
                                                        log("/app")
                                                                .fault(
                                                                        "bastion",
                                                                        "ssh-login-failed",
                                                                        2,
                                                                        19,
                                                                        "198.51.100.7")
                                                                .build()))
                                .status())
                .isEqualTo(Status.READY);
        assertThat(
                        judge(
                                        GROUP,
                                        new Facts()
                                                .with(
                                                        log("/app")
                                                                .fault(
                                                                        "bastion",
                                                                        "ssh-login-failed",
                                                                        2,
                                                                        20,
                                                                        "198.51.100.7")
                                                                .build()))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_group_that_was_not_analysed_is_unknown() {
        assertThat(judge(GROUP, new Facts()).status()).isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(
                                        GROUP,
                                        new Facts()
                                                .with(
                                                        log("/app")
                                                                .analysed(
                                                                        Facts.NOW.minus(
                                                                                DAY.multipliedBy(
                                                                                        9)),
                                                                        Facts.NOW.minus(
                                                                                DAY.multipliedBy(
                                                                                        3)))
                                                                .build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_group_that_cannot_be_queried_is_not_asked() {
        LogGroup delivery = new LogGroup("/app", LogClass.DELIVERY, null, null, 1L, Instant.EPOCH);

        assertThat(judge(delivery, new Facts()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(LogGroup group, Facts facts) {
        return new LogGroupFaults().judge(group, facts.with(group).fleet(), Thresholds.defaults());
    }
}
