package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.remedy;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.SecurityGroups.fromPrefixList;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Guests;
import io.muster.readiness.guest.Listener;
import org.junit.jupiter.api.Test;

class ListenerExposedTest {

    private static final ListenerExposed CHECK = new ListenerExposed();
    private static final Listener ELASTICSEARCH = new Listener("tcp", "*", 9_200, "java", 1_234);

    @Test
    void a_program_behind_a_closed_group_is_ready() {
        assertThat(judge(rules(tcp(9_200, 9_200, "10.0.0.0/8")), ELASTICSEARCH).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_program_that_the_world_reaches_is_named() {
        Verdict verdict = judge(rules(tcp(9_000, 9_300, "0.0.0.0/0")), ELASTICSEARCH);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "java listening on *:9200 is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a)");
        assertThat(verdict.evidence()).anyMatch(line -> line.startsWith("public IP address"));
        assertThat(remedy(CHECK, verdict)).contains("Values=sg-0a");
    }

    @Test
    void an_open_port_that_only_the_host_itself_answers_is_ready() {
        assertThat(
                        judge(
                                        rules(tcp(1, 65_535, "0.0.0.0/0")),
                                        new Listener("tcp", "127.0.0.1", 9_200, "java", 1),
                                        new Listener("tcp", "172.17.0.1", 53, "dnsmasq", 2),
                                        new Listener("udp", "0.0.0.0", 68, "dhclient", 3))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void the_hosts_own_address_is_as_exposed_as_all_addresses() {
        Verdict verdict =
                judge(
                        rules(tcp(22, 22, "0.0.0.0/0")),
                        new Listener("tcp", "10.0.0.10", 22, null, null));
        assertThat(verdict.actual()).startsWith("a process listening on 10.0.0.10:22 is open");
    }

    @Test
    void an_ipv6_range_does_not_reach_a_listener_of_ipv4() {
        Listener ipv4 = new Listener("tcp", "0.0.0.0", 9_200, "java", 1);
        Listener both = new Listener("tcp", "::", 9_200, "java", 1);
        assertThat(judge(rules(tcp(9_200, 9_200, "::/0")), ipv4).status()).isEqualTo(Status.READY);
        assertThat(judge(rules(tcp(9_200, 9_200, "::/0")), both).status())
                .isEqualTo(Status.NOT_READY);
        assertThat(judge(rules(tcp(9_200, 9_200, "0.0.0.0/0")), both).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_prefix_list_is_unknown() {
        Verdict verdict = judge(rules(fromPrefixList("tcp", 9_200, 9_200, "pl-0a")), ELASTICSEARCH);
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("pl-0a", "java");
    }

    @Test
    void web_ports_are_meant_on_a_host_that_is_public_by_tag() {
        Instance meant = instance().securityGroups("sg-0a").tag("public", "true").build();
        Listener web = new Listener("tcp", "0.0.0.0", 443, "nginx", 1);
        Facts facts =
                new Facts()
                        .with(
                                rules(tcp(1, 65_535, "0.0.0.0/0")),
                                guest().listeners(seen(web)).build());
        assertThat(Guests.judge(CHECK, meant, facts).status()).isEqualTo(Status.READY);
        assertThat(judge(rules(tcp(443, 443, "0.0.0.0/0")), web).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void missing_listeners_groups_and_cut_lists_are_unknown() {
        SecurityGroup open = rules(tcp(9_200, 9_200, "0.0.0.0/0"));
        Instance host = instance().securityGroups("sg-0a").build();
        assertThat(
                        Guests.judge(
                                        CHECK,
                                        host,
                                        new Facts().with(open, guest().listeners(unseen()).build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(Guests.judge(CHECK, host, new Facts().with(guest().build())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        Guests.judge(CHECK, instance().build(), new Facts().with(guest().build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        Guests.judge(
                                        CHECK,
                                        host,
                                        new Facts().with(open, guest().listeners(cut()).build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_process_name_is_repeated_without_what_acts() {
        Verdict verdict =
                judge(
                        rules(tcp(80, 80, "0.0.0.0/0")),
                        new Listener("tcp", "*", 80, "<b>=cmd()\n\u001b[31m", 1));
        assertThat(verdict.actual()).doesNotContain("\n", "\u001b");
    }

    private static SecurityGroup rules(IngressRule... rules) {
        return group("sg-0a", rules);
    }

    private static Verdict judge(SecurityGroup group, Listener... listeners) {
        return Guests.judge(
                CHECK,
                instance().securityGroups("sg-0a").build(),
                new Facts().with(group, guest().listeners(seen(listeners)).build()));
    }
}
