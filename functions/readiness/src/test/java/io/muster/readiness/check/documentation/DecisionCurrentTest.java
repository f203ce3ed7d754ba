package io.muster.readiness.check.documentation;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fleet.Source;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionCurrentTest {

    /** The day of the facts. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    private static Waiver waiver(String check, LocalDate until) {
        return new Waiver(
                new Target.OfCheck(check, "web"),
                ReasonCode.OTHER,
                "replaced",
                "web team",
                until,
                null,
                new Made("arn:aws:iam::123456789012:user/anna", Facts.NOW, new Made.Way.Command()));
    }

    private static Verdict judge(Facts facts) {
        facts.with(instance("i-1").tag("workload", "web").build());
        return new DecisionCurrent()
                .judge(facts.workload("web"), facts.fleet(), Thresholds.defaults());
    }

    private static Verdict judge(Decision... decisions) {
        return judge(new Facts().collected(Source.DECISIONS, Map.of("web", List.of(decisions))));
    }

    @Test
    void a_decision_that_ends_within_two_weeks_is_not_ready() {
        Verdict verdict = judge(waiver("imdsv2-required", TODAY.plusDays(13)));

        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo("decisions that end soon: check/imdsv2-required/web on 2026-12-05");
        assertThat(verdict.evidence())
                .containsExactly("check/imdsv2-required/web: last day 2026-12-05, owner web team");
    }

    @Test
    void a_decision_on_its_last_day_is_not_ready() {
        assertThat(judge(waiver("imdsv2-required", TODAY)).status()).isEqualTo(Status.NOT_READY);
    }

    @Test
    void a_decision_that_ends_later_is_ready() {
        assertThat(judge(waiver("imdsv2-required", TODAY.plusDays(14))).status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_decision_that_has_ended_is_told_by_what_it_accepted() {
        assertThat(judge(waiver("imdsv2-required", TODAY.minusDays(1))).status())
                .isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void a_workload_without_a_decision_is_not_concerned() {
        assertThat(judge(new Facts()).status()).isEqualTo(Status.NOT_APPLICABLE);
    }

    @Test
    void several_are_told_the_soonest_first_and_each_has_its_remedy() {
        Verdict verdict =
                judge(
                        waiver("imdsv2-required", TODAY.plusDays(9)),
                        waiver("ssh-open", TODAY.plusDays(2)),
                        waiver("name-tag", TODAY.plusDays(90)));

        assertThat(verdict.actual())
                .containsSubsequence("ssh-open", "2026-11-24", "imdsv2-required", "2026-12-01")
                .doesNotContain("name-tag");
        assertThat(verdict.remedySteps())
                .extracting(step -> step.get("decision"))
                .containsExactly(
                        "{\"pk\":{\"S\":\"DECISIONS\"},\"sk\":{\"S\":\"DECISION#check/ssh-open/web\"}}",
                        "{\"pk\":{\"S\":\"DECISIONS\"},\"sk\":{\"S\":\"DECISION#check/imdsv2-required/web\"}}");
    }

    @Test
    void decisions_that_cannot_be_read_are_unknown() {
        assertThat(judge(new Facts().without(Source.DECISIONS)).status()).isEqualTo(Status.UNKNOWN);
    }
}
