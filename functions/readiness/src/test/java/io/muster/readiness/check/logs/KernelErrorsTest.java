package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.searchedFor;
import static io.muster.readiness.fixture.GuestBuilder.searchedInPart;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow.End;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KernelErrorsTest {

    private static final KernelErrors CHECK = new KernelErrors();
    private static final String OOM = "Out of memory: Killed process %d (java) total-vm:7424432kB";

    @Test
    void a_kernel_that_warns_only_is_ready() {
        GuestBuilder guest =
                guest().kernelMessages(searched(entry(4, "kernel", "ENA: link is up")));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.READY);
    }

    @Test
    void known_faults_are_named_with_what_to_do() {
        GuestBuilder guest =
                guest().kernelMessages(
                                searched(
                                        entry(3, "kernel", OOM.formatted(1)),
                                        entry(3, "kernel", OOM.formatted(2)),
                                        entry(
                                                3,
                                                "kernel",
                                                "EXT4-fs error (device nvme1n1p1): ext4_lookup:1594: x")));
        Verdict verdict = judge(CHECK, guest);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .contains(
                        "an ext4 file system is corrupted (nvme1n1p1), once",
                        "the kernel killed a process because memory ran out (java), at least 2 times");
        assertThat(verdict.evidence())
                .anyMatch(line -> line.startsWith("oom-kill: Give the instance more memory"));
        assertThat(remedy(CHECK, verdict)).contains("dmesg");
    }

    @Test
    void what_the_kernel_finds_critical_counts_though_no_signature_matches() {
        GuestBuilder guest =
                guest().kernelMessages(
                                searched(
                                        entry(2, "kernel", "CPU3: Core temperature 0xff above 95"),
                                        entry(
                                                2,
                                                "kernel",
                                                "CPU1: Core temperature 0xfe above 96")));
        assertThat(judge(CHECK, guest).actual())
                .isEqualTo(
                        "critical kernel message, at least 2 times: kernel: CPU#: Core temperature # above #");
    }

    @Test
    void faults_of_long_ago_do_not_count_and_those_without_a_date_do() {
        LogEntry old = new LogEntry(PROBED.minusSeconds(8 * 86_400), 3, "kernel", OOM.formatted(1));
        LogEntry dateless = new LogEntry(null, 3, "kernel", OOM.formatted(1));
        assertThat(judge(CHECK, guest().kernelMessages(searched(old))).status())
                .isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().kernelMessages(searched(dateless))).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void who_may_not_read_it_is_unknown_unless_syslog_tells_of_a_fault() {
        assertThat(judge(CHECK, guest().kernelMessages(unseen())).status())
                .isEqualTo(Status.UNKNOWN);
        GuestBuilder told =
                guest().kernelMessages(unseen())
                        .syslog(
                                searched(
                                        entry(3, "kernel", OOM.formatted(1)),
                                        entry(3, "java", OOM.formatted(2))));
        assertThat(judge(CHECK, told).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(CHECK, told).actual()).endsWith("once");
    }

    @Test
    void a_log_that_was_cut_is_unknown() {
        assertThat(judge(CHECK, guest().kernelMessages(searchedInPart())).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_ring_that_does_not_reach_back_as_far_as_errors_count_is_unknown() {
        assertThat(
                        judge(
                                CHECK,
                                guest().kernelMessages(
                                                searchedFor(Duration.ofDays(2), End.NOT_KEPT))))
                .returns(Status.UNKNOWN, Verdict::status)
                .returns(
                        "kernel messages older than 1 day were not searched: the instance does not"
                                + " keep them",
                        Verdict::actual);
        assertThat(
                        judge(
                                        CHECK,
                                        guest().kernelMessages(
                                                        searchedFor(
                                                                Duration.ofDays(7), End.NOT_KEPT)))
                                .status())
                .isEqualTo(Status.READY);
    }
}
