package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionPlan.Change;
import io.muster.readiness.decision.DecisionPlan.Draft;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionPlanTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Made.Way.File FILE =
            new Made.Way.File("decisions.yaml", "0123abc", "github.com/acme/shop");
    private static final Waiver WEB = waiver("web", FILE);
    private static final Waiver BATCH = waiver("batch", FILE);

    private static Waiver waiver(String workload, Made.Way way) {
        return new Waiver(
                new Target.OfCheck("imdsv2-required", workload),
                ReasonCode.OTHER,
                "why",
                "team",
                LocalDate.of(2027, 3, 31),
                null,
                new Made("arn", NOW, way));
    }

    private static RecordedDecision recorded(Decision decision) {
        return new RecordedDecision(decision, 1, null);
    }

    private static DecisionPlan plan(List<Waiver> lines, RecordedDecision... recorded) {
        Draft draft = new Draft(FILE, List.of(recorded));
        for (Waiver line : lines) {
            if (!draft.keeps(DecisionForm.of(line))) {
                draft.decide(line);
            }
        }
        return draft.plan();
    }

    @Test
    void a_new_line_is_decided() {
        assertThat(plan(List.of(WEB)))
                .isEqualTo(new DecisionPlan(List.of(new Change.Decide(WEB, null)), 0));
    }

    @Test
    void the_same_lines_again_change_nothing() {
        assertThat(plan(List.of(WEB, BATCH), recorded(BATCH), recorded(WEB)))
                .isEqualTo(new DecisionPlan(List.of(), 2));
    }

    @Test
    void a_removed_line_is_withdrawn() {
        assertThat(plan(List.of(WEB), recorded(WEB), recorded(BATCH)).changes())
                .containsExactly(new Change.Withdraw(recorded(BATCH)));
    }

    @Test
    void what_another_way_decided_is_not_withdrawn() {
        RecordedDecision byCommand = recorded(waiver("a", new Made.Way.Command()));
        RecordedDecision byOther = recorded(waiver("b", new Made.Way.File("other.yaml", null)));

        assertThat(plan(List.of(), byCommand, byOther).changes()).isEmpty();
    }

    @Test
    void a_file_of_the_same_name_in_another_repository_is_another_file() {
        RecordedDecision elsewhere =
                recorded(
                        waiver(
                                "batch",
                                new Made.Way.File("decisions.yaml", null, "github.com/acme/pay")));

        assertThat(plan(List.of(), elsewhere).changes()).isEmpty();
    }

    @Test
    void another_commit_of_a_file_is_the_same_file() {
        Made.Way.File older = new Made.Way.File("decisions.yaml", "fedc987", FILE.repository());

        assertThat(plan(List.of(), recorded(waiver("web", older))).changes()).hasSize(1);
    }

    @Test
    void a_changed_line_is_decided_over_what_stands() {
        Map<Field, String> fields = new HashMap<>(DecisionForm.of(WEB).fields());
        fields.put(Field.TEXT, "another why");
        Draft draft = new Draft(FILE, List.of(recorded(WEB)));

        assertThat(draft.keeps(new DecisionForm(fields))).isFalse();
    }

    @Test
    void a_line_takes_over_what_a_command_decided() {
        RecordedDecision byCommand = recorded(waiver("web", new Made.Way.Command()));

        assertThat(plan(List.of(WEB), byCommand).changes())
                .containsExactly(new Change.Decide(WEB, byCommand));
    }

    @Test
    void a_line_comes_back_after_it_was_withdrawn() {
        RecordedDecision withdrawn = new RecordedDecision(WEB, 2, new Made("arn", NOW, FILE));
        DecisionPlan plan = plan(List.of(WEB), withdrawn);

        assertThat(plan.changes()).containsExactly(new Change.Decide(WEB, withdrawn));
        assertThat(((Change.Decide) plan.changes().getFirst()).replaces()).isFalse();
        assertThat(plan(List.of(), withdrawn).changes()).isEmpty();
    }
}
