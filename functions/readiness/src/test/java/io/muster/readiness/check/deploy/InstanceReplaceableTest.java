package io.muster.readiness.check.deploy;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceReplaceableTest {

    private static final String ID = "i-0aaaaaaaaaaaaaaaa";

    @Test
    void a_member_in_service_is_ready() {
        Verdict verdict = judge(instance(), group().member(ID, "3"));
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the instance is in Auto Scaling group web");
    }

    @Test
    void a_single_machine_is_not_ready_and_the_remedy_starts_from_it() {
        Verdict verdict = judge(instance());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("single", ID));
    }

    @Test
    void a_tag_that_names_a_group_which_is_gone_is_not_ready() {
        Verdict verdict = judge(instance().tag("aws:autoscaling:groupName", "gone"), group());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).contains("Auto Scaling group gone, which does not exist");
    }

    @Test
    void an_instance_that_its_group_does_not_list_is_unknown() {
        Verdict verdict = judge(instance().tag("aws:autoscaling:groupName", "web"), group());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).contains("web, which does not list it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Launch", "Terminate", "ReplaceUnhealthy"})
    void a_group_that_is_held_back_is_not_ready(String process) {
        Verdict verdict =
                judge(instance(), group().member(ID, "3").suspended(process, "AZRebalance"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("Auto Scaling group web has suspended " + process);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("suspendedGroup", "web"));
    }

    @Test
    void a_process_that_replaces_nothing_may_be_suspended() {
        assertThat(judge(instance(), group().member(ID, "3").suspended("AZRebalance")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void an_instance_in_standby_is_left_alone_by_its_group() {
        Verdict verdict = judge(instance(), group().member(ID, "m7g.large", "Standby", "3"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("standbyGroup", "web"));
    }

    @Test
    void a_member_of_a_group_that_cannot_launch_is_not_ready() {
        Facts facts =
                new Facts()
                        .with(instance().build(), group().member(ID, "3").build())
                        .collected(Source.LAUNCH_TEMPLATES, Map.of());
        Verdict verdict =
                new InstanceReplaceable()
                        .judge(instance().build(), facts.fleet(), Thresholds.defaults());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("Auto Scaling group web cannot launch instances");
        assertThat(verdict.evidence())
                .containsExactly("launch template lt-0123456789abcdef0 (web) does not exist");
    }

    @Test
    void a_member_is_unknown_where_the_templates_are() {
        Facts facts =
                new Facts().with(group().member(ID, "3").build()).without(Source.LAUNCH_TEMPLATES);
        assertThat(
                        new InstanceReplaceable()
                                .judge(instance().build(), facts.fleet(), Thresholds.defaults())
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void denied_groups_are_unknown() {
        Verdict verdict =
                new InstanceReplaceable()
                        .judge(
                                instance().build(),
                                new Facts().without(Source.AUTO_SCALING_GROUPS).fleet(),
                                Thresholds.defaults());
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
    }

    private static Verdict judge(InstanceBuilder instance, GroupBuilder... groups) {
        Facts facts = new Facts();
        Stream.of(groups).forEach(group -> facts.with(group.build()));
        return new InstanceReplaceable()
                .judge(instance.build(), facts.fleet(), Thresholds.defaults());
    }
}
