package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.LogEntry;
import io.muster.readiness.guest.LogWindow;
import io.muster.readiness.guest.LogWindow.End;
import io.muster.readiness.guest.UnitRestarts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the probe found in the logs, below the time down to which it searched them. */
class LogSearchTest {

    private static final Instant PROBED = Instant.parse("2026-11-30T05:00:00Z");

    /**
     * Of journalctl 252: a message in colours, one of two lines, an identifier with a line feed.
     */
    static final String JOURNAL =
            """
            seen\t1795993200\tlate
            until\t1796014800
             2026-11-30T04:50:00+0000 web java[12]: \u001b[31mcoloured java.lang.OutOfMemoryError: heap\u001b[0m
                                                    next java.lang.OutOfMemoryError
             2020-01-01T00:00:00+0000 web systemd[1][12]: x: Failed with result 'signal'.
            until\t1796011200
             2026-11-30T03:00:00+0000 web kernel: no space left on device
             <3>2026-11-30T04:55:00+0000 web dhclient[2984]: bad address 10.0.0.104
            """;

    static final String WHOLE = "seen\tall\n";

    static final String SYSLOG =
            """
            from\tNov 23 00:00:09 web systemd[1]: rsyslog.service: Sent signal SIG
            cut\tfull
             Nov 30 04:00:00 web kernel: [12.5] Out of memory: Killed process 4242 (java)
             {"at":"2026-11-30","log":"java.lang.OutOfMemoryError"}
             Nov 29 04:00:00 web app: error 5
            """;

    static final String RING =
            """
            seen\t1795900000\tlost
            booted\t1795800000
             <3>[100000.500000] I/O error, dev nvme1n1, sector 2048 op 0x0:(READ) flags 0x80700
             2026-11-29T03:00:00+0000 web kernel: EXT4-fs error (device nvme1n1p1): ext4_lookup
             <2>2026-11-29T02:00:00+0000 web kernel: CPU3: Core temperature above threshold
             <4>[    0.336135] software IO TLB: No low mem
             <4>words without a stamp
            """;

    @Test
    void the_newest_entry_is_last_and_nothing_of_services_is_the_kernels() {
        List<LogEntry> entries = services(JOURNAL).entries().items();
        assertThat(entries)
                .extracting(LogEntry::source)
                .containsExactly("dhclient", null, "systemd", null, "java");
        assertThat(entries.getFirst().error()).isTrue();
        assertThat(entries.getLast().at()).isEqualTo(Instant.parse("2026-11-30T04:50:00Z"));
        assertThat(entries.getLast().message()).contains("java.lang.OutOfMemoryError: heap");
    }

    @Test
    void an_entry_without_its_beginning_is_as_new_as_it_may_be() {
        assertThat(services(JOURNAL).entries().items().get(3))
                .isEqualTo(
                        new LogEntry(
                                Instant.ofEpochSecond(1_796_014_800),
                                null,
                                null,
                                "next java.lang.OutOfMemoryError"));
        assertThat(services(JOURNAL).entries().unreadable()).isZero();
    }

    @Test
    void a_search_that_ended_early_says_when() {
        LogWindow window = services(JOURNAL);
        assertThat(window.since()).isEqualTo(Instant.ofEpochSecond(1_795_993_200));
        assertThat(window.end()).isEqualTo(End.TIME_UP);
        assertThat(window.reaches(PROBED.minusSeconds(86_400))).isFalse();
        assertThat(window.reaches(PROBED.minusSeconds(3_600))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "seen\tall, BEGINNING",
        "seen\t1\tfull, FULL",
        "seen\t1\tlost, NOT_KEPT",
        "seen\t1\tdamaged, DAMAGED",
        "seen\t1\tsomething new, TIME_UP",
        "seen, TIME_UP",
        "from\t, NOT_KEPT"
    })
    void what_ended_a_search_is_told(String line, End end) {
        assertThat(services(line + "\n").end()).isEqualTo(end);
    }

    @Test
    void an_answer_without_its_first_line_reaches_nowhere() {
        assertThat(services("").reaches(PROBED)).isFalse();
        assertThat(services(" x\nseen\tall\n").reaches(PROBED)).isFalse();
        assertThat(services("seen\t99999999999999999999\n").reaches(PROBED)).isFalse();
    }

    @Test
    void an_entry_cannot_pass_for_a_line_of_the_probes() {
        LogWindow window = services("seen\t1795993200\tlate\n seen\tall\n until\t0\n");
        assertThat(window.end()).isEqualTo(End.TIME_UP);
        assertThat(window.entries().unreadable()).isEqualTo(2);
    }

    @Test
    void a_line_of_another_form_is_judged_and_counted() {
        LogWindow window = known(LogSearch.system("syslog", SYSLOG, PROBED));
        assertThat(window.since()).isEqualTo(Instant.parse("2026-11-23T00:00:09Z"));
        assertThat(window.entries().unreadable()).isEqualTo(1);
        assertThat(window.entries().cut()).isTrue();
        assertThat(window.entries().items())
                .extracting(LogEntry::message)
                .contains("{\"at\":\"2026-11-30\",\"log\":\"java.lang.OutOfMemoryError\"}");
    }

    @Test
    void the_kernels_ring_and_the_journal_before_it_have_dates_and_levels() {
        LogWindow window = known(LogSearch.system("dmesg", RING, PROBED));
        assertThat(window.end()).isEqualTo(End.NOT_KEPT);
        assertThat(window.entries().items())
                .extracting(LogEntry::at)
                .containsExactly(
                        null,
                        Instant.ofEpochSecond(1_795_800_000),
                        Instant.parse("2026-11-29T02:00:00Z"),
                        Instant.parse("2026-11-29T03:00:00Z"),
                        Instant.ofEpochSecond(1_795_900_000));
        assertThat(window.entries().items())
                .extracting(LogEntry::priority)
                .containsExactly(4, 4, 2, null, 3);
        assertThat(window.entries().items()).extracting(LogEntry::source).containsOnly("kernel");
        assertThat(window.entries().unreadable()).isZero();
    }

    @Test
    void names_of_units_and_nothing_else() {
        assertThat(Known.value(FailedUnits.parse(UNITS)).items())
                .containsExactly("nginx.service", "dev-sdf.mount", "a\\x20b@1.service");
        assertThat(Known.value(FailedUnits.parse("")).items()).isEmpty();
        assertThat(Known.value(FailedUnits.parse("nginx.service\nno unit at all\n")).complete())
                .isFalse();
    }

    /** Of {@code systemctl show} of systemd 252 and 219, as the probe lists them. */
    static final String RESTARTS =
            """
            pay.service\t1204\tauto-restart\texit-code\t3\talways\t990
            poll.service\t40\tauto-restart\tsuccess\t0\talways\t990
            api.service\t12\trunning\tsuccess\t0\ton-failure\t31
            old.service\t-\tauto-restart\texit-code\t1\ton-failure\t990
            """;

    @Test
    void services_that_were_started_again() {
        assertThat(Known.value(ServiceRestarts.parse(RESTARTS)).items())
                .containsExactly(
                        new UnitRestarts("pay.service", 1_204L, true, true, true, null),
                        new UnitRestarts("poll.service", 40L, true, false, true, null),
                        new UnitRestarts("api.service", 12L, false, false, false, 31L),
                        new UnitRestarts("old.service", null, true, true, false, null));
        assertThat(Known.value(ServiceRestarts.parse("a.service\tx\ty\n" + RESTARTS)).unreadable())
                .isEqualTo(1);
    }

    static final String UNITS = "nginx.service\ndev-sdf.mount\na\\x20b@1.service\n";

    private static LogWindow services(String output) {
        return known(LogSearch.services(output, PROBED));
    }

    private static LogWindow known(io.muster.readiness.fact.Fact<LogWindow> fact) {
        return Known.value(fact);
    }

    /** What {@link HostileOutputTest} begins with. */
    static final Map<String, List<String>> SAMPLES =
            Map.of(
                    "journal/journalctl-short", List.of(JOURNAL, WHOLE),
                    "syslog/grep-syslog", List.of(SYSLOG, WHOLE),
                    "kernel/dmesg-r", List.of(RING, WHOLE),
                    "failed-units/systemctl", List.of(UNITS),
                    "unit-restarts/systemctl-show", List.of(RESTARTS));
}
