package io.muster.readiness.scorecard;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Attestation;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.decision.AttestedItems;
import io.muster.readiness.decision.Decision;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Said;
import io.muster.readiness.decision.Standing;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.WaivedFinding;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Cause.Kind;
import io.muster.readiness.scorecard.RowCard.OpenCheck;
import io.muster.readiness.scorecard.WorkloadScorecard.FleetCheck;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadScorecardTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate LATER = LocalDate.of(2027, 3, 31);
    private static final LocalDate OVER = LocalDate.of(2026, 11, 21);
    private static final Made MADE = new Made("arn", NOW, new Made.Way.Command());
    private static final Rule SSH = new Rule("ssh-open", ChecklistRow.SECURITY, Severity.CRITICAL);
    private static final Rule EBS =
            new Rule("volume-encrypted", ChecklistRow.SECURITY, Severity.LOW);
    private static final Rule SSM =
            new Rule("ssm-managed", ChecklistRow.CONFIGURE, Severity.MEDIUM);

    private static CheckTally tally(Rule rule, Status status, int count) {
        return new CheckTally(rule, Map.of(status, count), Map.of());
    }

    private static CheckTally hidden(Rule rule, Kind cause, int count) {
        return new CheckTally(rule, Map.of(Status.UNKNOWN, count), Map.of(cause, count));
    }

    private static Waiver waiver(String target, LocalDate until) {
        return new Waiver(
                Target.parse(target).orElseThrow(),
                ReasonCode.OTHER,
                "why",
                "team",
                until,
                target.contains("123456789012")
                        ? new WaivedFinding("web", Said.of(Message.of("a.one")))
                        : null,
                MADE);
    }

    private static Attestation drill(LocalDate until) {
        return new Attestation(
                new Target.OfItem("secrets-in-vault", "web"),
                "https://wiki.example/x",
                "",
                "team",
                until,
                MADE);
    }

    private static WorkloadScorecard card(List<CheckTally> tallies, Decision... decisions) {
        return WorkloadScorecard.of(
                WorkloadTally.of("web", tallies),
                new Decisions(List.of(decisions), NOW),
                List.of(),
                Policy.usual());
    }

    private static RowState security(List<CheckTally> tallies, Decision... decisions) {
        return card(tallies, decisions).row(ChecklistRow.SECURITY).state();
    }

    @Test
    void without_a_decision_a_row_is_what_its_checks_say() {
        assertThat(security(List.of(tally(SSH, Status.READY, 2)))).isEqualTo(RowState.READY);
        assertThat(security(List.of(tally(SSH, Status.READY, 2), tally(EBS, Status.UNKNOWN, 1))))
                .isEqualTo(RowState.UNKNOWN);
        assertThat(
                        security(
                                List.of(
                                        tally(SSH, Status.NOT_READY, 1),
                                        tally(EBS, Status.UNKNOWN, 1))))
                .isEqualTo(RowState.NOT_READY);
        assertThat(security(List.of(tally(SSH, Status.NOT_APPLICABLE, 1))))
                .isEqualTo(RowState.NOT_APPLICABLE);
        assertThat(security(List.of())).isEqualTo(RowState.UNKNOWN);
    }

    @Test
    void a_waived_row_is_waived_whatever_its_checks_say() {
        assertThat(
                        security(
                                List.of(tally(SSH, Status.NOT_READY, 1)),
                                waiver("row/security/web", LATER)))
                .isEqualTo(RowState.WAIVED);
    }

    @Test
    void a_waived_check_leaves_what_another_check_says() {
        Waiver ssh = waiver("check/ssh-open/web", LATER);
        CheckTally open = tally(SSH, Status.NOT_READY, 3);

        assertThat(security(List.of(open, tally(EBS, Status.READY, 1)), ssh))
                .isEqualTo(RowState.WAIVED);
        WorkloadScorecard both = card(List.of(open, tally(EBS, Status.NOT_READY, 1)), ssh);
        assertThat(both.row(ChecklistRow.SECURITY).state()).isEqualTo(RowState.NOT_READY);
        assertThat(both.row(ChecklistRow.SECURITY).waived()).isEqualTo(3);
        assertThat(both.row(ChecklistRow.SECURITY).open())
                .containsExactly(new OpenCheck(EBS, 1, 0));
    }

    @Test
    void what_an_expired_decision_accepted_is_expired() {
        List<CheckTally> open = List.of(tally(SSH, Status.NOT_READY, 1));

        assertThat(security(open, waiver("row/security/web", OVER))).isEqualTo(RowState.EXPIRED);
        assertThat(security(open, waiver("check/ssh-open/web", OVER))).isEqualTo(RowState.EXPIRED);
        assertThat(
                        security(
                                List.of(
                                        tally(SSH, Status.NOT_READY, 1),
                                        tally(EBS, Status.NOT_READY, 1)),
                                waiver("check/ssh-open/web", OVER)))
                .isEqualTo(RowState.NOT_READY);
    }

    @Test
    void an_expired_waiver_of_what_is_ready_now_says_nothing() {
        assertThat(security(List.of(tally(SSH, Status.READY, 1)), waiver("row/security/web", OVER)))
                .isEqualTo(RowState.READY);
    }

    @Test
    void a_row_that_no_check_tells_is_attested_until_its_end() {
        assertThat(security(List.of(), drill(LATER))).isEqualTo(RowState.ATTESTED);
        assertThat(security(List.of(), drill(OVER))).isEqualTo(RowState.EXPIRED);
    }

    @Test
    void an_attestation_answers_what_no_api_shows_and_nothing_else() {
        CheckTally never = hidden(EBS, Kind.NEVER_SHOWN, 1);
        CheckTally ready = tally(SSH, Status.READY, 1);

        assertThat(security(List.of(ready, never))).isEqualTo(RowState.UNKNOWN);
        assertThat(security(List.of(ready, never), drill(LATER))).isEqualTo(RowState.ATTESTED);
        assertThat(security(List.of(ready), drill(LATER))).isEqualTo(RowState.READY);
        assertThat(security(List.of(tally(SSH, Status.NOT_READY, 1)), drill(LATER)))
                .isEqualTo(RowState.NOT_READY);
        assertThat(security(List.of(hidden(SSH, Kind.DENIED, 1)), drill(LATER)))
                .isEqualTo(RowState.UNKNOWN);
    }

    @Test
    void a_waived_cause_covers_what_it_hides_in_every_row() {
        List<CheckTally> tallies =
                List.of(
                        hidden(SSM, Kind.GUEST_UNMANAGED, 2),
                        hidden(SSH, Kind.GUEST_UNMANAGED, 2),
                        tally(EBS, Status.READY, 1));
        WorkloadScorecard waived = card(tallies, waiver("cause/guest-unmanaged/web", LATER));

        assertThat(waived.row(ChecklistRow.SECURITY).state()).isEqualTo(RowState.WAIVED);
        assertThat(waived.row(ChecklistRow.CONFIGURE).state()).isEqualTo(RowState.WAIVED);
        assertThat(card(tallies).row(ChecklistRow.SECURITY).state()).isEqualTo(RowState.UNKNOWN);
        assertThat(
                        card(tallies, waiver("cause/guest-silent/web", LATER))
                                .row(ChecklistRow.SECURITY)
                                .state())
                .isEqualTo(RowState.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource
    void a_waived_finding_counts_when_its_waiver_holds(Standing standing) {
        Waiver one = waiver("ssh-open/123456789012/us-east-1/instance/i-0a", LATER);
        WorkloadScorecard card =
                WorkloadScorecard.of(
                        WorkloadTally.of("web", List.of(tally(SSH, Status.NOT_READY, 1))),
                        new Decisions(List.of(one), NOW),
                        List.of(new FindingDecision(one, SSH, Status.NOT_READY, standing)),
                        Policy.usual());

        assertThat(card.row(ChecklistRow.SECURITY).state())
                .isEqualTo(standing.holds() ? RowState.WAIVED : RowState.EXPIRED);
    }

    @Test
    void a_decision_about_another_workload_says_nothing() {
        assertThat(
                        security(
                                List.of(tally(SSH, Status.NOT_READY, 1)),
                                waiver("row/security/batch", LATER)))
                .isEqualTo(RowState.NOT_READY);
    }

    @Test
    void the_worst_of_all_rows_is_what_is_not_ready_by_severity() {
        List<CheckTally> some =
                List.of(
                        tally(SSM, Status.NOT_READY, 4),
                        tally(EBS, Status.UNKNOWN, 2),
                        tally(SSH, Status.NOT_READY, 1));

        assertThat(card(some).worst(5))
                .containsExactly(new OpenCheck(SSH, 1, 0), new OpenCheck(SSM, 4, 0));
        assertThat(card(some).worst(1)).containsExactly(new OpenCheck(SSH, 1, 0));
    }

    @Test
    void a_waived_check_is_not_the_worst() {
        List<CheckTally> some =
                List.of(tally(SSM, Status.NOT_READY, 4), tally(SSH, Status.NOT_READY, 1));

        assertThat(card(some, waiver("check/ssh-open/web", LATER)).worst(5))
                .containsExactly(new OpenCheck(SSM, 4, 0));
    }

    @Test
    void the_worst_of_a_fleet_is_what_most_workloads_have() {
        Rule other = new Rule("rdp-open", ChecklistRow.SECURITY, Severity.CRITICAL);
        List<WorkloadScorecard> fleet =
                List.of(
                        card(List.of(tally(other, Status.NOT_READY, 9))),
                        card(List.of(tally(SSH, Status.NOT_READY, 1))),
                        card(
                                List.of(
                                        tally(SSH, Status.NOT_READY, 2),
                                        tally(SSM, Status.NOT_READY, 50))));

        assertThat(WorkloadScorecard.worst(fleet, 2))
                .containsExactly(new FleetCheck(SSH, 3, 2), new FleetCheck(other, 9, 1));
    }

    @Test
    void work_is_estimated_for_each_check_that_is_not_ready() {
        Effort effort = new Effort(Map.of(ChecklistRow.SECURITY, 3, ChecklistRow.TESTS, 10));
        WorkloadScorecard card =
                WorkloadScorecard.of(
                        WorkloadTally.of(
                                "web",
                                List.of(
                                        tally(SSH, Status.NOT_READY, 7),
                                        tally(EBS, Status.NOT_READY, 1))),
                        new Decisions(List.of(), Instant.EPOCH),
                        List.of(),
                        Policy.usual().with(effort));

        assertThat(card.row(ChecklistRow.SECURITY).hours()).isEqualTo(6);
        assertThat(card.row(ChecklistRow.TESTS).hours()).isEqualTo(10);
    }

    @Test
    void a_scope_that_is_out_of_date_makes_everything_unknown_but_what_does_not_apply() {
        WorkloadTally old =
                WorkloadTally.of(
                                "web",
                                List.of(
                                        tally(SSH, Status.READY, 2),
                                        tally(SSM, Status.NOT_APPLICABLE, 1)))
                        .unknown();

        assertThat(old.checks().get("ssh-open")).isEqualTo(tally(SSH, Status.UNKNOWN, 2));
        assertThat(old.checks().get("ssm-managed")).isEqualTo(tally(SSM, Status.NOT_APPLICABLE, 1));
    }

    private static Policy asking(Severity security) {
        Levels levels =
                new Levels(
                        new TreeMap<>(
                                Map.of(
                                        "production",
                                        new Level(Map.of(ChecklistRow.SECURITY, security)))));
        return new Policy(levels, AttestedItems.builtIn(), Effort.usual());
    }

    private static List<ChecklistRow> below(Policy policy, CheckTally... tallies) {
        WorkloadScorecard card =
                WorkloadScorecard.of(
                        WorkloadTally.of(
                                "web", List.of(tallies), new TreeMap<>(Map.of("production", 1))),
                        new Decisions(List.of(), NOW),
                        List.of(),
                        policy);
        return Objects.requireNonNull(card.below()).rows();
    }

    @Test
    void a_finding_below_the_severity_does_not_count_against_the_level() {
        CheckTally low = tally(EBS, Status.NOT_READY, 1);

        assertThat(below(asking(Severity.LOW), low)).containsExactly(ChecklistRow.SECURITY);
        assertThat(below(asking(Severity.MEDIUM), low)).isEmpty();
        assertThat(below(asking(Severity.MEDIUM), low, tally(SSH, Status.NOT_READY, 1)))
                .containsExactly(ChecklistRow.SECURITY);
    }

    @Test
    void what_could_not_be_evaluated_counts_against_the_level() {
        assertThat(below(asking(Severity.CRITICAL), tally(SSH, Status.UNKNOWN, 1)))
                .containsExactly(ChecklistRow.SECURITY);
        assertThat(below(asking(Severity.CRITICAL))).containsExactly(ChecklistRow.SECURITY);
    }

    @Test
    void without_a_policy_no_level_is_told() {
        assertThat(card(List.of()).below()).isNull();
    }

    private static RowState withOwnItem(Decision... decisions) {
        AttestedItem own =
                new AttestedItem(
                        "own-rota",
                        ChecklistRow.SECURITY,
                        90,
                        new AttestedItem.Own("Rota", "its address"));
        return WorkloadScorecard.of(
                        WorkloadTally.of("web", List.of(tally(SSH, Status.READY, 1))),
                        new Decisions(List.of(decisions), NOW),
                        List.of(),
                        new Policy(
                                Levels.NONE,
                                AttestedItems.builtIn().plus(List.of(own)),
                                Effort.usual()))
                .row(ChecklistRow.SECURITY)
                .state();
    }

    private static Attestation rota(LocalDate until) {
        return new Attestation(
                new Target.OfItem("own-rota", "web"), "https://a.example", "", "a", until, MADE);
    }

    @Test
    void an_item_of_the_team_is_asked_of_each_workload() {
        assertThat(withOwnItem()).isEqualTo(RowState.UNKNOWN);
        assertThat(withOwnItem(drill(LATER))).isEqualTo(RowState.UNKNOWN);
        assertThat(withOwnItem(rota(LATER))).isEqualTo(RowState.ATTESTED);
        assertThat(withOwnItem(rota(OVER))).isEqualTo(RowState.EXPIRED);
    }

    @Test
    void two_scopes_of_a_workload_add_up() {
        WorkloadTally both =
                WorkloadTally.of("web", List.of(tally(SSH, Status.READY, 2)))
                        .plus(
                                WorkloadTally.of(
                                        "web",
                                        List.of(
                                                tally(SSH, Status.NOT_READY, 1),
                                                tally(EBS, Status.READY, 1))));

        assertThat(both.checks().get("ssh-open"))
                .isEqualTo(
                        new CheckTally(
                                SSH, Map.of(Status.READY, 2, Status.NOT_READY, 1), Map.of()));
        assertThat(both.checks()).containsKey("volume-encrypted");
    }
}
