package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.guest.ClockSync;
import io.muster.readiness.guest.Memory;
import io.muster.readiness.guest.Processes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClockAndMemoryTest {

    static final String TIMEDATECTL_AL2 =
            """
                  Local time: Tue 2022-02-01 10:00:00 UTC
              Universal time: Tue 2022-02-01 10:00:00 UTC
                    RTC time: Tue 2022-02-01 10:00:00
                   Time zone: n/a (UTC, +0000)
                 NTP enabled: yes
            NTP synchronized: yes
             RTC in local TZ: no
            """;

    static final String TIMEDATECTL_UBUNTU =
            """
                           Local time: Tue 2024-01-02 10:00:00 UTC
            System clock synchronized: no
                          NTP service: inactive
                      RTC in local TZ: no
            """;

    static final String TIMEDATECTL_SHOW = "Timezone=UTC\nNTP=yes\nNTPSynchronized=yes\n";

    private static final Instant PROBED = Instant.parse("2026-11-22T03:32:00Z");

    static final String CHRONYC =
            """
            Reference ID    : A9FEA97B (169.254.169.123)
            Stratum         : 4
            System time     : 0.000013372 seconds slow of NTP time
            Leap status     : Normal
            """;

    static final String CHRONYC_LOST =
            """
            Reference ID    : 00000000 ()
            System time     : 0.000000000 seconds fast of NTP time
            Leap status     : Not synchronised
            """;

    static final String NTPQ =
            """
                 remote           refid      st t when poll reach   delay   offset  jitter
            ==============================================================================
            +203.0.113.1     .GPS.            1 u   12   64  377    1.234    0.021   0.010
            *169.254.169.123 .AMZN.           3 u   33   64  377    0.213   -0.500   0.020
            """;

    static final String ADJTIMEX =
            """
                mode:         0
            -o  offset:       0 us
                status:       64 (UNSYNC)
                return value: 5 (clock not synchronized)
            """;

    static final String TIMESYNC = "1704189000 .\n1704196000 synchronized\n";

    static final String TIME_SERVICES = "absent\n";

    static final String MEMINFO =
            """
            MemTotal:        3977424 kB
            MemFree:          221024 kB
            MemAvailable:    2264676 kB
            SwapTotal:             0 kB
            SwapFree:              0 kB
            """;

    static final String PS =
            """
            4242     1 elastic+ 8388608 12.5  3-04:05:06 java
             912     1 root       7012  0.0    01:02:03 my daemon
            count\t137
            """;

    static final String PS_BUSYBOX =
            "    1     0 root      1.2m init\n  912     1 root       704 dropbear\ncount\t12\n";

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry(
                            "clock/timedatectl",
                            List.of(TIMEDATECTL_AL2, TIMEDATECTL_UBUNTU, TIMEDATECTL_SHOW)),
                    Map.entry("clock/chronyc", List.of(CHRONYC, CHRONYC_LOST)),
                    Map.entry("clock/ntpq", List.of(NTPQ)),
                    Map.entry("clock/adjtimex", List.of(ADJTIMEX)),
                    Map.entry("clock/timesync", List.of(TIMESYNC)),
                    Map.entry("clock/time-services", List.of(TIME_SERVICES)),
                    Map.entry("processes/ps", List.of(PS)),
                    Map.entry("processes/ps-busybox", List.of(PS_BUSYBOX)),
                    Map.entry("meminfo/proc-meminfo", List.of(MEMINFO)));

    @Test
    void timedatectl_in_its_old_and_its_new_words() {
        assertThat(Known.value(Timedatectl.parse(TIMEDATECTL_AL2)))
                .isEqualTo(new ClockSync(true, null, null, true));
        assertThat(Known.value(Timedatectl.parse(TIMEDATECTL_UBUNTU)))
                .isEqualTo(new ClockSync(false, null, null, false));
        assertThat(Known.value(Timedatectl.parse(TIMEDATECTL_SHOW)))
                .isEqualTo(new ClockSync(true, null, null, true));
    }

    @Test
    void chrony_follows_amazons_time() {
        assertThat(Known.value(Chronyc.parse(CHRONYC, PROBED)))
                .isEqualTo(new ClockSync(true, "169.254.169.123", -0.000013372, true));
    }

    @Test
    void chrony_that_lost_its_sources_is_not_synchronised() {
        assertThat(Known.value(Chronyc.parse(CHRONYC_LOST, PROBED)).synchronised()).isFalse();
        assertThat(Known.value(Chronyc.parse(CHRONYC_LOST, PROBED)).source()).isNull();
        assertThat(Known.detail(Chronyc.parse("506 Cannot talk to daemon\n", PROBED)))
                .startsWith("FAILED");
    }

    @Test
    void ntp_marks_the_peer_that_it_follows() {
        assertThat(Known.value(Ntpq.parse(NTPQ)))
                .isEqualTo(new ClockSync(true, "169.254.169.123", -0.0005, true));
        assertThat(Known.value(Ntpq.parse(NTPQ.replace('*', ' '))).synchronised()).isFalse();
    }

    @Test
    void the_kernels_own_flag() {
        assertThat(Known.value(Adjtimex.parse(ADJTIMEX)).synchronised()).isFalse();
        assertThat(Known.value(Adjtimex.parse(" status: 8193 (PLL)\n")).synchronised()).isTrue();
    }

    @Test
    void timesyncd_is_synchronised_while_a_server_answers_it() {
        Instant answered = Instant.ofEpochSecond(1_704_196_000);
        assertThat(Known.value(Timesync.parse(TIMESYNC, answered.plusSeconds(2_048))))
                .isEqualTo(new ClockSync(true, null, null, true));
        assertThat(Known.value(Timesync.parse(TIMESYNC, answered.plusSeconds(6_145))))
                .isEqualTo(new ClockSync(false, null, null, true));
        assertThat(Known.value(Timesync.parse("1704189000 .\n", answered)))
                .isEqualTo(new ClockSync(false, null, null, true));
        assertThat(Known.detail(Timesync.parse("stat: not found\n", answered)))
                .startsWith("FAILED");
    }

    @Test
    void nothing_corrects_the_clock_where_no_time_service_runs() {
        assertThat(Known.value(TimeServices.parse(TIME_SERVICES)))
                .isEqualTo(new ClockSync(false, null, null, false));
        assertThat(Known.detail(TimeServices.parse("grep: /proc\n"))).startsWith("FAILED");
    }

    @Test
    void memory_in_bytes() {
        assertThat(Known.value(MemInfo.parse(MEMINFO)))
                .isEqualTo(new Memory(3_977_424L * 1_024, 2_264_676L * 1_024, 0L, 0L));
        assertThat(Known.detail(MemInfo.parse("MemTotal: 99999999999999999999 kB\n")))
                .startsWith("FAILED");
    }

    @Test
    void the_largest_processes_and_how_many_there_are() {
        Processes processes = Known.value(Ps.parse(PS, false));
        assertThat(processes.count()).isEqualTo(137);
        assertThat(processes.largest().items().getFirst().residentBytes()).isEqualTo(8L << 30);
        assertThat(processes.largest().items().getFirst().cpuPercent()).isEqualTo(12.5);
        assertThat(processes.largest().items().getLast().name()).isEqualTo("my daemon");
        assertThat(Known.value(Ps.parse(PS_BUSYBOX, true)).largest().size()).isEqualTo(2);
    }
}
