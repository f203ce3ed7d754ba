package io.muster.readiness.fleet;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.fixture.Facts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WorkloadsTest {

    private static final String GROUP_TAG = "aws:autoscaling:groupName";

    @Test
    void the_workload_tag_names_first() {
        Instance host =
                instance()
                        .tag("workload", "shop")
                        .tag(GROUP_TAG, "web-asg")
                        .tag("Name", "web-1")
                        .build();

        assertThat(workloads(new Facts().with(host)))
                .containsExactly(new Workload("shop", List.of(host), List.of()));
    }

    @Test
    void the_auto_scaling_group_names_next() {
        Instance host = instance().tag(GROUP_TAG, "web-asg").tag("Name", "web-1").build();

        assertThat(workloads(new Facts().with(host)))
                .containsExactly(new Workload("web-asg", List.of(host), List.of()));
    }

    @Test
    void the_name_tag_names_last() {
        Instance host = instance().tag("Name", " web-1 ").build();

        assertThat(workloads(new Facts().with(host)))
                .containsExactly(new Workload("web-1", List.of(host), List.of()));
    }

    @Test
    void a_blank_tag_names_nothing() {
        assertThat(workloads(new Facts().with(instance().tag("workload", "  ").build()))).isEmpty();
    }

    @Test
    void an_instance_without_tags_belongs_to_none() {
        Instance host = instance().build();

        assertThat(workloads(new Facts().with(host))).isEmpty();
        assertThat(new Facts().with(host).fleet().workloadOf(host)).isEmpty();
    }

    @Test
    void an_instance_that_is_gone_belongs_to_none() {
        assertThat(
                        workloads(
                                new Facts()
                                        .with(
                                                instance()
                                                        .tag("workload", "shop")
                                                        .state(State.TERMINATED)
                                                        .build())))
                .isEmpty();
    }

    @Test
    void a_group_and_single_machines_with_the_same_tag_are_one_workload() {
        Instance member = instance("i-a").tag("workload", "shop").tag(GROUP_TAG, "web-asg").build();
        Instance single = instance("i-b").tag("workload", "shop").build();
        AutoScalingGroup group = group("web-asg", Map.of("workload", "shop"));

        assertThat(workloads(new Facts().with(member, single, group)))
                .containsExactly(new Workload("shop", List.of(member, single), List.of(group)));
    }

    @Test
    void a_group_without_instances_is_a_workload() {
        assertThat(workloads(new Facts().with(group("batch-asg", Map.of()))))
                .extracting(Workload::id)
                .containsExactly("batch-asg");
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(
                        workloads(
                                new Facts()
                                        .with(
                                                instance()
                                                        .tag("workload", "x".repeat(5_000))
                                                        .build())))
                .singleElement()
                .satisfies(workload -> assertThat(workload.id()).hasSize(256));
    }

    @Test
    void workloads_are_missing_without_the_groups() {
        assertThat(
                        new Facts()
                                .with(instance().tag("workload", "shop").build())
                                .without(Source.AUTO_SCALING_GROUPS)
                                .fleet()
                                .workloads())
                .isInstanceOf(Missing.class);
    }

    private static List<Workload> workloads(Facts facts) {
        assertThat(facts.fleet().workloads()).isInstanceOf(Known.class);
        return switch (facts.fleet().workloads()) {
            case Known<List<Workload>> known -> known.value();
            case Missing<List<Workload>> missing -> List.of();
        };
    }

    private static AutoScalingGroup group(String name, Map<String, String> tags) {
        return new AutoScalingGroup(
                name,
                new AutoScalingGroup.Capacity(0, 4, 0, List.of("us-east-1a")),
                List.of(),
                new AutoScalingGroup.LaunchSource.None(),
                new AutoScalingGroup.Replacement(Set.of("EC2"), null, Set.of()),
                List.of(),
                tags);
    }
}
