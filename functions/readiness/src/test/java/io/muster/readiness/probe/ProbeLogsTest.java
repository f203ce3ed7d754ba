package io.muster.readiness.probe;

import static io.muster.readiness.check.Status.NOT_READY;
import static io.muster.readiness.check.Status.READY;
import static io.muster.readiness.check.Status.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.LogWindow.End;
import io.muster.readiness.guest.LoginFailures;
import io.muster.readiness.guest.LoginFailures.Source;
import io.muster.readiness.scan.GuestFleet;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs the probe's sections of logs for real, over journals that systemd's own tools write and
 * read. What happened before the newest lines is found, or is said not to have been seen.
 */
@Tag("slow")
@Isolated("the probe gives up what takes long")
class ProbeLogsTest {

    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final String OUT_OF_MEMORY =
            "Exception in thread \"main\" java.lang.OutOfMemoryError: Java heap space";
    private static final String IO_ERROR =
            "I/O error, dev nvme1n1, sector 4194304 op 0x0:(READ) flags 0x80700";
    private static final List<String> LOGS = List.of("journal", "failed-units", "syslog", "kernel");

    /** A ring of the kernel whose beginning was written over. */
    private static final String WRAPPED_RING =
            """
            printf '#!/bin/sh\\nread -r up _ </proc/uptime\\nfor i in $(seq 200); do echo "<4>[$((${up%%.*} - 60)).$((100000 + i))] ENA: link is up $i"; done\\n' >/run/ring
            chmod 755 /run/ring
            mount --bind /run/ring "$(readlink -f "$(command -v dmesg)")" || exit 1
            """;

    private static final String QUIET_RING =
            """
            printf '#!/bin/sh\\necho "<5>[    0.000000] Linux version 6.1"\\n' >/run/ring
            chmod 755 /run/ring
            mount --bind /run/ring "$(readlink -f "$(command -v dmesg)")" || exit 1
            """;

    @TempDir private Path directory;

    @BeforeEach
    void needs_mounts_of_its_own() {
        Shell.needs("unshare");
        assumeTrue(Shell.isRoot() && Shell.canMount(), "needs root and mounts of its own");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "bash", "busybox ash"})
    void an_error_behind_thousands_of_harmless_ones_is_found(String shell) {
        Shell.needs(shell.split(" ", -1)[0]);
        JournalFile journal = JournalFile.make().printed(2 * DAY, "java", OUT_OF_MEMORY);
        harmless(journal, 3_000);

        GuestFacts facts = facts(shell, journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(journal(facts).end()).isEqualTo(End.BEGINNING);
        assertThat(verdict("journal-errors", facts))
                .returns(NOT_READY, Verdict::status)
                .extracting(Verdict::actual)
                .asString()
                .contains("a Java program ran out of memory (Java heap space), once");
    }

    @Test
    void a_journal_of_harmless_errors_that_was_read_to_its_end_is_ready() {
        JournalFile journal = JournalFile.make();
        harmless(journal, 3_000);

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(verdict("journal-errors", facts).status()).isEqualTo(READY);
        assertThat(verdict("kernel-errors", facts).status()).isEqualTo(READY);
        assertThat(journal(facts).entries().stream().filter(LogEntry::error)).hasSize(60);
    }

    @Test
    void a_disks_error_that_left_the_kernels_ring_is_found_in_the_journal() {
        JournalFile journal = JournalFile.make().entry(30 * HOUR, "kernel", 3, "kernel", IO_ERROR);
        for (int i = 0; i < 300; i++) {
            journal.entry(HOUR - i, "kernel", 4, "kernel", "ENA: link is up " + i);
        }

        GuestFacts facts = facts("sh", journal.alone(directory) + WRAPPED_RING, LOGS);

        assertThat(verdict("kernel-errors", facts))
                .returns(NOT_READY, Verdict::status)
                .extracting(Verdict::actual)
                .isEqualTo("a disk read or write failed (nvme1n1), once");
    }

    @Test
    void what_the_kernel_found_critical_is_found_in_the_journal_too() {
        JournalFile journal =
                JournalFile.make().entry(30 * HOUR, "kernel", 2, "kernel", "CPU3: Core is too hot");

        GuestFacts facts = facts("sh", journal.alone(directory) + WRAPPED_RING, LOGS);

        assertThat(verdict("kernel-errors", facts).actual()).contains("Core is too hot");
    }

    @Test
    void a_ring_that_lost_its_beginning_is_unknown_without_a_journal() {
        GuestFacts facts =
                facts(
                        "sh",
                        "mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run\n"
                                + WRAPPED_RING,
                        LOGS);

        assertThat(verdict("kernel-errors", facts))
                .returns(UNKNOWN, Verdict::status)
                .extracting(Verdict::actual)
                .isEqualTo(
                        "not all kernel messages were searched: the instance does not keep them");
    }

    @Test
    void a_search_whose_time_is_up_is_unknown_and_says_how_far_it_came() {
        JournalFile journal = JournalFile.make().printed(2 * HOUR, "java", OUT_OF_MEMORY);
        harmless(journal, 10);
        // Whatever is older than an hour takes too long.
        String slow =
                """
                cp "$(command -v journalctl)" /run/journalctl
                printf '#!/bin/sh\\ncase $* in *--until*) exec sleep 30 ;; esac\\nexec /run/journalctl "$@"\\n' >/run/slow
                chmod 755 /run/slow
                mount --bind /run/slow "$(readlink -f "$(command -v journalctl)")" || exit 1
                """;

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING + slow, LOGS);

        assertThat(verdict("journal-errors", facts))
                .returns(UNKNOWN, Verdict::status)
                .extracting(Verdict::actual)
                .isEqualTo(
                        "journal entries older than 1 hour were not searched: the time limit of the"
                                + " probe was reached");
    }

    @Test
    void where_the_time_is_up_errors_are_found_further_back_by_the_index() {
        JournalFile journal =
                JournalFile.make()
                        .entry(3 * DAY, "syslog", 3, "java", OUT_OF_MEMORY)
                        .entry(
                                2 * DAY,
                                List.of(
                                        "_TRANSPORT", "journal",
                                        "PRIORITY", "4",
                                        "SYSLOG_IDENTIFIER", "systemd",
                                        "_PID", "1",
                                        "MESSAGE", "a.service: Failed with result 'signal'."));
        harmless(journal, 10);
        String slow =
                """
                cp "$(command -v journalctl)" /run/journalctl
                printf '#!/bin/sh\\ncase $* in *PRIORITY=*_PID=1*) ;; *--until*) exec sleep 30 ;; esac\\nexec /run/journalctl "$@"\\n' >/run/slow
                chmod 755 /run/slow
                mount --bind /run/slow "$(readlink -f "$(command -v journalctl)")" || exit 1
                """;

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING + slow, LOGS);

        assertThat(verdict("journal-errors", facts).actual())
                .contains(
                        "a Java program ran out of memory (Java heap space), once",
                        "a systemd unit failed (a.service), once");
    }

    @Test
    void a_window_that_is_full_of_what_is_no_error_is_unknown() {
        JournalFile journal = JournalFile.make().printed(HOUR, "java", OUT_OF_MEMORY);
        for (int i = 0; i < 150; i++) {
            journal.printed(150 - i, "cron", "x: (a) ERROR (harmless " + i);
        }

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(journal(facts).end()).isEqualTo(End.FULL);
        assertThat(verdict("journal-errors", facts).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_journal_that_dropped_the_beginning_of_the_boot_is_unknown() {
        JournalFile journal = JournalFile.make().beginningAfter(400);
        harmless(journal, 10);

        String upForLonger =
                "echo '5000.00 1.00' >/run/up && mount --bind /run/up /proc/uptime || exit 1\n";
        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING + upForLonger, LOGS);

        assertThat(verdict("journal-errors", facts).actual())
                .isEqualTo(
                        "journal entries older than 1 hour were not searched: the instance does not keep them");
    }

    @Test
    void a_damaged_file_of_the_journal_is_unknown() {
        JournalFile journal = JournalFile.make();
        harmless(journal, 10);

        GuestFacts facts =
                facts(
                        "sh",
                        journal.alone(directory)
                                + QUIET_RING
                                + "head -c 100000 /dev/zero >$kept/system@0-0.journal\n",
                        LOGS);

        assertThat(journal(facts).end()).isEqualTo(End.DAMAGED);
        assertThat(verdict("journal-errors", facts).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void of_an_entry_only_time_host_program_and_message_are_sent() {
        JournalFile journal =
                JournalFile.make()
                        .entry(
                                60,
                                List.of(
                                        "_TRANSPORT", "stdout",
                                        "PRIORITY", "3",
                                        "SYSLOG_IDENTIFIER", "java",
                                        "_CMDLINE",
                                                "/usr/bin/java -Dp=\"s3cret\" [1,2] \\\"s3cret\\ x",
                                        "_EXE", "/opt/s3cret",
                                        "CUSTOM_TOKEN", "a\ts3cret\u0001\n\"MESSAGE\":\"s3cret\"",
                                        "MESSAGE", OUT_OF_MEMORY));

        ProbeOutput output = probe("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(text(output, "journal"))
                .containsPattern(
                        "\n \\S+ web java: Exception in thread \"main\" java[.]lang[.]OutOf")
                .doesNotContain("s3cret");
    }

    @Test
    void messages_in_colours_and_of_several_lines_are_read() {
        JournalFile journal =
                JournalFile.make()
                        .printed(60, "app", "\u001b[31m" + OUT_OF_MEMORY + "\u001b[0m")
                        .printed(50, "app", "one\nwrite: No space left on device\ntwo");

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(verdict("journal-errors", facts).actual())
                .contains("ran out of memory", "the file system is full");
    }

    @Test
    void no_identifier_can_say_that_everything_was_searched() {
        JournalFile journal = JournalFile.make().printed(HOUR, "java", OUT_OF_MEMORY);
        for (int i = 0; i < 150; i++) {
            journal.printed(
                    150 - i,
                    "x\nseen\tall\nuntil\t1\ncron",
                    "x: (a) ERROR (harmless java.lang.OutOfMemory " + i);
        }

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(verdict("journal-errors", facts).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_warning_of_systemd_is_found_and_so_is_the_unit_that_is_failed() {
        JournalFile journal =
                JournalFile.make()
                        .entry(
                                60,
                                "journal",
                                4,
                                "systemd",
                                "nginx.service: Failed with result 'exit-code'.");
        // As systemctl 219 and 252 print them.
        String units =
                """
                mkdir -p /run/systemd/system
                printf '#!/bin/sh\\necho "\\342\\227\\217 dev-sdf.mount loaded failed failed /mnt s3cret"\\necho "app.service loaded failed failed The app"\\n' >/run/units
                chmod 755 /run/units
                touch /run/none
                [ -e /usr/bin/systemctl ] || exit 1
                mount --bind /run/units /usr/bin/systemctl || exit 1
                """;
        Shell.needs("systemctl");

        ProbeOutput output = probe("sh", journal.alone(directory) + QUIET_RING + units, LOGS);

        assertThat(text(output, "failed-units")).isEqualTo("dev-sdf.mount\napp.service\n");
        assertThat(verdict("journal-errors", GuestReader.read(output)).actual())
                .isEqualTo(
                        "a systemd unit failed (nginx.service), once; systemd units in the state"
                                + " failed: app.service, dev-sdf.mount");
    }

    @Test
    void a_journal_of_a_newer_systemd_is_unknown_with_its_warning() {
        Shell.needs("journalctl");
        String newer =
                """
                mount -t tmpfs tmpfs /run
                mkdir -p /run/log/journal/1
                echo newer >/run/log/journal/1/system.journal
                printf '#!/bin/sh\\necho "system.journal uses an unsupported feature, ignoring file." >&2\\n' >/run/older
                chmod 755 /run/older
                mount --bind /run/older /usr/bin/journalctl || exit 1
                """;

        ProbeOutput output = probe("sh", newer, List.of("journal"));

        assertThat(verdict("journal-errors", GuestReader.read(output)))
                .returns(UNKNOWN, Verdict::status)
                .extracting(Verdict::actual)
                .asString()
                .contains("uses an unsupported feature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void services_that_systemd_starts_again_are_told(String shell) {
        Shell.needs("systemctl");
        // As systemctl show prints them: of systemd 252, and of 219, which does not count.
        String units =
                """
                mount -t tmpfs tmpfs /run
                mkdir -p /run/systemd/system
                cat >/run/units <<'UNITS'
                #!/bin/sh
                cat <<'SHOW'
                Restart=always
                NRestarts=1204
                Result=exit-code
                ExecMainStatus=3
                Id=pay.service
                SubState=auto-restart
                ActiveEnterTimestampMonotonic=0

                Restart=on-failure
                NRestarts=0
                Result=success
                ExecMainStatus=0
                Id=sshd.service
                SubState=running
                ActiveEnterTimestampMonotonic=5000000

                Restart=on-failure
                Result=exit-code
                ExecMainStatus=1
                Id=old.service
                SubState=auto-restart
                SHOW
                UNITS
                chmod 755 /run/units
                mount --bind /run/units /usr/bin/systemctl || exit 1
                """;

        ProbeOutput output = probe(shell, units, List.of("unit-restarts"));

        assertThat(text(output, "unit-restarts").replaceAll("\\d+\n", "N\n"))
                .isEqualTo(
                        """
                        pay.service\t1204\tauto-restart\texit-code\t3\talways\tN
                        old.service\t-\tauto-restart\texit-code\t1\ton-failure\tN
                        """);
        assertThat(verdict("units-stay-up", GuestReader.read(output)).actual())
                .isEqualTo(
                        "old.service failed, and systemd is about to restart it; pay.service keeps"
                                + " failing, and systemd has restarted it at least 1000 times");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sh", "busybox ash"})
    void user_data_that_was_left_alone_at_this_boot_is_told_and_not_sent(String shell) {
        String cloud =
                """
                for place in /run /var/lib /var/log; do mount -t tmpfs tmpfs $place || exit 1; done
                mkdir -p /var/lib/cloud /run/cloud-init
                cat >/var/log/cloud-init.log <<'LOG'
                2026-11-20 10:00:00,000 - util.py[DEBUG]: Cloud-init v. 22.4.2 running 'init-local' at Fri
                2026-11-20 10:00:01,000 - __init__.py[WARNING]: Unhandled unknown content-type (text/old) userdata: 'b'x'...'
                2026-11-22 10:00:00,000 - util.py[DEBUG]: Cloud-init v. 22.4.2 running 'init-local' at Sun
                2026-11-22 10:00:01,000 - __init__.py[WARNING]: Unhandled non-multipart (text/x-not-multipart) userdata: 'b' echo s3cret'...'
                LOG
                echo '{"v1": {"stage": null, "modules-final": {"errors": [], "start": 1.5, "finished": 2.5}}}' \
                    >/run/cloud-init/status.json
                """;

        ProbeOutput output = probe(shell, cloud, List.of("user-data"));

        assertThat(text(output, "user-data"))
                .startsWith("log\tread\nunhandled\ttext/x-not-multipart\n{\"v1\"")
                .doesNotContain("s3cret", "text/old");
        assertThat(verdict("user-data-ran", GuestReader.read(output)).actual())
                .isEqualTo(
                        "cloud-init did not understand user data of type text/x-not-multipart and"
                                + " left it alone");
    }

    @Test
    void the_part_of_a_log_that_was_rotated_away_last_is_read() {
        GuestFacts facts =
                facts(
                        "busybox ash",
                        """
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                        echo "$(date '+%b %e %H:%M:%S') web app[1]: write: No space left on device" >/var/log/messages-20260101
                        i=0
                        while [ $i -lt 300 ]; do i=$((i + 1)); echo "$(date '+%b %e %H:%M:%S') web app[1]: error $i"; done >/var/log/messages
                        """
                                + QUIET_RING,
                        LOGS);

        assertThat(verdict("journal-errors", facts))
                .returns(NOT_READY, Verdict::status)
                .extracting(Verdict::actual)
                .isEqualTo("a write failed because the file system is full, once");
    }

    @Test
    void a_log_whose_older_parts_are_compressed_is_known_from_its_first_line_on() {
        String log =
                """
                mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                touch /var/log/syslog.2.gz
                echo "$(date -d @$(($(date +%%s) - %d)) '+%%b %%e %%H:%%M:%%S') web app[1]: begins" >/var/log/syslog
                cat /var/log/syslog /var/log/syslog >/run/twice
                cp /run/twice /var/log/syslog
                """;

        GuestFacts young = facts("sh", log.formatted(2 * DAY) + QUIET_RING, LOGS);
        GuestFacts old = facts("sh", log.formatted(9 * DAY) + QUIET_RING, LOGS);

        assertThat(verdict("journal-errors", young).actual())
                .isEqualTo(
                        "lines of the system log older than 1 day were not searched: the instance"
                                + " does not keep them");
        assertThat(verdict("journal-errors", old).status()).isEqualTo(READY);
    }

    @Test
    void lines_of_a_form_that_is_not_known_are_said_beside_a_whole_journal() {
        JournalFile journal = JournalFile.make();
        harmless(journal, 10);
        String log = "echo '{\"at\":1,\"level\":\"error\",\"text\":\"disk\"}' >/var/log/syslog\n";

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING + log, LOGS);

        assertThat(verdict("journal-errors", facts))
                .returns(UNKNOWN, Verdict::status)
                .extracting(Verdict::actual)
                .asString()
                .contains("1 line could not be read");
    }

    @Test
    void a_log_that_is_a_symbolic_link_is_not_read() {
        ProbeOutput output =
                probe(
                        "sh",
                        """
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                        echo 'Nov 30 04:00:00 web app: error s3cret' >/run/elsewhere
                        ln -s /run/elsewhere /var/log/syslog
                        ln -s /run/elsewhere /var/log/auth.log
                        """,
                        List.of("syslog", "failed-logins"));

        assertThat(output.section("syslog").toString())
                .contains("is a symbolic link")
                .doesNotContain("s3cret");
        assertThat(output.section("failed-logins").toString()).contains("is a symbolic link");
    }

    @Test
    void failed_log_ins_before_the_first_line_of_a_log_are_said_to_be_missing() {
        String log =
                """
                mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                printf "$(env -u TZ date -d @$(($(date +%%s) - %d)) '+%%b %%e %%H:%%M:%%S') web sshd[1]: Failed password for root from 203.0.113.9 port 7 ssh2\\n" >/var/log/auth.log
                %s
                """;
        String older = "touch /var/log/auth.log.2.gz";

        assertThat(logins(log.formatted(60, older)).sources().complete()).isFalse();
        assertThat(logins(log.formatted(60, "")).sources().complete()).isTrue();
        assertThat(logins(log.formatted(2 * DAY, older)).sources().complete()).isTrue();
    }

    @Test
    void messages_that_journald_dropped_are_said() {
        JournalFile journal =
                JournalFile.make()
                        .entry(
                                60,
                                "driver",
                                6,
                                "systemd-journald",
                                "Suppressed 5120 messages from shop-api.service");

        GuestFacts facts = facts("sh", journal.alone(directory) + QUIET_RING, LOGS);

        assertThat(verdict("log-complete", facts))
                .returns(NOT_READY, Verdict::status)
                .extracting(Verdict::actual)
                .asString()
                .startsWith("the journal dropped messages (at least 5000) since ");
        assertThat(verdict("journal-errors", facts).status()).isEqualTo(UNKNOWN);
    }

    @Test
    void a_key_that_was_offered_before_the_accepted_one_is_no_refusal() {
        LoginFailures logins =
                logins(
                        """
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                        head="$(env -u TZ date '+%b %e %H:%M:%S') web sshd[1]:"
                        for port in 11 12 13; do
                            echo "$head Failed publickey for ci from 192.0.2.9 port $port ssh2: RSA SHA256:a"
                            echo "$head Accepted publickey for ci from 192.0.2.9 port $port ssh2: RSA SHA256:b"
                        done >/var/log/auth.log
                        echo "$head Failed publickey for ci from 203.0.113.9 port 14 ssh2: RSA-CERT SHA256:a ID x from 198.51.100.7 port 22 (serial 0) CA RSA SHA256:b" >>/var/log/auth.log
                        """);

        assertThat(logins.sources().items()).containsExactly(new Source("203.0.113.9", 1));
        assertThat(logins.sources().complete()).isTrue();
    }

    @Test
    void refused_log_ins_in_lines_of_rfc_5424_are_counted() {
        LoginFailures logins =
                logins(
                        """
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                        head="<86>1 $(env -u TZ date +%Y-%m-%dT%H:%M:%S).1+00:00 sshd-gate sshd 77 - -"
                        for port in 11 12 13; do
                            echo "$head  Failed password for root from 203.0.113.9 port $port ssh2"
                        done >/var/log/auth.log
                        """);

        assertThat(logins.sources().items()).containsExactly(new Source("203.0.113.9", 3));
        assertThat(logins.sources().complete()).isTrue();
    }

    @Test
    void lines_of_sshd_in_a_form_that_is_not_known_are_said() {
        LoginFailures logins =
                logins(
                        """
                        mount -t tmpfs tmpfs /var/log && mount -t tmpfs tmpfs /run
                        echo "@4000 sshd: Failed password for root from 203.0.113.9 port 7 ssh2" >/var/log/auth.log
                        """);

        assertThat(logins.attempts()).isZero();
        assertThat(logins.sources().complete()).isFalse();
    }

    private LoginFailures logins(String here) {
        return known(facts("sh", here, List.of("failed-logins")).logs().failedLogins());
    }

    private static void harmless(JournalFile journal, int count) {
        for (int i = 0; i < count; i++) {
            journal.entry(
                    HOUR - i * HOUR / count, "syslog", 3, "dhclient", "bad address 10.0.0." + i);
        }
    }

    private static LogWindow journal(GuestFacts facts) {
        return known(facts.logs().journalErrors());
    }

    private static Verdict verdict(String check, GuestFacts facts) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        GuestFleet.of(
                        Fact.known(facts),
                        DiskHistory.NONE,
                        facts.run().probedAt(),
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults())
                .judge(judgement -> verdicts.put(judgement.spec().id(), judgement.verdict()));
        Verdict verdict = verdicts.get(check);
        assertThat(verdict).as(check).isNotNull();
        return Objects.requireNonNull(verdict);
    }

    private static GuestFacts facts(String shell, String here, List<String> sections) {
        return GuestReader.read(probe(shell, here, sections));
    }

    private static ProbeOutput probe(String shell, String here, List<String> sections) {
        List<String> command = new ArrayList<>(List.of("unshare", "--mount"));
        command.addAll(List.of(shell.split(" ", -1)));
        String script =
                ProbeDocument.probe().replace("main \"$@\"", "main " + String.join(" ", sections));
        // At the lowest priority, beside the tests of other modules, nothing is done in time.
        String priority = "mount --bind /bin/true \"$(command -v renice)\" || exit 1\n";
        Shell.Answer answer = Shell.run(priority + here + script, command);
        return known(ProbeOutput.parse(answer.text().getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(ProbeOutput output, String section) {
        return known(output.section(section)).text();
    }

    private static <T> T known(Fact<T> fact) {
        assertThat(fact).isInstanceOf(Known.class);
        return ((Known<T>) fact).value();
    }
}
