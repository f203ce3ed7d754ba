package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.List;

/** Sockets, routes, clocks and log-ins. */
final class NetworkCases {

    private static final String ROUTES =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private NetworkCases() {}

    static List<Case> all() {
        return List.of(
                notReady(
                        "a default route that is unreachable",
                        "default-route-present",
                        "no IPv4 default route",
                        routes("*\t00000000\t00000000\t0001\t0\t0\t4278198272\t00000000\t0\t0\t0")),
                notReady(
                        "a default route that is rejected",
                        "default-route-present",
                        "no IPv4 default route",
                        routes("lo\t00000000\t00000000\t0201\t0\t0\t100\t00000000\t0\t0\t0")),
                notReady(
                        "a default route into a black hole, told by ip",
                        "default-route-present",
                        "no IPv4 default route",
                        new Change(
                                "routes",
                                "ip-route",
                                """
                                blackhole default metric 5
                                10.8.0.0/20 dev ens5 proto kernel scope link src 10.8.4.4
                                """)),
                ready(
                        "a default route beside a black hole",
                        "default-route-present",
                        routes(
                                "*\t0000000A\t00000000\t0201\t0\t0\t0\t000000FF\t0\t0\t0\n"
                                        + "ens5\t00000000\t0100080A\t0003\t0\t0\t512\t00000000\t0\t0\t0")),
                notReady(
                        "an ntpd that follows its own clock",
                        "clock-synchronised",
                        "its own clock",
                        new Change(
                                "clock",
                                "ntpq",
                                """
                                     remote           refid      st t when poll reach   delay   offset  jitter
                                ==============================================================================
                                *127.127.1.0     .LOCL.          10 l    9   64  377    0.000    0.000   0.000
                                 10.8.0.2        .INIT.          16 u    -   64    0    0.000    0.000   0.000
                                """)),
                notReady(
                        "a chronyd that serves its own clock",
                        "clock-synchronised",
                        "its own clock",
                        new Change(
                                "clock",
                                "chronyc",
                                """
                                Reference ID    : 7F7F0101 ()
                                Stratum         : 8
                                Ref time (UTC)  : Sun Nov 22 03:32:01 2026
                                System time     : 0.000000000 seconds fast of NTP time
                                Last offset     : +0.000000000 seconds
                                RMS offset      : 0.000000000 seconds
                                Leap status     : Normal
                                """)),
                ready(
                        "a chronyd that follows a hardware clock",
                        "clock-synchronised",
                        new Change(
                                "clock",
                                "chronyc",
                                """
                                Reference ID    : 50484330 (PHC0)
                                Stratum         : 1
                                Ref time (UTC)  : Sun Nov 22 03:32:01 2026
                                System time     : 0.000000012 seconds fast of NTP time
                                Leap status     : Normal
                                """)),
                notReady(
                        "an ntpd of NTPsec that follows its own clock",
                        "clock-synchronised",
                        "its own clock",
                        new Change(
                                "clock",
                                "ntpq",
                                """
                                     remote                                   refid      st t when poll reach   delay   offset   jitter
                                =======================================================================================================
                                *LOCAL(0)        .LOCL.          10 l    9   64  377   0.0000   0.0000   0.0000
                                """)),
                ready(
                        "a log-in as root two years ago, told without its year",
                        "last-logins",
                        new Change(
                                "logins",
                                "last",
                                """
                                root     pts/0        198.51.100.23    Fri Nov 22 01:10 - 01:12  (00:02)

                                wtmp begins Mon Jan  2 10:00:00 2023
                                """)),
                notReady(
                        "a log-in as root this week, told without its year",
                        "last-logins",
                        "198.51.100.23",
                        new Change(
                                "logins",
                                "last",
                                """
                                root     pts/0        198.51.100.23    Thu Nov 19 01:10 - 01:12  (00:02)

                                wtmp begins Mon Jan  2 10:00:00 2023
                                """)),
                ready(
                        "boots in the words of wtmpdb",
                        "last-logins",
                        new Change(
                                "logins",
                                "last",
                                """
                                reboot   system boot  6.12.48+deb13    Sun Nov 22 01:10 - still running
                                reboot   s-reboot     6.12.48+deb13    Sat Nov 21 01:10 - 01:40  (00:30)

                                wtmpdb begins Sat Nov 21 01:10:00 2026
                                """)));
    }

    private static Change routes(String lines) {
        return new Change("routes", "proc-net-route", ROUTES + lines + "\n");
    }
}
