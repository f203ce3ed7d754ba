package io.muster.readiness.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.TagWaiver.Outcome;
import io.muster.readiness.decision.TagWaiver.Rules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagWaiverTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Map<String, Rule> CHECKS =
            Map.of(
                    "name-tag", new Rule("name-tag", ChecklistRow.DOCUMENTATION, Severity.LOW),
                    "owner-tag", new Rule("owner-tag", ChecklistRow.DOCUMENTATION, Severity.LOW),
                    "runbook-tag",
                            new Rule("runbook-tag", ChecklistRow.DOCUMENTATION, Severity.MEDIUM),
                    "clock", new Rule("clock", ChecklistRow.CONFIGURE, Severity.LOW));

    private static Outcome read(String value, Set<ChecklistRow> rows) {
        return TagWaiver.read(
                value, new Rules(CHECKS, rows, Severity.LOW, Period.ofDays(365), NOW));
    }

    private static Outcome read(String value) {
        return read(value, EnumSet.of(ChecklistRow.DOCUMENTATION));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name-tag,owner-tag until 2027-01-31 replaced in January",
                "  name-tag , owner-tag  until  2027-01-31   replaced in January ",
                "name-tag,owner-tag,name-tag until 2027-01-31 replaced in January"
            })
    void a_tag_names_checks_an_end_and_a_reason(String value) {
        assertThat(read(value))
                .isEqualTo(
                        new Outcome.Accepted(
                                new TagWaiver(
                                        List.of("name-tag", "owner-tag"),
                                        LocalDate.of(2027, 1, 31),
                                        "replaced in January")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true|is not CHECK",
                "name-tag|is not CHECK",
                "name-tag until 2027-01-31|is not CHECK",
                "name-tag until soon because|is not CHECK",
                "until 2027-01-31 because|is not CHECK",
                "Name-Tag until 2027-01-31 because|is not CHECK",
                "name-tag until 2027-02-30 because|is not a date",
                "name-tag until 2027-11-23 because|later than a decision may end",
                "nam-tag until 2027-01-31 because|but there is name-tag",
                "nothing-like-it until 2027-01-31 because|there is no check",
                "clock until 2027-01-31 because|whose checks a tag may not waive",
                "name-tag,runbook-tag until 2027-01-31 because|a tag waives up to Low"
            })
    void a_tag_that_cannot_be_followed_says_why(String value, String why) {
        assertThat(read(value))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why().english()).containsIgnoringCase(why));
    }

    @Test
    void a_tag_that_has_ended_is_valid_and_holds_no_more() {
        assertThat(read("name-tag until 2026-01-31 because")).isInstanceOf(Outcome.Accepted.class);
    }

    @Test
    void without_an_allowed_row_tags_waive_nothing() {
        assertThat(read("name-tag until 2027-01-31 because", Set.of()))
                .isInstanceOf(Outcome.Refused.class);
    }
}
