package io.muster.readiness.check;

import static io.muster.readiness.fixture.GroupBuilder.group;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.Verdicts;
import io.muster.readiness.text.Message;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EachGroupTest {

    private static final String EXPECTED = "each group is sound";

    @Test
    void one_group_that_is_not_ready_outweighs_all_others() {
        Verdict verdict =
                judge(
                        Map.of(
                                "a", Verdicts.ready(EXPECTED, "sound"),
                                "b", Verdicts.notReady(EXPECTED, "broken", "a crack"),
                                "c", Verdicts.unknown(EXPECTED, "unseen"),
                                "d", Verdicts.notApplicable("switched off")));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual()).isEqualTo("b: broken");
        assertThat(verdict.evidence())
                .containsExactly("a: sound", "b: a crack", "c: unseen", "d: switched off");
    }

    @Test
    void one_group_that_is_unknown_keeps_the_workload_from_being_ready() {
        Verdict verdict =
                judge(
                        Map.of(
                                "a", Verdicts.ready(EXPECTED, "sound"),
                                "b", Verdicts.unknown(EXPECTED, "unseen")));
        assertThat(verdict.status()).isEqualTo(Status.UNKNOWN);
        assertThat(verdict.actual()).isEqualTo("b: unseen");
    }

    @Test
    void a_group_that_is_not_concerned_decides_only_alone() {
        assertThat(
                        judge(
                                        Map.of(
                                                "a", Verdicts.ready(EXPECTED, "sound"),
                                                "b", Verdicts.notApplicable("switched off")))
                                .status())
                .isEqualTo(Status.READY);
        Verdict alone = judge(Map.of("b", Verdicts.notApplicable("switched off")));
        assertThat(alone.status()).isEqualTo(Status.NOT_APPLICABLE);
        assertThat(alone.expected()).isEmpty();
    }

    @Test
    void the_remedy_has_the_steps_of_the_groups_that_are_not_ready_in_order() {
        Verdict verdict =
                judge(
                        Map.of(
                                "b",
                                        Verdicts.notReady(EXPECTED, "x")
                                                .withRemedyStep(Map.of("group", "b")),
                                "a",
                                        Verdicts.notReady(EXPECTED, "y")
                                                .withRemedyStep(Map.of("group", "a")),
                                "c",
                                        Verdicts.unknown(EXPECTED, "z")
                                                .withRemedyStep(Map.of("group", "c"))));
        assertThat(verdict.remedySteps())
                .containsExactly(Map.of("group", "a"), Map.of("group", "b"));
    }

    @Test
    void the_steps_of_a_remedy_are_bounded() {
        Map<String, Verdict> many = new TreeMap<>();
        for (int i = 100; i < 150; i++) {
            String name = "g" + i;
            many.put(name, Verdicts.notReady(EXPECTED, "x").withRemedyStep(Map.of("group", name)));
        }
        Verdict verdict = judge(many);
        assertThat(verdict.remedySteps()).hasSize(Verdict.MAX_STEPS);
    }

    private static Verdict judge(Map<String, Verdict> byGroup) {
        Facts facts = new Facts();
        byGroup.keySet().forEach(name -> facts.with(group(name).tag("workload", "shop").build()));
        return EachGroup.of(
                facts.workload("shop"),
                Message.literal(EXPECTED),
                group -> Objects.requireNonNull(byGroup.get(group.name())));
    }
}
