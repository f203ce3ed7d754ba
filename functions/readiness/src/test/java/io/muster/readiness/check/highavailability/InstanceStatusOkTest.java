package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.StatusBuilder.status;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fixture.StatusBuilder;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceStatusOkTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";

    @Test
    void three_statuses_that_are_ok_are_ready() {
        assertThat(judge(status()).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_type_without_an_ebs_status_is_ready_and_says_so() {
        Verdict verdict = judge(status().attachedEbs(null));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.evidence()).contains("attached EBS status: not reported");
        assertThat(judge(status().attachedEbs("not-applicable")).status()).isEqualTo(Status.READY);
    }

    @Test
    void impaired_hardware_is_not_ready_and_a_single_machine_moves() {
        Verdict verdict = judge(status().system("impaired"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("failed status checks: system (impaired)");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("hardware", ID));
    }

    @Test
    void impaired_volumes_are_not_ready() {
        Verdict verdict = judge(status().attachedEbs("impaired").instance("initializing"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("failed status checks: attached EBS (impaired)");
    }

    @Test
    void an_impaired_guest_is_looked_at_and_rebooted() {
        assertThat(judge(status().instance("impaired")).remedySteps())
                .containsExactly(Map.of("guest", ID));
    }

    @Test
    void a_member_of_a_group_is_replaced_and_never_stopped() {
        Facts facts =
                new Facts()
                        .with(status().system("impaired").build(), group().member(ID, "3").build());
        assertThat(judge(instance(), facts).remedySteps()).containsExactly(Map.of("member", ID));
    }

    @Test
    void nothing_is_stopped_while_it_is_not_known_whether_a_group_has_the_instance() {
        Facts facts =
                new Facts()
                        .with(status().system("impaired").build())
                        .without(Source.AUTO_SCALING_GROUPS);
        Verdict verdict = judge(instance(), facts);
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"initializing", "insufficient-data", "not-applicable", "brand-new-word"})
    void a_status_that_says_nothing_is_unknown(String word) {
        assertThat(judge(status().system(word)).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(status().instance(word)).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_status_that_ec2_does_not_report_is_unknown() {
        Verdict verdict = judge(status().system(null).attachedEbs("insufficient-data"));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("system (not reported)", "(insufficient-data)");
        assertThat(judge(status().attachedEbs("insufficient-data")).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_running_instance_that_ec2_does_not_list_is_unknown() {
        assertThat(judge(instance(), new Facts()).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void denied_statuses_are_unknown() {
        assertThat(judge(instance(), new Facts().without(Source.INSTANCE_STATUSES)).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(
            value = State.class,
            names = {"PENDING", "STOPPING", "STOPPED"})
    void what_does_not_run_has_no_status_even_when_statuses_are_denied(State state) {
        assertThat(
                        judge(
                                        instance().state(state),
                                        new Facts().without(Source.INSTANCE_STATUSES))
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_state_that_muster_does_not_know_is_unknown() {
        assertThat(judge(instance().state(State.UNRECOGNISED), new Facts()).status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(StatusBuilder status) {
        return judge(instance(), new Facts().with(status.build()));
    }

    private static Verdict judge(InstanceBuilder instance, Facts facts) {
        return new InstanceStatusOk().judge(instance.build(), facts.fleet(), Thresholds.defaults());
    }
}
