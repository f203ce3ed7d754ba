package io.muster.readiness.probe.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import io.muster.readiness.guest.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Addresses, sockets, routes and names, from iproute2, net-tools, busybox and /proc. */
class NetworkTest {

    static final String IP_JSON =
            """
            [{"ifindex":1,"ifname":"lo","flags":["LOOPBACK","UP","LOWER_UP"],"mtu":65536,"operstate":"UNKNOWN","address":"00:00:00:00:00:00","addr_info":[{"family":"inet","local":"127.0.0.1","prefixlen":8,"scope":"host","label":"lo"}]},{},
             {"ifindex":2,"ifname":"ens5","flags":["BROADCAST","MULTICAST","UP","LOWER_UP"],"mtu":9001,"operstate":"UP","address":"06:8b:3a:5f:c2:11","addr_info":[{"family":"inet","local":"172.31.5.9","prefixlen":20,"scope":"global","dynamic":true},{"family":"inet6","local":"fe80::48b:3aff:fe5f:c211","prefixlen":64,"scope":"link"}]}]
            """;

    static final String IP_ONELINE =
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            2: eth0    inet 172.31.5.9/20 brd 172.31.15.255 scope global dynamic eth0\\       valid_lft 2854sec preferred_lft 2854sec
            2: eth0    inet6 fe80::8:27ff:fe1b:1/64 scope link \\       valid_lft forever preferred_lft forever
            """;

    static final String IFCONFIG_NEW =
            """
            eth0: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 9001
                    inet 172.31.5.9  netmask 255.255.240.0  broadcast 172.31.15.255
                    inet6 fe80::48b:3aff:fe5f:c211  prefixlen 64  scopeid 0x20<link>
                    ether 06:8b:3a:5f:c2:11  txqueuelen 1000  (Ethernet)
                    RX packets 120  bytes 9000 (8.7 KiB)

            lo: flags=73<UP,LOOPBACK,RUNNING>  mtu 65536
                    inet 127.0.0.1  netmask 255.0.0.0
            """;

    static final String IFCONFIG_BUSYBOX =
            """
            eth0      Link encap:Ethernet  HWaddr 06:8B:3A:5F:C2:11
                      inet addr:172.31.5.9  Bcast:172.31.15.255  Mask:255.255.240.0
                      inet6 addr: fe80::48b:3aff:fe5f:c211/64 Scope:Link
                      UP BROADCAST RUNNING MULTICAST  MTU:9001  Metric:1
            """;

    static final String SS =
            """
            LISTEN 0      4096   127.0.0.53%lo:53        0.0.0.0:*    users:(("systemd-resolve",pid=412,fd=14))
            LISTEN 0      128          0.0.0.0:22        0.0.0.0:*    users:(("sshd",pid=912,fd=3))
            LISTEN 0      511                *:80              *:*    users:(("nginx",pid=1203,fd=6),("nginx",pid=1202,fd=6))
            LISTEN 0      128             [::]:22           [::]:*    users:(("sshd",pid=912,fd=4))
            LISTEN 0      50  [::ffff:127.0.0.1]:9200        *:*    users:(("a",pid=1,fd=3",pid=77,fd=9))
            LISTEN 0      128          0.0.0.0:111       0.0.0.0:*
            """;

    static final String SS_WITH_HEADING =
            """
            Netid State  Recv-Q Send-Q Local Address:Port Peer Address:PortProcess
            udp   UNCONN 0      0      127.0.0.1:323      0.0.0.0:*    users:(("chronyd",pid=501,fd=5))
            tcp   LISTEN 0      128    0.0.0.0:22         0.0.0.0:*    users:(("sshd",pid=912,fd=3))
            """;

    static final String NETSTAT =
            """
            Active Internet connections (only servers)
            Proto Recv-Q Send-Q Local Address           Foreign Address         State       PID/Program name
            tcp        0      0 0.0.0.0:22              0.0.0.0:*               LISTEN      912/sshd: /usr/sbin
            tcp        0      0 127.0.0.1:25            0.0.0.0:*               LISTEN      -
            tcp6       0      0 :::9200                 :::*                    LISTEN      4242/java
            """;

    static final String PROC_NET_TCP =
            """
              sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18237 1 0000000000000000 100 0 0 10 0
               1: 0100007F:0CEA 00000000:0000 0A 00000000:00000000 00:00000000 00000000   105        0 20313 1 0000000000000000 100 0 0 10 0
               2: 0905A8C0:0016 0200A8C0:D431 01 00000000:00000000 02:00000000 00000000     0        0 99999 2 0000000000000000 20 4 31 10 -1
              sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
               0: 00000000000000000000000000000000:1F90 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18239 1 0000000000000000 100 0 0 10 0
               1: 0000000000000000FFFF00000100007F:23F0 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18240 1 0000000000000000 100 0 0 10 0
               2: B80D01200000000067452301EFCDAB89:01BB 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18241 1 0000000000000000 100 0 0 10 0
            """;

    static final String PROC_NET_ROUTE =
            """
            Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT
            eth0\t00000000\t01001FAC\t0003\t0\t0\t100\t00000000\t0\t0\t0
            eth0\t00001FAC\t00000000\t0001\t0\t0\t100\t00F0FFFF\t0\t0\t0
            eth1\t00000000\t01001FAC\t0000\t0\t0\t200\t00000000\t0\t0\t0
            """;

    static final String IP_ROUTE =
            """
            default via 172.31.0.1 dev ens5 proto dhcp src 172.31.5.9 metric 512
            172.31.0.0/20 dev ens5 proto kernel scope link src 172.31.5.9 metric 512
            """;

    static final String RESOLV_CONF =
            """
            # made by NetworkManager
            search eu-central-1.compute.internal example.com
            nameserver 172.31.0.2
            nameserver fe80::1%ens5
            options edns0 timeout:2 attempts:5
            """;

    static final String GETENT =
            """
            54.239.29.25    STREAM sts.amazonaws.com
            54.239.29.25    DGRAM
            54.239.29.25    RAW
            """;

    static final String NSLOOKUP_BUSYBOX =
            """
            Server:\t\t172.31.0.2
            Address:\t172.31.0.2:53

            Non-authoritative answer:
            Name:\tsts.amazonaws.com
            Address: 54.239.29.25

            """;

    static final String NSLOOKUP_OLD_BUSYBOX =
            """
            Server:    172.31.0.2
            Address 1: 172.31.0.2 ip-172-31-0-2.internal

            Name:      sts.amazonaws.com
            Address 1: 54.239.29.25
            """;

    static final String NSLOOKUP_UNKNOWN =
            """
            Server:\t\t172.31.0.2
            Address:\t172.31.0.2:53

            ** server can't find sts.amazonaws.com: NXDOMAIN
            """;

    /** What {@link HostileOutputTest} begins with: by section and the first tool of a parser. */
    static final Map<String, List<String>> SAMPLES =
            Map.ofEntries(
                    Map.entry("addresses/ip-json", List.of(IP_JSON)),
                    Map.entry("addresses/ip-o", List.of(IP_ONELINE)),
                    Map.entry("addresses/ifconfig", List.of(IFCONFIG_NEW, IFCONFIG_BUSYBOX)),
                    Map.entry("host-addresses/hostname-I", List.of("172.31.5.9 fd00::2 \n")),
                    Map.entry("listeners/ss", List.of(SS, SS_WITH_HEADING)),
                    Map.entry("listeners/netstat", List.of(NETSTAT)),
                    Map.entry("listeners/proc-net-tcp", List.of(PROC_NET_TCP)),
                    Map.entry("routes/proc-net-route", List.of(PROC_NET_ROUTE)),
                    Map.entry("routes/ip-route", List.of(IP_ROUTE)),
                    Map.entry("resolv-conf/cat", List.of(RESOLV_CONF)),
                    Map.entry("name-resolution/getent", List.of(GETENT)),
                    Map.entry(
                            "name-resolution/nslookup",
                            List.of(NSLOOKUP_BUSYBOX, NSLOOKUP_OLD_BUSYBOX, NSLOOKUP_UNKNOWN)),
                    Map.entry("packages/dpkg-query", List.of("dpkg", SoftwareTest.PACKAGES)),
                    Map.entry("packages/rpm", List.of("dpkg", SoftwareTest.PACKAGES)),
                    Map.entry("packages/apk-db", List.of("dpkg", SoftwareTest.PACKAGES)));

    @Test
    void json_of_iproute2_with_the_empty_objects_of_old_ones() {
        Listing<NetworkInterface> interfaces = Known.value(IpJson.parse(IP_JSON));
        assertThat(interfaces.size()).isEqualTo(2);
        NetworkInterface ens5 = interfaces.items().getLast();
        assertThat(ens5.up()).isTrue();
        assertThat(ens5.addresses()).contains(new InterfaceAddress("172.31.5.9", 20, "global"));
    }

    @Test
    void one_line_for_each_address() {
        NetworkInterface eth0 = Known.value(IpOneline.parse(IP_ONELINE)).items().getLast();
        assertThat(eth0.addresses())
                .containsExactly(
                        new InterfaceAddress("172.31.5.9", 20, "global"),
                        new InterfaceAddress("fe80::8:27ff:fe1b:1", 64, "link"));
    }

    @Test
    void ifconfig_of_net_tools_2_and_of_busybox_say_the_same() {
        NetworkInterface recent = Known.value(Ifconfig.parse(IFCONFIG_NEW)).items().getFirst();
        NetworkInterface busybox = Known.value(Ifconfig.parse(IFCONFIG_BUSYBOX)).items().getFirst();
        for (NetworkInterface eth0 : new NetworkInterface[] {recent, busybox}) {
            assertThat(eth0.name()).isEqualTo("eth0");
            assertThat(eth0.up()).isTrue();
            assertThat(eth0.addresses())
                    .containsExactly(
                            new InterfaceAddress("172.31.5.9", 20, null),
                            new InterfaceAddress("fe80::48b:3aff:fe5f:c211", 64, "link"));
        }
    }

    @Test
    void the_hosts_own_addresses() {
        assertThat(Known.value(HostAddresses.parse("172.31.5.9 fd00::2 \n")).items())
                .containsExactly("172.31.5.9", "fd00::2");
    }

    @Test
    void a_listener_on_all_interfaces_and_its_process() {
        Listener sshd = on(Ss.parse(SS), 22, "0.0.0.0");
        assertThat(sshd).isEqualTo(new Listener("tcp", "0.0.0.0", 22, "sshd", 912));
        assertThat(sshd.onAllInterfaces()).isTrue();
        assertThat(on(Ss.parse(SS), 80, "*").onAllInterfaces()).isTrue();
        assertThat(on(Ss.parse(SS), 22, "::").onAllInterfaces()).isTrue();
    }

    @Test
    void a_listener_on_loopback_without_its_zone() {
        Listener resolved = on(Ss.parse(SS), 53, "127.0.0.53");
        assertThat(resolved.loopbackOnly()).isTrue();
        assertThat(resolved.onAllInterfaces()).isFalse();
        assertThat(on(Ss.parse(SS), 9_200, "::ffff:127.0.0.1").loopbackOnly()).isTrue();
    }

    @Test
    void a_process_cannot_pass_for_another_by_its_name() {
        Listener forger = on(Ss.parse(SS), 9_200, "::ffff:127.0.0.1");
        assertThat(forger.process()).isEqualTo("a\",pid=1,fd=3");
        assertThat(forger.pid()).isEqualTo(77);
    }

    @Test
    void a_process_that_is_not_reported_is_unknown() {
        assertThat(on(Ss.parse(SS), 111, "0.0.0.0").process()).isNull();
    }

    @Test
    void a_heading_and_a_protocol_in_front() {
        assertThat(Known.value(Ss.parse(SS_WITH_HEADING)).items())
                .containsExactly(
                        new Listener("udp", "127.0.0.1", 323, "chronyd", 501),
                        new Listener("tcp", "0.0.0.0", 22, "sshd", 912));
    }

    @Test
    void silence_of_ss_means_that_nothing_listens() {
        assertThat(Known.value(Ss.parse("")).items()).isEmpty();
    }

    @Test
    void a_zone_behind_the_brackets_is_no_part_of_the_address() {
        assertThat(
                        Known.value(
                                        Ss.parse(
                                                """
                                                LISTEN 0 4096 [fe80::8c:1ff:fe22:9]%ens5:53 [::]:*
                                                LISTEN 0 4096 127.0.0.53%lo:53 0.0.0.0:*
                                                LISTEN 0 4096 [fe80::8c:1ff:fe22:9]x:53 [::]:*
                                                """))
                                .items())
                .containsExactly(
                        new Listener("tcp", "fe80::8c:1ff:fe22:9", 53, null, null),
                        new Listener("tcp", "127.0.0.53", 53, null, null));
    }

    @Test
    void an_address_that_netstat_cut_is_none() {
        String row = "tcp6       0      0 %s :::*                    LISTEN      -\n";
        Listing<Listener> listeners =
                Known.value(
                        Netstat.parse(
                                "Active Internet connections (only servers)\n"
                                        + row.formatted("fe80::85a:33ff:fe9:8443")
                                        + row.formatted("fe80::85a:33ff:fe91:aa2:8443")
                                        + row.formatted(":::22                  ")));
        assertThat(listeners.items())
                .containsExactly(
                        new Listener("tcp", "fe80::85a:33ff:fe91:aa2", 8_443, null, null),
                        new Listener("tcp", "::", 22, null, null));
        assertThat(listeners.unreadable()).isEqualTo(1);
    }

    @Test
    void routes_that_lead_nowhere_are_none() {
        assertThat(
                        Known.value(
                                        IpRoute.parse(
                                                """
                                                unreachable default dev lo metric 4278198272
                                                prohibit 10.9.0.0/16
                                                throw 10.8.0.0/16
                                                """))
                                .items())
                .isEmpty();
        assertThat(
                        Known.value(
                                        ProcNetRoute.parse(
                                                """
                                                Iface\tDestination\tGateway
                                                *\t0000080A\t00000000\t0201\t0\t0\t0\t0000FFFF\t0\t0\t0
                                                """))
                                .complete())
                .isTrue();
    }

    @Test
    void netstat_with_process_names_that_hold_blanks() {
        assertThat(Known.value(Netstat.parse(NETSTAT)).items())
                .containsExactly(
                        new Listener("tcp", "0.0.0.0", 22, "sshd: /usr/sbin", 912),
                        new Listener("tcp", "127.0.0.1", 25, null, null),
                        new Listener("tcp", "::", 9_200, "java", 4_242));
        assertThat(Known.detail(Netstat.parse("netstat: /proc/net/tcp: No such file\n")))
                .startsWith("FAILED");
    }

    @Test
    void the_kernels_socket_table_in_both_families() {
        assertThat(Known.value(ProcNetTcp.parse(PROC_NET_TCP)).items())
                .extracting(listener -> listener.address() + " " + listener.port())
                .containsExactly(
                        "0.0.0.0 22",
                        "127.0.0.1 3306",
                        ":: 8080",
                        "::ffff:127.0.0.1 9200",
                        "2001:db8::123:4567:89ab:cdef 443");
    }

    @Test
    void the_default_route_with_its_gateway() {
        Listing<Route> routes = Known.value(ProcNetRoute.parse(PROC_NET_ROUTE));
        assertThat(routes.items())
                .containsExactly(
                        new Route("eth0", "0.0.0.0", 0, "172.31.0.1", 100),
                        new Route("eth0", "172.31.0.0", 20, null, 100));
        assertThat(routes.items().getFirst().isDefault()).isTrue();
        assertThat(routes.complete()).isTrue();
    }

    @Test
    void routes_of_iproute2() {
        assertThat(Known.value(IpRoute.parse(IP_ROUTE)).items())
                .containsExactly(
                        new Route("ens5", "0.0.0.0", 0, "172.31.0.1", 512),
                        new Route("ens5", "172.31.0.0", 20, null, 512));
    }

    @Test
    void resolvers_in_their_order() {
        var settings = Known.value(ResolvConf.parse(RESOLV_CONF));
        assertThat(settings.nameservers()).containsExactly("172.31.0.2", "fe80::1%ens5");
        assertThat(settings.search())
                .containsExactly("eu-central-1.compute.internal", "example.com");
        assertThat(settings.options()).contains("timeout:2");
    }

    @Test
    void a_name_that_resolves_and_one_that_does_not() {
        assertThat(Known.value(Getent.parse(GETENT)))
                .isEqualTo(new NameResolution("sts.amazonaws.com", List.of("54.239.29.25")));
        assertThat(Known.value(Getent.parse("")).resolved()).isFalse();
    }

    @Test
    void the_server_that_was_asked_is_not_the_answer() {
        for (String output : new String[] {NSLOOKUP_BUSYBOX, NSLOOKUP_OLD_BUSYBOX}) {
            NameResolution answer = Known.value(Nslookup.parse(output));
            assertThat(answer.name()).isEqualTo("sts.amazonaws.com");
            assertThat(answer.addresses()).containsExactly("54.239.29.25");
        }
        assertThat(Known.value(Nslookup.parse(NSLOOKUP_UNKNOWN)).resolved()).isFalse();
    }

    private static Listener on(Fact<Listing<Listener>> listeners, int port, String address) {
        return Known.only(
                listeners,
                listener -> listener.port() == port && listener.address().equals(address));
    }
}
