package io.muster.readiness.probe;

import static io.muster.readiness.probe.GuestCasesTest.notReady;
import static io.muster.readiness.probe.GuestCasesTest.ready;
import static io.muster.readiness.probe.GuestCasesTest.unknown;

import io.muster.readiness.probe.GuestCasesTest.Case;
import io.muster.readiness.probe.GuestCasesTest.Change;
import java.util.List;
import java.util.stream.Stream;

/** Sockets, routes, clocks and log-ins. */
final class NetworkCases {

    private static final String ROUTES =
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n";

    private NetworkCases() {}

    static List<Case> all() {
        return Stream.of(handed(), ownRoutes(), ownNames(), ownClocks(), ownLogins())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> handed() {
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

    private static List<Case> ownRoutes() {
        return List.of(
                ready(
                        "a default route over two gateways, told by ip",
                        "default-route-present",
                        ip(
                                """
                                default proto static metric 100
                                \tnexthop via 10.8.0.1 dev ens5 weight 1
                                \tnexthop via 10.8.0.2 dev ens6 weight 1
                                10.8.0.0/20 dev ens5 proto kernel scope link src 10.8.4.4
                                """)),
                ready(
                        "a default route over a gateway of IPv6, told by ip",
                        "default-route-present",
                        ip("default via inet6 fe80::1 dev ens5 proto ra metric 512\n")),
                ready(
                        "a default route over a tunnel, which has no gateway",
                        "default-route-present",
                        routes("wg0\t00000000\t00000000\t0001\t0\t0\t50\t00000000\t0\t0\t0")),
                ready(
                        "the two halves of the internet over a tunnel",
                        "default-route-present",
                        routes(
                                "tun0\t00000000\t0100130A\t0003\t0\t0\t0\t00000080\t0\t0\t0\n"
                                        + "tun0\t00000080\t0100130A\t0003\t0\t0\t0\t00000080\t0\t0\t0")),
                notReady(
                        "one half of the internet over a tunnel",
                        "default-route-present",
                        "no IPv4 default route",
                        routes("tun0\t00000000\t0100130A\t0003\t0\t0\t0\t00000080\t0\t0\t0")),
                notReady(
                        "a default route over a dead link, told by ip",
                        "default-route-present",
                        "no IPv4 default route",
                        ip("default via 10.8.0.1 dev ens5 metric 512 dead linkdown\n")),
                notReady(
                        "a table without any route",
                        "default-route-present",
                        "no IPv4 default route",
                        new Change("routes", "proc-net-route", ROUTES)),
                unknown(
                        "a table that ends in the middle of a line",
                        "default-route-present",
                        "",
                        routes(
                                "ens5\t0000080A\t00000000\t0001\t0\t0\t512\t00F0FFFF\t0\t0\t0\nens5\t00000000\t0100")),
                unknown(
                        "a host of IPv6 alone that runs containers",
                        "default-route-present",
                        "IPv6",
                        routes("docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0"),
                        new Change(
                                "addresses",
                                "ip-o",
                                """
                                1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
                                2: ens5    inet6 2600:1f18:12:3400::17/128 scope global dynamic \\       valid_lft 400sec preferred_lft 100sec
                                2: ens5    inet6 fe80::8c:1dff:fe00:17/64 scope link \\       valid_lft forever preferred_lft forever
                                3: docker0    inet 172.17.0.1/16 brd 172.17.255.255 scope global docker0\\       valid_lft forever preferred_lft forever
                                """)),
                unknown(
                        "a host of IPv6 alone with a link-local address",
                        "default-route-present",
                        "IPv6",
                        routes("ens5\t0000FEA9\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0"),
                        new Change(
                                "addresses",
                                "ip-o",
                                """
                                2: ens5    inet 169.254.7.19/16 brd 169.254.255.255 scope link ens5\\       valid_lft forever preferred_lft forever
                                2: ens5    inet6 2600:1f18:12:3400::17/128 scope global dynamic \\       valid_lft 400sec preferred_lft 100sec
                                """)));
    }

    private static List<Case> ownNames() {
        return List.of(
                ready(
                        "a name with addresses of IPv6 alone",
                        "dns-resolves",
                        new Change(
                                "name-resolution",
                                "getent",
                                """
                                2600:1f18:4b3:5500::10 STREAM sts.amazonaws.com
                                2600:1f18:4b3:5500::10 DGRAM
                                2600:1f18:4b3:5500::10 RAW
                                """)),
                notReady(
                        "a name that a filter answers with no address",
                        "dns-resolves",
                        "",
                        new Change(
                                "name-resolution",
                                "getent",
                                "0.0.0.0         STREAM sts.amazonaws.com\n0.0.0.0         DGRAM  \n")),
                notReady(
                        "a name that leads to the host itself",
                        "dns-resolves",
                        "",
                        new Change(
                                "name-resolution",
                                "getent",
                                "127.0.0.1       STREAM sts.amazonaws.com\n::1             STREAM \n")),
                ready(
                        "an answer of an older busybox",
                        "dns-resolves",
                        new Change(
                                "name-resolution",
                                "nslookup",
                                """
                                Server:    10.8.0.2
                                Address 1: 10.8.0.2 ip-10-8-0-2.ec2.internal

                                Name:      sts.amazonaws.com
                                Address 1: 52.94.241.129 52-94-241-129.amazon.example
                                """)),
                notReady(
                        "a server that knows no such name",
                        "dns-resolves",
                        "",
                        new Change(
                                "name-resolution",
                                "nslookup",
                                """
                                Server:\t\t10.8.0.2
                                Address:\t10.8.0.2:53

                                ** server can't find sts.amazonaws.com: NXDOMAIN
                                """)),
                notReady(
                        "servers that do not answer",
                        "dns-resolves",
                        "",
                        new Change(
                                "name-resolution",
                                "nslookup",
                                ";; connection timed out; no servers could be reached\n")));
    }

    private static List<Case> ownClocks() {
        return List.of(
                notReady(
                        "a chronyd whose servers have not answered for three days",
                        "clock-synchronised",
                        "not synchronized",
                        tracking(
                                "A9FEA97B (169.254.169.123)",
                                "Thu Nov 19 03:12:44 2026",
                                "0.000001200 seconds slow of NTP time",
                                "Normal")),
                ready(
                        "a chronyd whose server answered half an hour ago",
                        "clock-synchronised",
                        tracking(
                                "A9FEA97B (169.254.169.123)",
                                "Sun Nov 22 03:02:44 2026",
                                "0.000001200 seconds slow of NTP time",
                                "Normal")),
                ready(
                        "a chronyd that will insert a leap second",
                        "clock-synchronised",
                        tracking(
                                "0A080002 (10.8.0.2)",
                                "Sun Nov 22 03:31:44 2026",
                                "0.000001200 seconds fast of NTP time",
                                "Insert second")),
                notReady(
                        "a chronyd that corrects a clock which is far off",
                        "clock-synchronised",
                        "1000 ms off",
                        tracking(
                                "A9FEA97B (169.254.169.123)",
                                "Sun Nov 22 03:31:44 2026",
                                "41.204118252 seconds slow of NTP time",
                                "Normal")),
                notReady(
                        "a chronyd of CentOS 7 that serves its own clock",
                        "clock-synchronised",
                        "its own clock",
                        tracking(
                                "127.127.1.1 ()",
                                "Sun Nov 22 03:31:44 2026",
                                "0.000000000 seconds fast of NTP time",
                                "Normal")),
                notReady(
                        "a chronyd that never reached a server",
                        "clock-synchronised",
                        "not synchronized",
                        tracking(
                                "00000000 ()",
                                "Thu Jan 01 00:00:00 1970",
                                "0.000000000 seconds slow of NTP time",
                                "Not synchronised")),
                ready(
                        "an ntpd that follows a pulse",
                        "clock-synchronised",
                        ntpq(
                                "oPPS(0)          .PPS.            0 l    4   16  377    0.000    0.001   0.002",
                                "+10.8.0.2        .GPS.            1 u   21   64  377    0.251   -0.034   0.012")),
                notReady(
                        "an ntpd whose servers contradict each other",
                        "clock-synchronised",
                        "not synchronized",
                        ntpq(
                                "x10.8.0.2        .GPS.            1 u   21   64  377    0.251  412.034   0.012",
                                "x10.8.0.3        .GPS.            1 u   21   64  377    0.251 -380.151   0.012")),
                notReady(
                        "an ntpd whose server is seconds away",
                        "clock-synchronised",
                        "1000 ms off",
                        ntpq(
                                "*10.8.0.2        .GPS.            1 u   21   64  377    0.251 -2500.03   0.012")),
                ready(
                        "an ntpd whose server's address is cut",
                        "clock-synchronised",
                        ntpq(
                                "*2001:db8:1234:5 .GPS.            1 u    1    8    1    0.176   +0.075   0.064")),
                unknown(
                        "an ntpd that does not answer",
                        "clock-synchronised",
                        "",
                        new Change(
                                "clock",
                                "ntpq",
                                "10.8.0.2: timed out, nothing received\n***Request timed out\n")));
    }

    private static List<Case> ownLogins() {
        return List.of(
                ready(
                        "root at a virtual terminal",
                        "last-logins",
                        last(
                                "root     tty2         tty2             Thu Nov 19 01:10 - 01:12  (00:02)")),
                ready(
                        "root in a window of tmux and of screen",
                        "last-logins",
                        last(
                                "root     pts/3        tmux(20411).%0   Thu Nov 19 01:10 - 01:12  (00:02)",
                                "root     pts/4        :pts/1:S.0       Thu Nov 19 01:10 - 01:12  (00:02)")),
                ready(
                        "root at a graphical seat",
                        "last-logins",
                        last(
                                "root     seat0        login screen     Thu Nov 19 01:10 - 01:12  (00:02)")),
                notReady(
                        "root over mosh",
                        "last-logins",
                        "203.0.113.9",
                        last(
                                "root     pts/0        203.0.113.9 via mosh [20411] Thu Nov 19 01:10 - 01:12  (00:02)")),
                notReady(
                        "root from an address of IPv6",
                        "last-logins",
                        "2001:db8::9",
                        last(
                                "root     pts/0        2001:db8::9      Thu Nov 19 01:10   still logged in")),
                notReady(
                        "root from a host whose name has no dot",
                        "last-logins",
                        "bastion",
                        last(
                                "root     pts/0        bastion          Thu Nov 19 01:10 - crash  (2+02:02)")),
                notReady(
                        "root by lastlog2, which knows no terminal",
                        "last-logins",
                        "203.0.113.9",
                        new Change(
                                "logins",
                                "lastlog2",
                                """
                                Username         Port     From                                       Latest
                                root             ssh      203.0.113.9                                Thu Nov 19 01:10:00 +0000 2026
                                """)),
                unknown(
                        "dates of another language",
                        "last-logins",
                        "",
                        last(
                                "root     pts/0        203.0.113.9      jeu. nov. 19 01:10 - 01:12  (00:02)",
                                "root     pts/0        203.0.113.9      목 11월 19 01:10 - 01:12  (00:02)")),
                ready(
                        "records in which nobody logged in",
                        "last-logins",
                        last(
                                "LOGIN    ttyS0        5.14.0-503       Thu Nov 19 01:10 - 01:12  (00:02)")),
                ready(
                        "root a day longer ago than what counts",
                        "last-logins",
                        last(
                                "root     pts/0        203.0.113.9      Thu Oct 22 01:10:00 2026 - Thu Oct 22 01:12:00 2026  (00:02)")));
    }

    private static Change last(String... lines) {
        return new Change(
                "logins",
                "last",
                String.join("\n", lines) + "\n\nwtmp begins Mon Jan  2 10:00:00 2023\n");
    }

    private static Change tracking(String reference, String at, String off, String leap) {
        return new Change(
                "clock",
                "chronyc",
                """
                Reference ID    : %s
                Stratum         : 4
                Ref time (UTC)  : %s
                System time     : %s
                Last offset     : +0.000000200 seconds
                RMS offset      : 0.000000300 seconds
                Frequency       : 11.204 ppm slow
                Residual freq   : +0.000 ppm
                Skew            : 0.012 ppm
                Root delay      : 0.000321000 seconds
                Root dispersion : 0.000204000 seconds
                Update interval : 1037.2 seconds
                Leap status     : %s
                """
                        .formatted(reference, at, off, leap));
    }

    private static Change ntpq(String... peers) {
        return new Change(
                "clock",
                "ntpq",
                """
                     remote           refid      st t when poll reach   delay   offset  jitter
                ==============================================================================
                """
                        + String.join("\n", peers));
    }

    private static Change ip(String lines) {
        return new Change("routes", "ip-route", lines);
    }

    private static Change routes(String lines) {
        return new Change("routes", "proc-net-route", ROUTES + lines + "\n");
    }
}
