package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SecurityGroups.fromPrefixList;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceRangeNarrowTest {

    private static final SourceRangeNarrow CHECK = new SourceRangeNarrow();

    @ParameterizedTest
    @CsvSource({
        "22, 3.0.0.0/8, NOT_READY",
        "22, 3.0.0.0/15, NOT_READY",
        "22, 203.0.0.0/16, READY",
        "22, 203.0.113.0/24, READY",
        "22, 10.0.0.0/8, READY",
        "22, 2a00::/16, NOT_READY",
        "22, 2a00:1450::/28, NOT_READY",
        "22, 2a00:1450::/29, READY",
        "22, fc00::/7, READY",
        // What VPCs use beside the private ranges: of carriers, and of measurements (RFC 2544).
        "22, 100.64.0.0/10, READY",
        "22, 198.18.0.0/15, READY",
        "22, 198.0.0.0/8, NOT_READY",
        "5432, 3.0.0.0/8, NOT_READY",
        "443, 3.0.0.0/8, READY",
        // What is open to the internet is told by the check of the port.
        "22, 0.0.0.0/0, READY",
        "22, 3.0.0.0/7, READY",
        "22, 2a00::/12, READY"
    })
    void a_range_of_a_provider_is_not_ready(int port, String range, Status status) {
        assertThat(judge(tcp(port, port, range)).status()).isEqualTo(status);
    }

    @Test
    void ranges_are_measured_together() {
        IngressRule[] rules =
                Stream.of("3.0.0.0/16", "3.1.0.0/16", "3.1.0.0/24")
                        .map(range -> tcp(22, 22, range))
                        .toArray(IngressRule[]::new);
        assertThat(judge(rules).actual())
                .isEqualTo(
                        "SSH (22) is open to ranges that together are wide: 3.0.0.0/16,"
                                + " 3.1.0.0/16, 3.1.0.0/24, by sg-0a");
        assertThat(judge(rules[0]).status()).isEqualTo(Status.READY);
    }

    @Test
    void one_range_is_named_and_its_group_listed_by_the_remedy() {
        Facts facts = new Facts().with(group("sg-0a", tcp(22, 22, "3.0.0.0/8")));
        Verdict verdict = judge(facts);
        assertThat(verdict.actual())
                .isEqualTo("SSH (22) is open to a wide range: 3.0.0.0/8, by sg-0a");
        assertThat(remedy(CHECK, host(), verdict)).contains("Values=sg-0a --query");
    }

    @Test
    void a_prefix_list_is_measured_by_its_entries() {
        Facts facts =
                new Facts()
                        .with(group("sg-0a", fromPrefixList("tcp", 22, 22, "pl-0a")))
                        .collected(
                                Source.PREFIX_LISTS,
                                Map.of("pl-0a", new PrefixList("pl-0a", List.of("3.0.0.0/8"))));
        assertThat(judge(facts).status()).isEqualTo(Status.NOT_READY);
        assertThat(judge(facts.without(Source.PREFIX_LISTS)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void groups_that_were_not_seen_are_unknown() {
        assertThat(judge(new Facts().without(Source.SECURITY_GROUPS)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Instance host() {
        return instance().securityGroups("sg-0a").build();
    }

    private static Verdict judge(IngressRule... rules) {
        return judge(new Facts().with(group("sg-0a", rules)));
    }

    private static Verdict judge(Facts facts) {
        return CHECK.judge(host(), facts.fleet(), Thresholds.defaults());
    }
}
