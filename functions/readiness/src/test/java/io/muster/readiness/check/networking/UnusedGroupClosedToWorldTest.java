package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.Remedies.remedy;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnusedGroupClosedToWorldTest {

    private static final UnusedGroupClosedToWorld CHECK = new UnusedGroupClosedToWorld();

    @ParameterizedTest
    @CsvSource({
        "22, 22, 0.0.0.0/0, NOT_READY",
        "3389, 3389, ::/0, NOT_READY",
        "5432, 5432, 0.0.0.0/0, NOT_READY",
        "0, 65535, 0.0.0.0/0, NOT_READY",
        "443, 443, 0.0.0.0/0, READY",
        "22, 22, 203.0.113.0/24, READY"
    })
    void a_group_that_no_instance_has_is_judged(int from, int to, String range, Status status) {
        assertThat(judge(new Facts(), tcp(from, to, range)).status()).isEqualTo(status);
    }

    @Test
    void a_rule_for_everything_is_told_once() {
        Verdict verdict = judge(new Facts(), rule("-1", null, null, "::/0"));
        assertThat(verdict.actual())
                .isEqualTo("every port is open to ::/0 by sg-0a (group-of-sg-0a)");
    }

    @Test
    void two_halves_together_are_every_port() {
        assertThat(
                        judge(
                                        new Facts(),
                                        tcp(0, 32_767, "0.0.0.0/0"),
                                        tcp(32_768, 65_535, "0.0.0.0/0"))
                                .actual())
                .contains("2 rules together open nearly every TCP port");
    }

    @Test
    void a_group_that_an_instance_has_is_judged_with_it() {
        Facts used = new Facts().with(instance().securityGroups("sg-0a").build());
        assertThat(judge(used, tcp(22, 22, "::/0")).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void an_instance_that_is_gone_uses_nothing() {
        Facts gone =
                new Facts()
                        .with(instance().securityGroups("sg-0a").state(State.TERMINATED).build());
        assertThat(judge(gone, tcp(22, 22, "::/0")).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void whether_it_is_used_is_unknown_without_the_instances() {
        assertThat(judge(new Facts().without(Source.INSTANCES), tcp(22, 22, "::/0")).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void the_remedy_lists_what_may_use_it_first() {
        SecurityGroup group = group("sg-0a", tcp(22, 22, "::/0"));
        assertThat(remedy(CHECK, group, judge(new Facts(), tcp(22, 22, "::/0"))))
                .contains("describe-network-interfaces --region us-east-1")
                .contains("Values=sg-0a");
    }

    private static Verdict judge(Facts facts, IngressRule... rules) {
        SecurityGroup group = group("sg-0a", rules);
        return CHECK.judge(group, facts.with(group).fleet(), Thresholds.defaults());
    }
}
