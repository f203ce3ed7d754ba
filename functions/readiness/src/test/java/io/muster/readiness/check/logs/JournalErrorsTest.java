package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.entry;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.searched;
import static io.muster.readiness.fixture.GuestBuilder.searchedFor;
import static io.muster.readiness.fixture.GuestBuilder.searchedInPart;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.LogWindow.End;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalErrorsTest {

    private static final JournalErrors CHECK = new JournalErrors();

    @Test
    void unrecognised_errors_are_evidence_and_do_not_fail_the_check() {
        GuestBuilder guest =
                guest().journal(
                                searched(
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
                                searched(
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
        assertThat(judge(CHECK, guest().journal(searched(line)).syslog(searched(line))).actual())
                .isEqualTo("a write failed because the file system is full, once");
    }

    @Test
    void the_kernels_lines_and_refused_log_ins_are_judged_elsewhere() {
        GuestBuilder guest =
                guest().journal(
                                searched(
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
        assertThat(judge(CHECK, guest().journal(searchedInPart())).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void what_no_log_was_searched_for_is_unknown_as_far_as_it_counts() {
        Fact<LogWindow> hours = searchedFor(Duration.ofHours(7), End.TIME_UP);
        Fact<LogWindow> days = searchedFor(Duration.ofDays(8), End.NOT_KEPT);

        assertThat(judge(CHECK, guest().journal(hours).syslog(unseen())))
                .returns(Status.UNKNOWN, Verdict::status)
                .returns(
                        "journal entries older than 6 hours were not searched: the time limit of"
                                + " the probe was reached",
                        Verdict::actual);
        assertThat(judge(CHECK, guest().journal(days).syslog(unseen())).status())
                .isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().journal(hours)).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().journal(hours).syslog(hours)).actual())
                .contains("journal entries", "lines of the system log");
    }

    @Test
    void an_error_in_a_part_of_a_log_is_not_ready_all_the_same() {
        LogEntry error = entry(6, "java", "java.lang.OutOfMemoryError: Java heap space");
        assertThat(
                        judge(
                                        CHECK,
                                        guest().journal(
                                                        searchedFor(
                                                                Duration.ofHours(1),
                                                                End.FULL,
                                                                error))
                                                .syslog(unseen()))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void as_many_entries_as_an_earlier_probe_returns_at_most_are_a_part() {
        LogEntry harmless = entry(3, "dhclient.service", "bad address");
        Listing<LogEntry> all = Listing.of(Collections.nCopies(200, harmless));

        assertThat(
                        judge(
                                        CHECK,
                                        guest().journal(Fact.known(LogWindow.newest(all, 200)))
                                                .syslog(unseen()))
                                .actual())
                .isEqualTo(
                        "not all journal entries were searched: there were more matches than a"
                                + " probe returns");
        assertThat(judge(CHECK, guest().journal(Fact.known(LogWindow.newest(all, 201)))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void lines_that_could_not_be_read_are_unknown_though_the_journal_is_whole() {
        Listing<LogEntry> lines = new Listing<>(List.of(), 0, 3, false);
        assertThat(judge(CHECK, guest().syslog(Fact.known(LogWindow.whole(lines)))))
                .returns(Status.UNKNOWN, Verdict::status)
                .extracting(Verdict::actual)
                .asString()
                .contains("3 lines could not be read");
    }

    @Test
    void a_unit_in_the_state_failed_is_not_ready() {
        assertThat(judge(CHECK, guest().failedUnits(seen("nginx.service", "app.service"))).actual())
                .isEqualTo("systemd units in the state failed: app.service, nginx.service");
        assertThat(judge(CHECK, guest().failedUnits(unseen())).status()).isEqualTo(Status.READY);
        assertThat(judge(CHECK, guest().failedUnits(cut())).status()).isEqualTo(Status.UNKNOWN);
        Fact<Listing<String>> older =
                Fact.missing(Why.NOT_REPORTED, Message.literal("an earlier probe"));
        assertThat(judge(CHECK, guest().failedUnits(older)).status()).isEqualTo(Status.UNKNOWN);
    }
}
