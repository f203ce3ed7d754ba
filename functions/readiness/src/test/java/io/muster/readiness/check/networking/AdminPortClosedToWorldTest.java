package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SecurityGroups.fromGroup;
import static io.muster.readiness.fixture.SecurityGroups.fromPrefixList;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminPortClosedToWorldTest {

    private static final AdminPortClosedToWorld CHECK = new AdminPortClosedToWorld();

    @Test
    void a_web_port_open_to_the_world_is_ready() {
        assertThat(judge(tcp(443, 443, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
    }

    @Test
    void an_admin_port_open_to_an_office_or_to_a_group_is_ready() {
        assertThat(judge(tcp(22, 22, "203.0.113.0/24"), fromGroup(22, "sg-0bastion")).status())
                .isEqualTo(Status.READY);
        assertThat(judge(tcp(22, 22, "10.0.0.0/8")).status()).isEqualTo(Status.READY);
        assertThat(judge(tcp(22, 22, "fc00::/7")).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_group_without_rules_is_ready() {
        assertThat(judge().status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "0:0:0:0:0:0:0:0/0",
                "0.0.0.0/00",
                "0.0.0.0/1",
                "128.0.0.0/1",
                "2000::/3",
                "0.0.0.0/world"
            })
    void the_world_in_any_spelling_is_not_ready(String range) {
        Verdict verdict = judge(tcp(22, 22, range));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("SSH (22) is open to " + range + " by sg-0a (group-of-sg-0a)");
    }

    @Test
    void only_the_admin_ports_that_a_rule_opens_are_named() {
        assertThat(judge(tcp(3_000, 6_000, "0.0.0.0/0")).actual())
                .isEqualTo(
                        "RDP (3389) is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a);"
                                + " WinRM (5985) is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a);"
                                + " WinRM (5986) is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a)");
    }

    @Test
    void a_rule_for_every_port_is_named_once_with_the_admin_ports() {
        IngressRule every =
                new IngressRule("-1", null, null, List.of("0.0.0.0/0"), List.of("::/0"), List.of());
        assertThat(judge(every).actual())
                .isEqualTo(
                        "every port including SSH (22), RDP (3389), WinRM (5985), WinRM (5986)"
                                + " is open to 0.0.0.0/0, ::/0 by sg-0a (group-of-sg-0a)");
        assertThat(judge(tcp(1, 65_535, "::/0")).actual()).startsWith("every TCP port including");
    }

    @Test
    void every_way_to_cover_a_port_counts() {
        assertThat(judge(tcp(0, 65_535, "::/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(tcp(3_000, 4_000, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(rule("6", 5_986, 5_986, "0.0.0.0/0")).status())
                .isEqualTo(Status.NOT_READY);
        assertThat(judge(rule("-1", null, null, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(rule("tcp", -1, -1, "0.0.0.0/0")).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void other_protocols_on_the_same_number_do_not() {
        assertThat(judge(rule("udp", 22, 22, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
        assertThat(judge(rule("icmp", -1, -1, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/0, NOT_READY",
        "::/0, NOT_READY",
        "203.0.113.0/24 0.0.0.0/1 128.0.0.0/1, NOT_READY",
        "2a00::/12, NOT_READY",
        "18.206.107.24/29, READY", // EC2 Instance Connect in us-east-1
        "2600:1f10:8000::/36, READY",
        "10.0.0.0/8, READY",
        "'', READY"
    })
    void a_prefix_list_is_judged_by_its_entries(String entries, Status status) {
        assertThat(judge(host(), listed(entries)).status()).isEqualTo(status);
    }

    @Test
    void the_evidence_names_the_prefix_list_that_holds_the_world() {
        Verdict verdict = judge(host(), listed("203.0.113.0/24 ::/0"));
        assertThat(verdict.actual())
                .isEqualTo("SSH (22) is open to ::/0 by sg-0a (group-of-sg-0a)");
        assertThat(verdict.evidence()).contains("pl-0a holds: ::/0");
    }

    @Test
    void entries_that_are_the_internet_together_are_not_ready() {
        String entries =
                IntStream.range(11, 60)
                        .mapToObj(first -> first + ".0.0.0/8")
                        .collect(Collectors.joining(" "));
        assertThat(judge(host(), listed(entries)).actual())
                .startsWith("SSH (22) is open to 49 ranges");
    }

    @Test
    void a_prefix_list_that_ec2_does_not_return_is_unknown_by_itself() {
        Verdict verdict = judge(fromPrefixList("tcp", 22, 22, "pl-0a"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.cause()).isNull();
        assertThat(verdict.actual())
                .startsWith("SSH (22) is open to pl-0a by sg-0a (group-of-sg-0a)")
                .contains("deleted or no longer shared");
        assertThat(judge(fromPrefixList("tcp", 443, 443, "pl-0a")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void prefix_lists_that_may_not_be_read_are_told_by_their_cause() {
        Cause denied = new Cause(Cause.Kind.DENIED, "ec2:GetManagedPrefixListEntries");
        FleetFacts facts =
                listed("0.0.0.0/0")
                        .facts()
                        .with(
                                Source.PREFIX_LISTS,
                                new Missing<>(Why.DENIED, Message.literal("denied"), denied));
        Verdict verdict = CHECK.judge(host(), new Fleet(facts, "workload"), Thresholds.defaults());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.cause()).isEqualTo(denied);
    }

    private static Facts listed(String entries) {
        List<String> ranges = entries.isEmpty() ? List.of() : List.of(entries.split(" "));
        return new Facts()
                .with(group("sg-0a", fromPrefixList("tcp", 22, 22, "pl-0a")))
                .collected(Source.PREFIX_LISTS, Map.of("pl-0a", new PrefixList("pl-0a", ranges)));
    }

    private static Instance host() {
        return instance().securityGroups("sg-0a").build();
    }

    @Test
    void an_open_world_beside_a_prefix_list_is_not_ready() {
        assertThat(judge(fromPrefixList("tcp", 22, 22, "pl-0a"), tcp(22, 22, "::/0")).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void the_evidence_says_whether_the_host_can_be_reached_and_holds_still() {
        Instance host = instance().securityGroups("sg-0a").publicAddress("198.51.100.7").build();
        Facts facts =
                new Facts()
                        .with(group("sg-0a", tcp(3_389, 3_389, "0.0.0.0/0"), tcp(22, 22, "::/0")));
        assertThat(judge(host, facts).actual())
                .isEqualTo(
                        "RDP (3389) is open to 0.0.0.0/0 by sg-0a (group-of-sg-0a);"
                                + " SSH (22) is open to ::/0 by sg-0a (group-of-sg-0a)");
        assertThat(judge(host, facts).evidence())
                .containsExactly("public IP address: 198.51.100.7");
        assertThat(judge(tcp(22, 22, "::/0")).evidence().getFirst())
                .startsWith("public IP address: none");
    }

    @Test
    void an_elastic_address_of_a_stopped_host_is_one_it_can_be_reached_at() {
        Instance host = instance().securityGroups("sg-0a").build();
        Facts facts =
                new Facts()
                        .with(group("sg-0a", tcp(22, 22, "::/0")))
                        .with(
                                new Address(
                                        "eipalloc-0a",
                                        "198.51.100.8",
                                        "eipassoc-0a",
                                        host.id(),
                                        "eni-0a",
                                        Map.of()));
        assertThat(judge(host, facts).evidence()).contains("public IP address: 198.51.100.8");
        assertThat(judge(host, facts.without(Source.ADDRESSES)).evidence())
                .contains(
                        "public IP address: none on the network interfaces (Elastic IP addresses denied)");
    }

    @Test
    void the_remedy_lists_the_rules_of_the_open_groups() {
        Instance host = instance().securityGroups("sg-0b", "sg-0a", "sg-0c").build();
        Facts facts =
                new Facts()
                        .with(
                                group("sg-0a", tcp(22, 22, "::/0")),
                                group("sg-0b", tcp(22, 22, "0.0.0.0/0")),
                                group("sg-0c", tcp(443, 443, "0.0.0.0/0")));
        assertThat(remedy(CHECK, host, judge(host, facts))).contains("Values=sg-0a,sg-0b --query");
    }

    @Test
    void the_ports_are_a_setting() {
        Thresholds database = Thresholds.from(Map.of("MUSTER_ADMIN_PORTS", "5432"));
        Facts facts = new Facts().with(group("sg-0a", tcp(5_432, 5_432, "0.0.0.0/0")));
        Instance host = instance().securityGroups("sg-0a").build();
        assertThat(CHECK.judge(host, facts.fleet(), database).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(host, facts).status()).isEqualTo(Status.READY);
    }

    @Test
    void groups_that_are_missing_or_not_reported_are_unknown() {
        Instance host = instance().securityGroups("sg-0a").build();
        assertThat(judge(host, new Facts()).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(host, new Facts().without(Source.SECURITY_GROUPS)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(instance().build(), new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(IngressRule... rules) {
        return judge(
                instance().securityGroups("sg-0a").build(),
                new Facts().with(group("sg-0a", rules)));
    }

    @Test
    void ranges_that_are_the_internet_together_are_not_ready() {
        IngressRule[] rules =
                IntStream.range(11, 60)
                        .mapToObj(first -> tcp(22, 22, first + ".0.0.0/8"))
                        .toArray(IngressRule[]::new);
        Verdict verdict = judge(rules);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "SSH (22) is open to 49 ranges that together are as wide as the internet,"
                                + " by sg-0a");
        assertThat(judge(rules[0]).status()).isEqualTo(Status.READY);
    }

    private static Verdict judge(Instance host, Facts facts) {
        return CHECK.judge(host, facts.fleet(), Thresholds.defaults());
    }
}
