package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.LogEntry;
import org.junit.jupiter.api.Test;

class JournalErrorsTest {

    private static final JournalErrors CHECK = new JournalErrors();

    @Test
    void unrecognised_errors_are_evidence_and_do_not_fail_the_check() {
        GuestBuilder guest =
                guest().journal(
                                seen(
                                        entry(3, "dhclient.service", "bad address 10.0.0.1"),
                                        entry(3, "dhclient.service", "bad address 10.0.0.2")));
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence())
                .containsExactly(
                        "other error, at least 2 times: dhclient.service: bad address #.#.#.#");
    }

    @Test
    void a_known_fault_of_a_service_is_not_ready() {
        GuestBuilder guest =
                guest().journal(
                                seen(
                                        entry(
                                                3,
                                                "init.scope",
                                                "nginx.service: Failed with result 'exit-code'."),
                                        entry(
                                                3,
                                                "app.service",
                                                "java.net.SocketException: Too many open files")));
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .contains("a systemd unit failed (nginx.service), once")
                .contains("a process ran out of file descriptors, once");
        assertThat(remedy(CHECK, verdict)).contains("journalctl -b -p err");
    }

    @Test
    void what_journal_and_syslog_both_tell_counts_once() {
        LogEntry line = entry(3, "app", "write error: No space left on device");
        assertThat(judge(CHECK, guest().journal(seen(line)).syslog(seen(line))).actual())
                .isEqualTo("a write failed because the file system is full, once");
    }

    @Test
    void the_kernels_lines_and_refused_log_ins_are_judged_elsewhere() {
        GuestBuilder guest =
                guest().journal(
                                seen(
                                        entry(
                                                3,
                                                "kernel",
                                                "Out of memory: Killed process 1 (java) x"),
                                        entry(
                                                3,
                                                "ssh.service",
                                                "Failed password for root from 198.51.100.7 port 4 ssh2")));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void one_of_both_logs_is_enough_and_none_is_unknown() {
        assertThat(judge(CHECK, guest().journal(unseen())).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().syslog(unseen())).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().journal(unseen()).syslog(unseen())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().journal(cut())).status()).isEqualTo(Status.UNKNOWN);
    }
}
