package io.muster.readiness.finding;

import static io.muster.readiness.fixture.Facts.NOW;
import static io.muster.readiness.fixture.Facts.SCOPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Spread.Share;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityRuleTest {

    private static final Instant OLD = NOW.minus(Duration.ofDays(90));
    private static final Spread SPREAD =
            new Spread(new TreeMap<>(Map.of("age", 12)), new TreeSet<>());

    @Test
    void what_is_open_for_ninety_days_is_one_step_higher() {
        assertThat(byDefault(Spread.NONE).raise(finding(Severity.LOW), Course.since(OLD)))
                .isEqualTo(new Raise(Severity.LOW, Raise.Reason.AGE, OLD, 0));
    }

    @Test
    void what_is_younger_is_as_its_check_says() {
        assertThat(
                        byDefault(Spread.NONE)
                                .raise(finding(Severity.LOW), Course.since(OLD.plusMillis(1))))
                .isNull();
    }

    @Test
    void what_has_spread_is_one_step_higher() {
        assertThat(byDefault(SPREAD).raise(finding(Severity.MEDIUM), Course.since(NOW)))
                .isEqualTo(new Raise(Severity.MEDIUM, Raise.Reason.SPREAD, NOW, 12));
    }

    @ParameterizedTest
    @CsvSource({"HIGH", "CRITICAL"})
    void nothing_is_raised_above_high(Severity severity) {
        assertThat(byDefault(SPREAD).raise(finding(severity), Course.since(OLD))).isNull();
    }

    @Test
    void what_is_old_and_has_spread_is_raised_once() {
        Raise raise = byDefault(SPREAD).raise(finding(Severity.LOW), Course.since(OLD));
        assertThat(Objects.requireNonNull(raise).to()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void what_was_raised_stays_so_while_the_share_moves() {
        Raise before = new Raise(Severity.LOW, Raise.Reason.SPREAD, OLD, 15);
        assertThat(
                        byDefault(Spread.NONE)
                                .raise(finding(Severity.LOW), new Course(NOW, null, null, before)))
                .isEqualTo(before);
    }

    @Test
    void a_check_that_is_more_severe_now_is_asked_again() {
        Raise before = new Raise(Severity.LOW, Raise.Reason.SPREAD, OLD, 15);
        assertThat(
                        byDefault(Spread.NONE)
                                .raise(
                                        finding(Severity.MEDIUM),
                                        new Course(NOW, null, null, before)))
                .isNull();
    }

    @Test
    void what_is_unknown_is_not_raised() {
        assertThat(
                        byDefault(SPREAD)
                                .raise(finding(Severity.LOW, Status.UNKNOWN), Course.since(OLD)))
                .isNull();
    }

    @Test
    void both_can_be_switched_off_also_for_what_was_raised() {
        SeverityRule off =
                SeverityRule.of(
                        Thresholds.from(
                                Map.of(
                                        "MUSTER_SEVERITY_RAISED_DAYS",
                                        "0",
                                        "MUSTER_SEVERITY_RAISED_PERCENT",
                                        "0")),
                        SPREAD);
        for (Raise.Reason reason : Raise.Reason.values()) {
            Raise before = new Raise(Severity.LOW, reason, OLD, 15);
            assertThat(off.raise(finding(Severity.LOW), new Course(OLD, null, null, before)))
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "9, 9, 50, false",
        "10, 5, 50, true",
        "10, 4, 50, false",
        "11, 5, 50, false",
        "10, 1, 1, true",
        "10, 10, 0, false"
    })
    void a_check_spreads_to_a_share_of_ten_workloads(
            int all, int notReady, int percent, boolean spreads) {
        Spread before = new Spread(new TreeMap<>(), new TreeSet<>(Set.of("age")));
        assertThat(
                        before.after(Map.of("age", new Share(all, notReady)), percent)
                                .workloads()
                                .containsKey("age"))
                .isEqualTo(spreads);
    }

    @Test
    void what_is_everywhere_at_the_first_look_has_not_spread() {
        Map<String, Share> everywhere = Map.of("age", new Share(20, 20));
        Spread first = Spread.NONE.after(everywhere, 50);
        assertThat(first.after(everywhere, 50)).isEqualTo(Spread.NONE);
    }

    @Test
    void what_falls_below_the_share_can_spread_again() {
        Map<String, Share> much = Map.of("age", new Share(20, 15));
        Map<String, Share> little = Map.of("age", new Share(20, 5));
        Spread below = Spread.NONE.after(much, 50).after(little, 50);
        assertThat(below.workloads()).isEmpty();
        Spread spread = below.after(much, 50);
        assertThat(spread.workloads()).containsExactly(Map.entry("age", 15));
        assertThat(spread.after(little, 50)).isEqualTo(below);
    }

    @Test
    void too_few_answers_leave_what_was_known() {
        assertThat(SPREAD.after(Map.of("age", new Share(3, 0)), 50)).isEqualTo(SPREAD);
    }

    private static SeverityRule byDefault(Spread spread) {
        return SeverityRule.of(Thresholds.defaults(), spread);
    }

    private static Finding finding(Severity severity) {
        return finding(severity, Status.NOT_READY);
    }

    private static Finding finding(Severity severity, Status status) {
        return new Finding(
                SCOPE,
                new ResourceRef(ResourceType.INSTANCE, "i-0abc", null),
                new Rule("age", ChecklistRow.INSTALL, severity),
                "web",
                Message.literal("Instances should be young"),
                new Finding.Answer(status, "young", "old", List.of()),
                Instructions.NONE,
                NOW);
    }
}
