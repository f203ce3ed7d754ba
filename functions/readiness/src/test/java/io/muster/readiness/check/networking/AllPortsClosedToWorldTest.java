package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SecurityGroups.fromPrefixList;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import org.junit.jupiter.api.Test;

class AllPortsClosedToWorldTest {

    private static final AllPortsClosedToWorld CHECK = new AllPortsClosedToWorld();

    private static final Instance HOST = instance().securityGroups("sg-0a").build();

    @Test
    void chosen_ports_open_to_the_world_are_ready() {
        assertThat(judge(tcp(80, 443, "0.0.0.0/0"), tcp(22, 22, "::/0")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void all_protocols_open_to_the_world_is_not_ready() {
        Verdict verdict = judge(rule("-1", null, null, "::/0"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("every port is open to ::/0 by sg-0a (group-of-sg-0a)");
        assertThat(remedy(CHECK, HOST, verdict)).contains("Values=sg-0a");
    }

    @Test
    void every_port_of_tcp_or_udp_is_not_ready_in_any_spelling() {
        assertThat(judge(tcp(0, 65_535, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(tcp(1, 65_535, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(rule("udp", -1, -1, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(rule("17", null, null, "0.0.0.0/0")).actual())
                .isEqualTo("every UDP port is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a)");
    }

    @Test
    void a_rule_that_leaves_out_one_port_is_not_ready() {
        assertThat(judge(tcp(0, 65_534, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(tcp(1_024, 65_535, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
        assertThat(judge(tcp(1_000, 65_535, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
    }

    @Test
    void two_halves_are_not_ready_also_in_two_groups_and_of_two_versions() {
        Verdict verdict = judge(tcp(0, 32_767, "0.0.0.0/0"), tcp(32_768, 65_535, "::/0"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("2 rules together open nearly every TCP port to the internet, in sg-0a");
        Facts facts =
                new Facts()
                        .with(
                                group("sg-0a", tcp(0, 32_767, "0.0.0.0/0")),
                                group("sg-0b", tcp(30_000, 65_535, "0.0.0.0/0")));
        Instance both = instance().securityGroups("sg-0a", "sg-0b").build();
        Verdict apart = CHECK.judge(both, facts.fleet(), Thresholds.defaults());
        assertThat(apart.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, both, apart)).contains("Values=sg-0a,sg-0b");
    }

    @Test
    void halves_of_two_protocols_are_ready() {
        assertThat(
                        judge(tcp(0, 32_767, "0.0.0.0/0"), rule("udp", 32_768, 65_535, "0.0.0.0/0"))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void every_port_open_to_a_network_is_ready() {
        assertThat(judge(rule("-1", null, null, "10.0.0.0/8")).status()).isEqualTo(Status.READY);
    }

    @Test
    void every_kind_of_icmp_is_no_port() {
        assertThat(judge(rule("icmp", -1, -1, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
        assertThat(judge(rule("icmpv6", null, null, "::/0")).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_prefix_list_on_every_port_is_unknown() {
        Verdict verdict = judge(fromPrefixList("-1", null, null, "pl-0a"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual())
                .startsWith("every port is open to pl-0a by sg-0a (group-of-sg-0a)");
    }

    @Test
    void missing_groups_are_unknown() {
        Facts facts = new Facts().without(Source.SECURITY_GROUPS);
        assertThat(CHECK.judge(HOST, facts.fleet(), Thresholds.defaults()).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_instance_without_groups_is_unknown() {
        assertThat(
                        CHECK.judge(instance().build(), new Facts().fleet(), Thresholds.defaults())
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(IngressRule... rules) {
        return CHECK.judge(
                HOST, new Facts().with(group("sg-0a", rules)).fleet(), Thresholds.defaults());
    }
}
