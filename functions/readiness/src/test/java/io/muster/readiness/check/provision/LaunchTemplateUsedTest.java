package io.muster.readiness.check.provision;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource.None;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import io.muster.readiness.fleet.Source;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LaunchTemplateUsedTest {

    @Test
    void a_template_and_a_mixed_instances_policy_are_ready() {
        assertThat(judge("web", group()).status()).isEqualTo(Status.READY);
        assertThat(judge("web", group().mixed("$Latest", "m7g.large", "m6g.large")).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_launch_configuration_is_not_ready_and_the_remedy_names_the_group() {
        Verdict verdict = judge("web", group().configuration("old"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: uses launch configuration old");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web"));
    }

    @Test
    void one_old_group_among_several_decides_for_the_workload() {
        Verdict verdict =
                judge(
                        "shop",
                        group("b").configuration("old").tag("workload", "shop"),
                        group("a").tag("workload", "shop"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).startsWith("b: ");
        assertThat(verdict.evidence()).containsExactly("a: uses a launch template");
    }

    @Test
    void a_group_whose_source_is_not_reported_is_unknown() {
        assertThat(judge("web", group().launching(new None())).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_template_that_launches_nothing_is_not_ready() {
        Facts facts =
                new Facts().with(group().build()).collected(Source.LAUNCH_TEMPLATES, Map.of());
        Verdict verdict =
                new LaunchTemplateUsed()
                        .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.remedySteps()).containsExactly(Map.of("blockedGroup", "web"));
    }

    @Test
    void a_workload_of_single_machines_is_not_concerned() {
        Facts facts = new Facts().with(instance().tag("Name", "db").build());
        assertThat(
                        new LaunchTemplateUsed()
                                .judge(facts.workload("db"), facts.fleet(), Thresholds.defaults())
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(String workload, GroupBuilder... groups) {
        Facts facts = new Facts();
        Stream.of(groups).forEach(group -> facts.with(group.build()));
        return new LaunchTemplateUsed()
                .judge(facts.workload(workload), facts.fleet(), Thresholds.defaults());
    }
}
