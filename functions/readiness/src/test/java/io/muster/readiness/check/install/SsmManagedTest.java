package io.muster.readiness.check.install;

import static io.muster.readiness.fixture.Guests.node;
import static io.muster.readiness.fixture.Guests.online;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ManagedNode.PingStatus;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Remedies;
import io.muster.readiness.fleet.Source;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SsmManagedTest {

    private static final SsmManaged CHECK = new SsmManaged();

    @Test
    void a_host_whose_agent_answers_is_ready() {
        Instance host = instance().build();
        assertThat(judge(host, new Facts().with(online(host.id()))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_host_without_a_profile_is_not_ready_and_asks_for_one() {
        Instance host = instance().instanceProfile(null).build();
        Verdict verdict = judge(host, new Facts());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(Remedies.remedy(CHECK, host, verdict))
                .contains("associate-iam-instance-profile", "INSTANCE_PROFILE:?")
                .doesNotContain("describe-instance-information");
    }

    @Test
    void a_host_with_a_profile_that_is_not_registered_is_looked_into() {
        Instance host = instance().build();
        assertThat(Remedies.remedy(CHECK, host, judge(host, new Facts())))
                .contains("describe-instance-information")
                .doesNotContain("associate-iam-instance-profile");
    }

    @Test
    void an_agent_that_fell_silent_is_not_ready() {
        Instance host = instance().build();
        Verdict verdict =
                judge(host, new Facts().with(node(host.id(), PingStatus.CONNECTION_LOST)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("the SSM Agent has been offline since 2026-11-22T11:00:00Z");
        assertThat(judge(host, new Facts().with(node(host.id(), PingStatus.INACTIVE))).status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_host_that_was_just_launched_may_still_register() {
        Instance host = instance().launchedAt(Facts.NOW.minusSeconds(120)).build();
        assertThat(judge(host, new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_host_that_does_not_run_is_not_asked() {
        assertThat(judge(instance().state(State.STOPPED).build(), new Facts()).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void missing_nodes_and_unrecognised_states_and_ping_statuses_are_unknown() {
        Instance host = instance().build();
        assertThat(judge(host, new Facts().without(Source.MANAGED_NODES)).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(host, new Facts().with(node(host.id(), PingStatus.UNRECOGNISED))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(instance().state(State.UNRECOGNISED).build(), new Facts()).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "Online, ONLINE",
        "ConnectionLost, CONNECTION_LOST",
        "Inactive, INACTIVE",
        "Other, UNRECOGNISED"
    })
    void ping_statuses_are_read_as_systems_manager_writes_them(String label, PingStatus status) {
        assertThat(PingStatus.ofLabel(label)).isEqualTo(status);
    }

    private static Verdict judge(Instance host, Facts facts) {
        return CHECK.judge(host, facts.fleet(), Thresholds.defaults());
    }
}
