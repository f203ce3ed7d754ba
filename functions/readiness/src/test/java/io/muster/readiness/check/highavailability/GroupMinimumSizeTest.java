package io.muster.readiness.check.highavailability;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GroupBuilder;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GroupMinimumSizeTest {

    @Test
    void a_minimum_of_two_is_ready() {
        assertThat(judge(group().sizes(2, 2, 4)).status()).isEqualTo(Status.READY);
    }

    @Test
    void a_minimum_of_one_is_not_ready_and_the_remedy_raises_it() {
        Verdict verdict = judge(group().sizes(1, 3, 4));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("web: minimum size is 1");
        assertThat(verdict.remedySteps()).containsExactly(Map.of("group", "web", "minimum", "2"));
    }

    @Test
    void a_maximum_below_the_new_minimum_rises_with_it() {
        assertThat(judge(group().sizes(1, 1, 1)).remedySteps())
                .containsExactly(Map.of("smallGroup", "web", "minimum", "2"));
    }

    @Test
    void a_group_scaled_to_zero_for_the_night_is_not_ready() {
        assertThat(judge(group().sizes(0, 0, 4)).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_group_that_is_switched_off_is_not_concerned() {
        assertThat(judge(group().sizes(0, 0, 0)).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void every_group_below_the_minimum_has_its_step() {
        Verdict verdict = judge(group("b").sizes(1, 1, 4), group("a").sizes(0, 1, 4), group("c"));
        assertThat(verdict.actual()).isEqualTo("a: minimum size is 0; b: minimum size is 1");
        assertThat(verdict.evidence()).containsExactly("c: minimum size is 2");
        assertThat(verdict.remedySteps()).hasSize(2);
    }

    @Test
    void the_minimum_is_a_setting() {
        Facts facts = new Facts().with(group().build());
        Thresholds three = Thresholds.from(Map.of("MUSTER_MINIMUM_GROUP_SIZE", "3"));
        assertThat(
                        new GroupMinimumSize()
                                .judge(facts.workload("web"), facts.fleet(), three)
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void single_machines_are_not_concerned() {
        Facts facts = new Facts().with(instance().tag("Name", "db").build());
        assertThat(
                        new GroupMinimumSize()
                                .judge(facts.workload("db"), facts.fleet(), Thresholds.defaults())
                                .status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    private static Verdict judge(GroupBuilder... groups) {
        Facts facts = new Facts();
        Stream.of(groups).forEach(group -> facts.with(group.tag("workload", "shop").build()));
        return new GroupMinimumSize()
                .judge(facts.workload("shop"), facts.fleet(), Thresholds.defaults());
    }
}
