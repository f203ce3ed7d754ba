package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogSizes.LogFile;
import io.muster.readiness.guest.LogSizes.Surroundings;
import io.muster.readiness.guest.Login;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Log-ins, failed and not; the journal, syslog, the kernel's messages; files of the log directory.
 */
class LogsTest {

    private static final Instant PROBED = Instant.parse("2024-01-02T12:00:00Z");

    /** {@code lastlog -t 1} of Ubuntu 20.04. */
    static final String LASTLOG =
            """
            Username         Port     From             Latest
            root             tty1                      Mon Jan  1 09:12:44 +0000 2024
            ubuntu           pts/0    172.31.100.200   Tue Jan  2 10:14:04 +0200 2024
            backup                                     **Never logged in**
            """;

    /** {@code lastlog2} of Debian 13. */
    static final String LASTLOG2 =
            """
            Username         Port     From                                       Latest
            admin            pts/1    2001:db8::7                                Tue Jan  2 08:00:00 +0000 2024
            """;

    /** {@code last -n 40} of Amazon Linux 2. */
    static final String LAST =
            """
            ec2-user pts/0        203.0.113.9      Tue Jan  2 09:00   still logged in
            ec2-user pts/0        203.0.113.9      Sun Dec 31 23:10 - 23:55  (00:45)
            reboot   system boot  4.14.256-197.484 Sun Dec 31 22:00 - 12:00 (1+14:00)

            wtmp begins Sun Dec 31 22:00:05 2023
            """;

    static final String LAST_FULL =
            "admin    pts/0        198.51.100.7     Mon Jan  1 10:00:01 2024 - Mon Jan  1 11:00:00"
                    + " 2024  (00:59)\n\nwtmp begins Mon Jan  1 00:00:00 2024\n";

    static final String LAST_BUSYBOX =
            """
            USER       TTY            IP                 LOGIN            TIME
            root       pts/0          10.0.0.9           Mon Jan  1 10:00 still logged in
            """;

    /** {@code /var/log/auth.log} of Ubuntu 22.04. */
    static final String AUTH_LOG =
            """
            Jan  2 11:00:01 web sshd[2101]: Invalid user admin from 203.0.113.7 port 40022
            Jan  2 11:00:03 web sshd[2101]: Failed password for invalid user admin from 203.0.113.7 port 40022 ssh2
            Jan  2 11:00:05 web sshd[2101]: Connection closed by invalid user admin 203.0.113.7 port 40022 [preauth]
            Jan  2 11:01:00 web sshd[2102]: Failed password for root from 203.0.113.7 port 40023 ssh2
            Jan  2 11:01:09 web sshd[2102]: message repeated 2 times: [ Failed password for root from 203.0.113.7 port 40023 ssh2]
            Jan  2 11:02:00 web sshd[2103]: Invalid user x from 10.9.9.9 port 1 from 198.51.100.1 port 5555
            Jan  2 11:03:00 web CRON[2104]: pam_unix(cron:session): session opened for user root
            Jan  2 11:04:00 web sshd[2105]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=203.0.113.7  user=root
            Jan  2 11:05:00 web sshd[2106]: Accepted publickey for ubuntu from 192.0.2.1 port 22 ssh2
            """;

    /** {@code journalctl -o short-iso -t sshd-session} of Debian 13. */
    static final String SSHD_JOURNAL =
            """
            2024-01-02T11:00:01+0000 web sshd-session[901]: Connection closed by authenticating user root 2001:db8::66 port 51000 [preauth]
            2024-01-02T11:00:02+0000 web sshd-session[902]: error: maximum authentication attempts exceeded for root from 192.0.2.9 port 1024 ssh2 [preauth]
            """;

    static final String JOURNAL =
            """
            {"PRIORITY":"3","SYSLOG_IDENTIFIER":"systemd","MESSAGE":"Failed to start nginx.","__REALTIME_TIMESTAMP":"1704189600000000","_SYSTEMD_UNIT":"init.scope","_PID":"1"}
            { "__REALTIME_TIMESTAMP" : "1704189601000000", "PRIORITY" : "2", "_TRANSPORT" : "kernel", "MESSAGE" : "Out of memory: Killed process 4242 (java)", }
            {"PRIORITY":"3","SYSLOG_IDENTIFIER":"app","MESSAGE":[104,105,27,91,51,49,109,255],"__REALTIME_TIMESTAMP":"1704189602000000"}
            {"PRIORITY":"3","_COMM":"big","MESSAGE":null}
            """;

    static final String SYSLOG =
            """
            Dec 31 23:59:58 web kernel: [12345.678] EXT4-fs error (device nvme1n1): ext4_find_entry
            Jan  2 11:00:01 web nginx[912]: open() failed (13: Permission denied)
            2024-01-02T11:00:02.123456+00:00 web systemd[1]: Failed to start app.service
            Jan  2 11:00:03 alpine user.err myapp: disk: error
            2024-01-02T11:00:04+0000 web kernel: nvme nvme1: I/O 12 QID 3 timeout
            """;

    static final String DMESG =
            """
            <4>[    0.336135] software IO TLB: No low mem
            <3>[ 8123.000001] EXT4-fs error (device nvme1n1): ext4_journal_check_start:83
            kern  :err   : [  102.500000] blk_update_request: I/O error, dev xvdf, sector 0
            [Tue Jan  2 10:00:00 2024] Out of memory: Killed process 4242 (java)
            plain words of an old busybox
            """;

    static final String LOG_FILES =
            """
            total\t736000\t/var/log
            413015\t1704189600\t/var/log/dpkg.log
            100\t1704103200\t/var/log/nginx/access.log.1
            99\t99999999999999999999\t/var/log/with\ttab.log-20240101.gz
            """;

    static final String LOG_FILES_LS =
            "total\t736\t/var/log\n-rw-r-----    1 0        4           52344 Jan  1 10:00"
                    + " /var/log/my messages\n";

    @Test
    void lastlog_with_and_without_an_origin() {
        assertThat(Known.value(Lastlog.parse(LASTLOG)).items())
                .containsExactly(
                        new Login("root", "tty1", null, Instant.parse("2024-01-01T09:12:44Z")),
                        new Login(
                                "ubuntu",
                                "pts/0",
                                "172.31.100.200",
                                Instant.parse("2024-01-02T08:14:04Z")));
    }

    @Test
    void lastlog2_in_wider_columns() {
        assertThat(Known.value(Lastlog.parse(LASTLOG2)).items())
                .containsExactly(
                        new Login(
                                "admin",
                                "pts/1",
                                "2001:db8::7",
                                Instant.parse("2024-01-02T08:00:00Z")));
    }

    @Test
    void a_heading_alone_means_that_no_user_logged_in() {
        assertThat(Known.value(Lastlog.parse("Username  Port  From  Latest\n")).items()).isEmpty();
    }

    @Test
    void sessions_without_a_year_are_of_the_newest_that_fits() {
        assertThat(Known.value(Last.parse(LAST, PROBED)).items())
                .containsExactly(
                        new Login(
                                "ec2-user",
                                "pts/0",
                                "203.0.113.9",
                                Instant.parse("2024-01-02T09:00:00Z")),
                        new Login(
                                "ec2-user",
                                "pts/0",
                                "203.0.113.9",
                                Instant.parse("2023-12-31T23:10:00Z")));
    }

    @Test
    void sessions_with_years_and_those_of_busybox() {
        assertThat(Known.value(Last.parse(LAST_FULL, PROBED)).items().getFirst().at())
                .isEqualTo(Instant.parse("2024-01-01T10:00:01Z"));
        assertThat(Known.value(Last.parse(LAST_BUSYBOX, PROBED)).items().getFirst().from())
                .isEqualTo("10.0.0.9");
    }

    @Test
    void attempts_are_counted_once_for_each_try() {
        LoginFailures failed = Known.value(FailedSsh.parse(AUTH_LOG));
        assertThat(failed.sources().items())
                .containsExactly(new Source("203.0.113.7", 4), new Source("198.51.100.1", 1));
        assertThat(failed.attempts()).isEqualTo(5);
    }

    static final String COUNTED_SOURCES =
            """
            source\t4812\t203.0.113.200\tadmin\troot\tx from 10.9.9.9
            source\t1\t2001:db8::66
            rest\t37\t31
            """;

    @Test
    void what_the_probe_counted_is_taken_as_it_is() {
        LoginFailures failed = Known.value(FailedSsh.parse(COUNTED_SOURCES));
        assertThat(failed.sources().items())
                .containsExactly(new Source("203.0.113.200", 4812), new Source("2001:db8::66", 1));
        assertThat(failed.attempts()).isEqualTo(4812 + 1 + 37);
        assertThat(failed.sources().leftOut()).isEqualTo(31);
    }

    @Test
    void a_count_that_is_none_is_said_to_be_unreadable() {
        LoginFailures failed =
                Known.value(FailedSsh.parse("source\t99999999999999999999\t192.0.2.9\nsource\n"));
        assertThat(failed.attempts()).isZero();
        assertThat(failed.sources().complete()).isFalse();
    }

    @Test
    void a_user_name_cannot_pass_for_a_source() {
        assertThat(Known.value(FailedSsh.parse(AUTH_LOG)).sources().stream().map(Source::address))
                .doesNotContain("10.9.9.9");
    }

    @Test
    void servers_that_take_keys_alone_show_connections() {
        assertThat(Known.value(FailedSsh.parse(SSHD_JOURNAL)).sources().items())
                .containsExactly(new Source("192.0.2.9", 1), new Source("2001:db8::66", 1));
    }

    @Test
    void no_line_means_no_failed_log_in() {
        assertThat(Known.value(FailedSsh.parse("")).attempts()).isZero();
    }

    @Test
    void a_journal_with_bytes_long_messages_and_dropped_fields() {
        Listing<LogEntry> journal = Known.value(JournalJson.parse(JOURNAL));
        List<LogEntry> entries = journal.items();
        assertThat(entries.get(0))
                .isEqualTo(
                        new LogEntry(
                                Instant.parse("2024-01-02T10:00:00Z"),
                                3,
                                "init.scope",
                                "Failed to start nginx."));
        assertThat(entries.get(1).source()).isEqualTo("kernel");
        assertThat(entries.get(1).error()).isTrue();
        assertThat(entries.get(2).message()).isEqualTo("hi\\x1b[31m\ufffd");
        assertThat(entries).hasSize(3);
        assertThat(journal.unreadable()).isEqualTo(1);
    }

    @Test
    void several_messages_of_an_entry_are_told_and_none_is_not_one_too_long() {
        List<LogEntry> entries =
                Known.value(
                                JournalJson.parse(
                                        """
                                        {"MESSAGE":["one","two"],"PRIORITY":"3"}
                                        {"MESSAGE":["one",[116,119,111]],"PRIORITY":"3"}
                                        {"PRIORITY":"3"}
                                        """))
                        .items();
        assertThat(entries)
                .extracting(LogEntry::message)
                .containsExactly("one two", "one two", "(an entry without a message)");
    }

    @Test
    void a_journal_without_errors_is_empty() {
        assertThat(Known.value(JournalJson.parse("-- No entries --\n")).items()).isEmpty();
    }

    @Test
    void syslog_old_and_new() {
        List<LogEntry> entries = Known.value(Syslog.parse(SYSLOG, PROBED)).items();
        assertThat(entries)
                .extracting(LogEntry::at)
                .containsExactly(
                        Instant.parse("2023-12-31T23:59:58Z"),
                        Instant.parse("2024-01-02T11:00:01Z"),
                        Instant.parse("2024-01-02T11:00:02.123456Z"),
                        Instant.parse("2024-01-02T11:00:03Z"),
                        Instant.parse("2024-01-02T11:00:04Z"));
        assertThat(entries)
                .extracting(LogEntry::source)
                .containsExactly("kernel", "nginx", "systemd", "myapp", "kernel");
        assertThat(entries.get(3).priority()).isEqualTo(3);
        assertThat(entries.get(3).message()).isEqualTo("disk: error");
    }

    @Test
    void a_clock_that_is_years_off_makes_no_years() {
        Listing<LogEntry> entries =
                Known.value(Syslog.parse(SYSLOG, Instant.ofEpochSecond(999_999_999_999L)));
        assertThat(entries.items().getFirst().at()).isNull();
    }

    @Test
    void kernel_messages_raw_decoded_dated_and_plain() {
        List<LogEntry> entries =
                Known.value(Dmesg.parse(DMESG, Instant.parse("2024-01-01T00:00:00Z"))).items();
        assertThat(entries).extracting(LogEntry::priority).containsExactly(4, 3, 3, null, null);
        assertThat(entries.get(1).at()).isEqualTo(Instant.parse("2024-01-01T02:15:23Z"));
        assertThat(entries.get(2).message()).startsWith("blk_update_request");
        assertThat(entries.get(3).at()).isEqualTo(Instant.parse("2024-01-02T10:00:00Z"));
        assertThat(Known.value(Dmesg.parse(DMESG, null)).items().get(1).at()).isNull();
    }

    @Test
    void a_kernel_that_fills_its_buffer_loses_the_oldest() {
        Listing<LogEntry> entries =
                Known.value(Dmesg.parse("<3>[    1.0] old\n".repeat(5_000) + DMESG, null));
        assertThat(entries.size()).isEqualTo(500);
        assertThat(entries.items().getLast().message()).startsWith("plain");
        assertThat(entries.complete()).isFalse();
    }

    @Test
    void files_of_the_log_directory() {
        var sizes = Known.value(LogFiles.parse(LOG_FILES));
        assertThat(sizes.totalBytes()).isEqualTo(736_000L * 1_024);
        assertThat(sizes.files().items().getFirst().bytes()).isEqualTo(413_015);
        assertThat(sizes.files().items().getFirst().rotated()).isFalse();
        assertThat(sizes.files().items().get(1).rotated()).isTrue();
        assertThat(sizes.files().items().get(2).rotated()).isTrue();
        assertThat(sizes.files().items().get(2).modifiedAt()).isNull();
        assertThat(Known.value(LogFiles.parse(LOG_FILES_LS)).files().items().getFirst().path())
                .isEqualTo("/var/log/my messages");
    }

    @Test
    void a_log_with_what_is_beside_it() {
        var files =
                Known.value(
                                LogFiles.parse(
                                        """
                                        900\t1704189600\t1704103200\t/var/log/a.log
                                        800\t1704189600\t+0\t/var/log/b.log
                                        700\t1704189600\t/var/log/c.log
                                        600\t1704189600\tx\t/var/log/d.log
                                        """))
                        .files();
        assertThat(files.items())
                .extracting(LogFile::around)
                .containsExactly(
                        new Surroundings(false, true, Instant.parse("2024-01-01T10:00:00Z")),
                        new Surroundings(true, true, null),
                        Surroundings.UNKNOWN);
        assertThat(files.unreadable()).isEqualTo(1);
    }

    @Test
    void names_that_a_rotation_left_and_names_of_a_day() {
        assertThat(List.of("x.log.1", "x-20240102", "x.log-2024010210", "x.log.2.gz", "x.old"))
                .allMatch(name -> new LogFile(name, 1, null).rotated());
        assertThat(List.of("x.2024-01-02.log", "x-20240102.log", "x_2024_01_02.txt"))
                .allMatch(name -> new LogFile(name, 1, null).dated())
                .noneMatch(name -> new LogFile(name, 1, null).rotated());
        assertThat(List.of("i-0123456789abcdef.log", "x.20241302.log", "x-120240102.log"))
                .noneMatch(name -> new LogFile(name, 1, null).dated());
    }

    @Test
    void a_session_without_a_year_is_of_a_year_with_that_day_of_the_week() {
        String last = "root pts/0 203.0.113.9 Thu Mar  5 10:00 - 10:30 (00:30)\n";
        assertThat(
                        Known.value(Last.parse(last, Instant.parse("2026-03-10T00:00:00Z")))
                                .items()
                                .getFirst()
                                .at())
                .isEqualTo(Instant.parse("2026-03-05T10:00:00Z"));
        assertThat(
                        Known.value(
                                        Last.parse(
                                                last.replace("Thu", "Mon"),
                                                Instant.parse("2026-03-10T00:00:00Z")))
                                .items()
                                .getFirst()
                                .at())
                .isEqualTo(Instant.parse("2018-03-05T10:00:00Z"));
    }

    @Test
    void starts_of_the_system_in_the_words_of_wtmpdb_are_no_sessions() {
        String last =
                """
                root     pts/0        203.0.113.9      Tue Jan  2 09:00 - 09:10  (00:10)
                reboot   s-reboot     6.12.48+deb13    Tue Jan  2 08:30 - 09:30  (01:00)
                s-reboot system boot  6.12.48+deb13    Tue Jan  2 08:00 - 08:30  (00:30)

                wtmpdb begins Tue Jan  2 08:00:00 2024
                """;
        assertThat(Known.value(Last.parse(last, PROBED)).items())
                .extracting(Login::user)
                .containsExactly("root");
    }

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("logins/lastlog", List.of(LASTLOG, LASTLOG2)),
                    Map.entry("logins/last", List.of(LAST, LAST_FULL, LAST_BUSYBOX)),
                    Map.entry(
                            "failed-logins/journalctl-sshd",
                            List.of(AUTH_LOG, SSHD_JOURNAL, COUNTED_SOURCES)),
                    Map.entry("journal/journalctl-json", List.of(JOURNAL)),
                    Map.entry("syslog/tail-syslog", List.of(SYSLOG)),
                    Map.entry("kernel/dmesg", List.of(DMESG)),
                    Map.entry("kernel/journalctl-k", List.of(SYSLOG)),
                    Map.entry("log-sizes/stat", List.of(LOG_FILES, LOG_FILES_LS)));
}
