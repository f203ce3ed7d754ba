package io.muster.readiness.scorecard;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.HiddenChecks;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Spec;
import io.muster.readiness.check.Statement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScorecardTest {

    @Test
    void one_that_is_not_ready_makes_the_row_not_ready() {
        assertThat(rowWith(Status.READY, Status.UNKNOWN, Status.NOT_READY))
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void one_that_is_unknown_keeps_a_row_from_being_ready() {
        assertThat(rowWith(Status.READY, Status.UNKNOWN)).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void a_row_is_ready_when_all_that_was_judged_is() {
        assertThat(rowWith(Status.READY, Status.NOT_APPLICABLE)).isEqualTo(Status.READY);
    }

    @Test
    void a_row_that_concerns_no_instance_is_not_applicable() {
        assertThat(rowWith(Status.NOT_APPLICABLE)).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_row_that_nothing_looked_at_is_unknown() {
        assertThat(rowWith()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void counts_of_two_scopes_add_up() {
        Scorecard sum = scorecard(Status.NOT_READY, Status.READY);
        sum.add(scorecard(Status.NOT_READY));

        assertThat(sum.count(ChecklistRow.SECURITY, Status.NOT_READY)).isEqualTo(2);
        assertThat(sum.count(Status.READY)).isEqualTo(1);
        assertThat(sum.notReady(Severity.HIGH)).isEqualTo(2);
        assertThat(sum.notReady(Severity.LOW)).isZero();
    }

    private static Status rowWith(Status... statuses) {
        return scorecard(statuses).verdict(ChecklistRow.SECURITY);
    }

    private static Scorecard scorecard(Status... statuses) {
        Spec spec =
                Spec.of(
                        ResourceType.INSTANCE,
                        new Rule("locked", ChecklistRow.SECURITY, Severity.HIGH),
                        "# Lock it",
                        "https://example.com/");
        Scorecard scorecard = new Scorecard();
        for (Status status : statuses) {
            Verdict verdict =
                    new Verdict(
                            status,
                            new Statement(Message.EMPTY, Message.EMPTY, List.of()),
                            Map.of(),
                            List.of(),
                            null,
                            HiddenChecks.NONE);
            scorecard.accept(new Judgement(spec, instance().build(), null, verdict));
        }
        return scorecard;
    }

    @Test
    void what_is_waived_leaves_the_counts_and_no_more_than_was_counted() {
        Scorecard scorecard = new Scorecard();
        scorecard.add(ChecklistRow.SECURITY, Status.NOT_READY, 1);
        scorecard.addNotReady(Severity.HIGH, 1);
        Rule rule = new Rule("ssh-open", ChecklistRow.SECURITY, Severity.HIGH);

        scorecard.waive(rule, Status.NOT_READY);
        scorecard.waive(rule, Status.NOT_READY);

        assertThat(scorecard.count(ChecklistRow.SECURITY, Status.NOT_READY)).isZero();
        assertThat(scorecard.notReady(Severity.HIGH)).isZero();
    }
}
