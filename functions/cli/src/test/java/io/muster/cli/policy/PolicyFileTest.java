package io.muster.cli.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.cli.yaml.Fault;
import io.muster.cli.yaml.Place;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.AttestedItem;
import io.muster.readiness.scorecard.Level;
import io.muster.readiness.scorecard.Policy;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyFileTest {

    private static Policy policy(String text) {
        PolicyFile file = PolicyFile.of(text);
        assertThat(file.faults()).isEmpty();
        return file.policy();
    }

    private static Level level(Policy policy, String environment) {
        return Objects.requireNonNull(policy.levels().byEnvironment().get(environment));
    }

    @Test
    void an_environment_asks_for_rows_from_a_severity_on() {
        Policy policy = policy("environments: {test: {security: high, tests: LOW}}");

        assertThat(level(policy, "test").required())
                .containsOnlyKeys(ChecklistRow.SECURITY, ChecklistRow.TESTS)
                .containsEntry(ChecklistRow.SECURITY, Severity.HIGH);
    }

    @Test
    void all_stands_for_the_rows_that_are_not_named() {
        Policy policy = policy("environments: {prod: {security: LOW, all: MEDIUM}}");

        assertThat(level(policy, "prod").required())
                .hasSize(ChecklistRow.values().length)
                .containsEntry(ChecklistRow.SECURITY, Severity.LOW)
                .containsEntry(ChecklistRow.LOGS, Severity.MEDIUM);
    }

    @Test
    void an_item_of_the_team_is_one_among_those_of_muster() {
        Policy policy =
                policy(
                        """
                        items:
                          - id: own-rota
                            row: documentation
                            title: Rota
                            evidence: its address
                            days: 90
                        """);

        assertThat(policy.items().ids()).contains("restore-drill", "own-rota");
        assertThat(policy.items().ownOf(ChecklistRow.DOCUMENTATION))
                .containsExactly(
                        new AttestedItem(
                                "own-rota",
                                ChecklistRow.DOCUMENTATION,
                                90,
                                new AttestedItem.Own("Rota", "its address")));
    }

    @Test
    void hours_are_those_of_the_file_and_else_the_usual() {
        Policy policy = policy("effort: {tests: 7}");

        assertThat(policy.effort().of(ChecklistRow.TESTS)).isEqualTo(7);
        assertThat(policy.effort().of(ChecklistRow.DEPLOY)).isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "environments:", "items: []", "effort: {}", "null"})
    void a_file_without_anything_sets_nothing(String text) {
        assertThat(policy(text)).isEqualTo(Policy.usual());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "environments: [|2|1|not YAML",
                "- a|1|1|names with values",
                "environment: {}|1|1|Did you mean environments?",
                "environments: {a: {secruity: LOW}}|1|20|Did you mean security?",
                "environments: {a: {security: HIHG}}|1|30|Did you mean HIGH?",
                "environments:\\n  a: {}\\n  a: {}|3|3|a already stands in line 2",
                "environments: {a: {}, ' a': {}}|1|23|a is named twice",
                "environments: {a: soon}|1|19|names with values",
                "effort: {tests: many}|1|17|whole number from 0 to 10000",
                "effort: {tets: 1}|1|10|Did you mean tests?",
                "items: soon|1|8|a list of items",
                "items: [{id: own-a, row: tests}]|1|9|title is missing",
                "items: [{id: own-a, raw: tests}]|1|21|Did you mean row?",
                "items: [{id: a, row: tests, title: a, evidence: b, days: 1}]|1|14|own- followed by",
                "items: [{id: own-a, row: tests, title: a, evidence: b, days: 0}]|1|62|from 1 to 3650"
            })
    void a_fault_has_its_line_and_column(String text, int line, int column, String said) {
        List<Fault> faults = PolicyFile.of(text.replace("\\n", "\n") + "\n").faults();

        assertThat(faults.getFirst().place()).isEqualTo(new Place(line, column));
        assertThat(faults.getFirst().what().english() + ". " + faults.getFirst().next().english())
                .contains(said);
    }

    @Test
    void all_faults_are_told_at_once() {
        assertThat(PolicyFile.of("effort: {tets: 1, losg: 2}\nitem: []\n").faults()).hasSize(3);
    }

    @Test
    void two_items_of_one_id_are_a_fault() {
        String item = "  - {id: own-a, row: tests, title: a, evidence: b, days: 1}\n";

        assertThat(PolicyFile.of("items:\n" + item + item).faults())
                .singleElement()
                .extracting(Fault::place)
                .isEqualTo(new Place(3, 10));
    }
}
