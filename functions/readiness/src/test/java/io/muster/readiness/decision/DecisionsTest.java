package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionsTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final LocalDate LATER = LocalDate.of(2027, 3, 31);
    private static final String ID = "imdsv2-required/123456789012/us-east-1/instance/i-0abc";
    private static final Rule RULE =
            new Rule("imdsv2-required", ChecklistRow.CONFIGURE, Severity.HIGH);
    private static final Rule SSM =
            new Rule("ssm-managed", ChecklistRow.CONFIGURE, Severity.MEDIUM);
    private static final Message OPTIONAL = Message.of("imdsv2-required.optional");

    private static Waiver waiver(String target, LocalDate until, Instant at) {
        return new Waiver(
                Target.parse(target).orElseThrow(),
                ReasonCode.OTHER,
                "why",
                "team",
                until,
                target.equals(ID) ? new WaivedFinding("web", Said.of(OPTIONAL)) : null,
                new Made("arn:aws:iam::123456789012:user/a", at, new Made.Way.Command()));
    }

    private static Attestation attestation(LocalDate until) {
        return new Attestation(
                new Target.OfItem("restore-drill", "web"),
                "https://wiki.example/drill",
                "",
                "team",
                until,
                new Made("arn:aws:iam::123456789012:user/a", NOW, new Made.Way.Command()));
    }

    private static Decisions at(Instant now, Decision... all) {
        return new Decisions(List.of(all), now);
    }

    private static @Nullable Waiver of(Decisions decisions, Rule rule, String workload) {
        return decisions
                .waiver(
                        ID.replace("imdsv2-required", rule.id()),
                        rule,
                        false,
                        workload,
                        () -> OPTIONAL)
                .orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        ID + ", web, true",
        ID + ", , true",
        "check/imdsv2-required/web, web, true",
        "check/imdsv2-required/web, batch, false",
        "check/imdsv2-required/web, , false",
        "check/ssm-managed/web, web, false",
        "row/configure/web, web, true",
        "row/security/web, web, false",
        "cause/guest-unmanaged/web, web, false",
        "imdsv2-required/123456789012/us-east-1/instance/i-0abcd, web, false"
    })
    void a_waiver_covers_what_its_target_names(String target, String workload, boolean covered) {
        assertThat(of(at(NOW, waiver(target, LATER, NOW)), RULE, workload) != null)
                .isEqualTo(covered);
    }

    @Test
    void a_waived_cause_covers_the_finding_that_tells_it() {
        Decisions decisions = at(NOW, waiver("cause/guest-unmanaged/web", LATER, NOW));

        assertThat(of(decisions, SSM, "web")).isNotNull();
        assertThat(of(decisions, SSM, "batch")).isNull();
    }

    @Test
    void a_waiver_holds_to_the_end_of_its_last_day_in_utc() {
        Waiver waiver = waiver(ID, LocalDate.of(2026, 11, 30), NOW);
        Instant end = Instant.parse("2026-12-01T00:00:00Z");

        assertThat(of(at(end.minusMillis(1), waiver), RULE, "web")).isNotNull();
        assertThat(of(at(end, waiver), RULE, "web")).isNull();
    }

    @Test
    void a_waiver_is_said_to_be_ending_for_its_last_fourteen_days() {
        Waiver waiver = waiver(ID, LocalDate.of(2026, 11, 30), NOW);
        Instant notice = Instant.parse("2026-11-17T00:00:00Z");

        assertThat(at(notice.minusMillis(1), waiver).standing(waiver)).isEqualTo(Standing.IN_FORCE);
        assertThat(at(notice, waiver).standing(waiver)).isEqualTo(Standing.ENDING);
        assertThat(at(waiver.end(), waiver).standing(waiver)).isEqualTo(Standing.EXPIRED);
    }

    @Test
    void a_waived_finding_comes_back_when_it_says_something_else() {
        Waiver waiver = waiver(ID, LATER, NOW);
        Decisions decisions = at(NOW, waiver);
        Message other = Message.of("imdsv2-required.hops").with("hops", 3);

        assertThat(decisions.waiver(ID, RULE, false, "web", () -> other)).isEmpty();
        assertThat(decisions.standing(waiver, other)).isEqualTo(Standing.CHANGED);
    }

    @Test
    void a_check_stays_waived_whatever_its_findings_say() {
        Decisions decisions = at(NOW, waiver("check/imdsv2-required/web", LATER, NOW));

        assertThat(
                        decisions.waiver(
                                ID, RULE, false, "web", () -> Message.of("imdsv2-required.hops")))
                .isPresent();
    }

    @Test
    void the_newest_of_several_that_hold_counts() {
        Waiver older = waiver(ID, LATER, NOW);
        Waiver newer = waiver("row/configure/web", LATER, NOW.plusSeconds(1));
        Waiver newest =
                waiver("check/imdsv2-required/web", LocalDate.of(2026, 11, 1), NOW.plusSeconds(2));

        assertThat(of(at(NOW, older, newer, newest), RULE, "web")).isEqualTo(newer);
    }

    @Test
    void of_two_about_one_target_the_newer_counts_in_whatever_order() {
        Waiver older = waiver(ID, LATER, NOW);
        Waiver newer = waiver(ID, LATER.plusDays(1), NOW.plus(Duration.ofDays(1)));

        assertThat(at(NOW, older, newer).all()).containsExactly(newer);
        assertThat(at(NOW, newer, older).all()).containsExactly(newer);
    }

    @Test
    void a_workload_has_its_decisions_and_those_about_its_findings() {
        Waiver finding = waiver(ID, LATER, NOW);
        Waiver row = waiver("row/security/batch", LATER, NOW);
        Decisions decisions = at(NOW, finding, row, attestation(LATER));

        assertThat(decisions.of("web")).containsExactlyInAnyOrder(finding, attestation(LATER));
        assertThat(decisions.of("batch")).containsExactly(row);
        assertThat(decisions.of("none")).isEmpty();
    }

    @Test
    void an_attestation_waives_no_finding() {
        Decisions decisions = at(NOW, attestation(LATER));

        assertThat(of(decisions, RULE, "web")).isNull();
    }

    @Test
    void a_missing_section_that_is_waived_hides_no_guest_that_stops_answering() {
        Rule inspected = new Rule("guest-inspected", ChecklistRow.INSTALL, Severity.HIGH);
        Decisions partial = at(NOW, waiver("cause/guest-partial/web", LATER, NOW));
        Decisions silent = at(NOW, waiver("cause/guest-silent/web", LATER, NOW));

        assertThat(partial.waiver(ID, inspected, true, "web", () -> OPTIONAL)).isPresent();
        assertThat(partial.waiver(ID, inspected, false, "web", () -> OPTIONAL)).isEmpty();
        assertThat(silent.waiver(ID, inspected, false, "web", () -> OPTIONAL)).isPresent();
        assertThat(silent.waiver(ID, inspected, true, "web", () -> OPTIONAL)).isEmpty();
    }
}
