package io.muster.readiness.check.logs;

import static io.muster.readiness.fixture.GuestBuilder.GIB;
import static io.muster.readiness.fixture.GuestBuilder.MIB;
import static io.muster.readiness.fixture.GuestBuilder.PROBED;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.known;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogSizes;
import io.muster.readiness.guest.LogSizes.LogFile;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogsRotatedTest {

    private static final LogsRotated CHECK = new LogsRotated();

    @Test
    void small_logs_are_ready() {
        assertThat(judge(CHECK, guest()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_large_log_is_not_ready_and_says_who_should_rotate_it() {
        Verdict verdict =
                judge(
                        CHECK,
                        files(
                                file("/var/log/app/app.log", 3 * GIB),
                                file("/var/log/messages", 600 * MIB)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "/var/log/app/app.log is at least 2 GiB (no rule of logrotate covers it);"
                                + " /var/log/messages is at least 500 MiB"
                                + " (rotated by /etc/logrotate.d/rsyslog: weekly, 52 files kept, compressed)");
        assertThat(remedy(CHECK, verdict)).contains("fuser -v /var/log/app/app.log");
    }

    @Test
    void rotated_files_journals_and_sparse_tables_do_not_count() {
        assertThat(
                        judge(
                                        CHECK,
                                        files(
                                                file("/var/log/messages-20261101", 3 * GIB),
                                                file("/var/log/app.log.1", 3 * GIB),
                                                new LogFile(
                                                        "/var/log/app.2026-11-01.log",
                                                        3 * GIB,
                                                        PROBED.minusSeconds(86_400)),
                                                file("/var/log/journal/0a/system.journal", 3 * GIB),
                                                file("/var/log/lastlog", 300 * GIB)))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_dated_file_that_is_being_written_counts() {
        assertThat(judge(CHECK, files(file("/var/log/app.2026-11-22.log", 3 * GIB))).actual())
                .contains("/var/log/app.2026-11-22.log");
    }

    @Test
    void an_ordinary_users_look_clears_no_log() {
        assertThat(judge(CHECK, files(file("/var/log/x", MIB)).asUser()).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, files(file("/var/log/x", GIB)).asUser()).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void sizes_that_are_missing_or_cut_are_unknown() {
        assertThat(judge(CHECK, guest().sizes(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(
                        judge(
                                        CHECK,
                                        guest().sizes(
                                                        known(
                                                                new LogSizes(
                                                                        null,
                                                                        Listing.<LogFile>of(
                                                                                        List.of())
                                                                                .asCut()))))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, files(file("/var/log/x", GIB)).policies(unseen())).actual())
                .contains("how it is rotated is not known");
    }

    private static LogFile file(String path, long bytes) {
        return new LogFile(path, bytes, PROBED);
    }

    private static GuestBuilder files(LogFile... files) {
        return guest().sizes(known(new LogSizes(GIB, Listing.of(List.of(files)))));
    }
}
