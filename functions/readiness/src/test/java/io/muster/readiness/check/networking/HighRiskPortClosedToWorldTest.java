package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SecurityGroups.fromGroup;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HighRiskPortClosedToWorldTest {

    private static final HighRiskPortClosedToWorld CHECK = new HighRiskPortClosedToWorld();

    @ParameterizedTest
    @CsvSource({
        "tcp, 3306, MySQL (3306), serves data",
        "tcp, 5432, PostgreSQL (5432), serves data",
        "tcp, 6379, Redis (6379), serves data",
        "tcp, 9200, Elasticsearch (9200), serves data",
        "tcp, 27017, MongoDB (27017), serves data",
        "tcp, 11211, Memcached (11211), serves data",
        "tcp, 445, SMB (445), serves data",
        "tcp, 23, Telnet (23), speaks clear text",
        "tcp, 20, FTP (20), speaks clear text",
        "tcp, 21, FTP (21), speaks clear text",
        "tcp, 2375, Docker (2375), gives remote control",
        "tcp, 1433, SQL Server (1433), serves data",
        "6, 2049, NFS (2049), serves data",
        "tcp, 10250, kubelet (10250), gives remote control",
        "udp, 11211, Memcached (UDP 11211), serves data",
        "17, 161, SNMP (UDP 161), speaks clear text",
        "udp, 389, LDAP (UDP 389), speaks clear text"
    })
    void a_high_risk_port_open_to_the_world_is_not_ready(
            String protocol, int port, String name, String risk) {
        for (String world : List.of("0.0.0.0/0", "::/0")) {
            Verdict verdict = judge(rule(protocol, port, port, world));
            assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
            assertThat(verdict.actual())
                    .isEqualTo(
                            "%s, which %s, is open to %s by sg-0a (group-of-sg-0a)"
                                    .formatted(name, risk, world));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "tcp, 25",
        "tcp, 53",
        "tcp, 80",
        "tcp, 443",
        "tcp, 8080",
        "tcp, 22",
        "tcp, 3389",
        "udp, 3306",
        "tcp, 161",
        "udp, 53",
        "icmp, -1"
    })
    void what_is_public_by_nature_or_judged_elsewhere_is_ready(String protocol, int port) {
        assertThat(judge(rule(protocol, port, port, "0.0.0.0/0")).status()).isEqualTo(Status.READY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "203.0.113.0/24", "fc00::/7"})
    void a_high_risk_port_open_to_clients_is_ready(String range) {
        assertThat(judge(tcp(3_306, 3_306, range), fromGroup(5_432, "sg-0b")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void each_port_of_a_narrow_range_is_named() {
        assertThat(judge(tcp(5_400, 5_440, "::/0")).actual())
                .isEqualTo(
                        "PostgreSQL (5432), which serves data, is open to ::/0 by sg-0a (group-of-sg-0a);"
                                + " Redshift (5439), which serves data, is open to ::/0 by sg-0a (group-of-sg-0a)");
    }

    @Test
    void a_wide_range_is_named_by_itself() {
        assertThat(judge(tcp(1_024, 10_000, "::/0")).actual())
                .matches(
                        "TCP 1024-10000 with \\d+ high-risk ports is open to ::/0"
                                + " by sg-0a \\(group-of-sg-0a\\)");
    }

    @Test
    void a_rule_for_every_port_is_not_ready() {
        assertThat(judge(rule("-1", null, null, "::/0")).actual()).startsWith("every port is open");
        assertThat(judge(tcp(0, 65_535, "::/0")).actual()).startsWith("every TCP port is open");
        assertThat(judge(rule("udp", 0, 65_535, "::/0")).actual())
                .startsWith("every UDP port is open");
    }

    @Test
    void ranges_that_are_the_internet_together_are_not_ready() {
        IngressRule[] rules =
                IntStream.range(11, 60)
                        .mapToObj(first -> tcp(6_379, 6_379, first + ".0.0.0/8"))
                        .toArray(IngressRule[]::new);
        assertThat(judge(rules).actual())
                .startsWith("Redis (6379), which serves data, is open to 49 ranges");
    }

    @Test
    void an_admin_port_is_judged_by_its_own_check() {
        Thresholds database = Thresholds.from(Map.of("MUSTER_ADMIN_PORTS", "5432"));
        Facts facts = new Facts().with(group("sg-0a", tcp(5_432, 5_432, "0.0.0.0/0")));
        assertThat(CHECK.judge(host(), facts.fleet(), database).status()).isEqualTo(Status.READY);
    }

    @Test
    void the_remedy_lists_the_rules_of_the_open_groups() {
        Facts facts = new Facts().with(group("sg-0a", tcp(23, 23, "0.0.0.0/0")));
        assertThat(remedy(CHECK, host(), CHECK.judge(host(), facts.fleet(), Thresholds.defaults())))
                .contains("Values=sg-0a --query");
    }

    @Test
    void groups_that_were_not_seen_are_unknown() {
        assertThat(
                        CHECK.judge(
                                        host(),
                                        new Facts().without(Source.SECURITY_GROUPS).fleet(),
                                        Thresholds.defaults())
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_port_has_one_service() {
        List<String> opened =
                Arrays.stream(NetworkService.values())
                        .flatMap(
                                service ->
                                        service
                                                .openedBy(rule("-1", null, null, "::/0"), Set.of())
                                                .stream())
                        .map(label -> label.replaceAll(".*\\(", ""))
                        .toList();
        assertThat(opened).doesNotHaveDuplicates().contains("3306)", "UDP 161)");
    }

    private static Instance host() {
        return instance().securityGroups("sg-0a").build();
    }

    private static Verdict judge(IngressRule... rules) {
        return CHECK.judge(
                host(), new Facts().with(group("sg-0a", rules)).fleet(), Thresholds.defaults());
    }
}
