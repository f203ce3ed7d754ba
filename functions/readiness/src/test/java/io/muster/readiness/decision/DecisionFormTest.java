package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.decision.DecisionForm.Field;
import io.muster.readiness.decision.DecisionForm.Outcome;
import io.muster.readiness.decision.DecisionForm.Problem;
import io.muster.readiness.decision.DecisionForm.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionFormTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Rules RULES =
            new Rules(
                    List.of("imdsv2-required", "ssm-managed"),
                    AttestedItems.builtIn(),
                    Period.ofDays(365),
                    NOW);
    private static final Made MADE = new Made("arn", NOW, new Made.Way.Command());
    private static final Map<Field, String> WAIVER =
            Map.of(
                    Field.TARGET, "check/imdsv2-required/web",
                    Field.REASON, "business-priorities",
                    Field.TEXT, "replaced in March",
                    Field.OWNER, "shop team",
                    Field.UNTIL, "2027-03-31");
    private static final Map<Field, String> ATTESTATION =
            Map.of(
                    Field.TARGET, "item/restore-drill/web",
                    Field.EVIDENCE, "https://wiki.example/drill",
                    Field.OWNER, "shop team");

    private static Outcome decide(Map<Field, String> form) {
        return new DecisionForm(form).decide(RULES, MADE);
    }

    private static Decision accepted(Map<Field, String> form) {
        assertThat(decide(form)).isInstanceOf(Outcome.Accepted.class);
        return ((Outcome.Accepted) decide(form)).decision();
    }

    private static List<Problem> refused(Map<Field, String> form) {
        assertThat(decide(form)).isInstanceOf(Outcome.Refused.class);
        return ((Outcome.Refused) decide(form)).problems();
    }

    private static Map<Field, String> with(Map<Field, String> form, Field field, String value) {
        Map<Field, String> other = new EnumMap<>(form);
        other.put(field, value);
        return other;
    }

    @Test
    void a_waiver_has_reason_text_owner_and_end() {
        assertThat(accepted(WAIVER))
                .isEqualTo(
                        new Waiver(
                                new Target.OfCheck("imdsv2-required", "web"),
                                ReasonCode.BUSINESS_PRIORITIES,
                                "replaced in March",
                                "shop team",
                                LocalDate.of(2027, 3, 31),
                                null,
                                MADE));
    }

    @Test
    void an_attestation_without_an_end_holds_as_long_as_its_item_says() {
        assertThat(accepted(ATTESTATION).until())
                .isEqualTo(
                        LocalDate.of(2026, 11, 22)
                                .plus(
                                        RULES.items()
                                                .byId("restore-drill")
                                                .orElseThrow()
                                                .validity()));
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET, ''",
        "TARGET, web",
        "TARGET, check/imdsv1-required/web",
        "TARGET, imdsv1-required/123456789012/us-east-1/instance/i-0abc",
        "TARGET, row/secruity/web",
        "TARGET, cause/denied/web",
        "REASON, ''",
        "REASON, later",
        "TEXT, '  '",
        "OWNER, ''",
        "EVIDENCE, https://wiki.example/x",
        "UNTIL, ''",
        "UNTIL, soon",
        "UNTIL, 2027-02-30",
        "UNTIL, 2026-11-21",
        "UNTIL, 2027-11-23"
    })
    void a_waiver_is_refused_for_one_field(Field field, String value) {
        assertThat(refused(with(WAIVER, field, value)))
                .extracting(Problem::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-22", "2027-11-22"})
    void an_end_may_be_today_and_the_last_day_allowed(String until) {
        assertThat(accepted(with(WAIVER, Field.UNTIL, until)).until()).isEqualTo(until);
    }

    @ParameterizedTest
    @CsvSource({
        "TARGET, item/restore-dril/web",
        "EVIDENCE, ''",
        "EVIDENCE, on my desk",
        "EVIDENCE, javascript:alert(1)",
        "EVIDENCE, https://user:secret@wiki.example/",
        "EVIDENCE, https://",
        "REASON, OTHER"
    })
    void an_attestation_is_refused_for_one_field(Field field, String value) {
        assertThat(refused(with(ATTESTATION, field, value)))
                .extracting(Problem::field)
                .containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource({
        "check/imdsv2-requird/web, Did you mean imdsv2-required?",
        "row/secruity/web, Did you mean security?",
        "item/restore-dril/web, Did you mean restore-drill?",
        "cause/guest-unmanged/web, Did you mean guest-unmanaged?"
    })
    void an_unknown_word_is_answered_with_the_nearest(String target, String next) {
        assertThat(refused(with(WAIVER, Field.TARGET, target)).getFirst().next().english())
                .isEqualTo(next);
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        assertThat(refused(Map.of(Field.TARGET, "row/security/web")))
                .extracting(Problem::field)
                .containsExactly(Field.OWNER, Field.REASON, Field.TEXT, Field.UNTIL);
    }

    @Test
    void a_text_keeps_to_one_line_and_its_length() {
        Waiver waiver = (Waiver) accepted(with(WAIVER, Field.TEXT, "two\nlines\u202e"));

        assertThat(waiver.text()).isEqualTo("two lines");
        assertThat(refused(with(WAIVER, Field.TEXT, "x".repeat(DecisionForm.MAX_TEXT + 1))))
                .extracting(Problem::field)
                .containsExactly(Field.TEXT);
    }

    @Test
    void a_decision_gives_the_form_it_was_made_of() {
        assertThat(new DecisionForm(with(WAIVER, Field.REASON, "BUSINESS_PRIORITIES")))
                .isEqualTo(DecisionForm.of(accepted(WAIVER)));
    }

    @Test
    void a_form_gave_the_decision_that_says_the_same() {
        assertThat(new DecisionForm(WAIVER).gave(accepted(WAIVER))).isTrue();
        assertThat(new DecisionForm(WAIVER).gave(accepted(with(WAIVER, Field.OWNER, "b"))))
                .isFalse();
        assertThat(new DecisionForm(WAIVER).gave(accepted(ATTESTATION))).isFalse();
    }

    @Test
    void an_end_that_was_not_given_is_as_it_was_reckoned() {
        Map<Field, String> open = new EnumMap<>(ATTESTATION);
        open.remove(Field.UNTIL);

        assertThat(new DecisionForm(open).gave(accepted(open))).isTrue();
    }
}
