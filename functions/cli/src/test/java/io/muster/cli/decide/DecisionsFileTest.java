package io.muster.cli.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.cli.decide.DecisionsFile.Line;
import io.muster.cli.session.CommandFailure;
import io.muster.cli.yaml.Fault;
import io.muster.cli.yaml.Place;
import io.muster.readiness.decision.DecisionForm.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsFileTest {

    @TempDir private Path folder;

    private DecisionsFile read(String text) throws IOException {
        Path file = folder.resolve("decisions.yaml");
        Files.writeString(file, text);
        return DecisionsFile.read(file);
    }

    @Test
    void a_decision_has_its_fields_and_each_its_place() throws IOException {
        DecisionsFile file =
                read(
                        """
                        # reviewed by the shop team
                        decisions:
                          - target: check/imdsv2-required/shop
                            reason: other
                            text: >
                              replaced
                              in March
                            owner: shop team
                            until: 2027-03-31
                        """);

        assertThat(file.faults()).isEmpty();
        Line line = file.lines().getFirst();
        assertThat(line.form().fields())
                .containsEntry(Field.TARGET, "check/imdsv2-required/shop")
                .containsEntry(Field.REASON, "OTHER")
                .containsEntry(Field.TEXT, "replaced in March")
                .containsEntry(Field.UNTIL, "2027-03-31");
        assertThat(line.place()).isEqualTo(new Place(3, 5));
        assertThat(line.of(Field.UNTIL)).isEqualTo(new Place(9, 12));
        assertThat(line.of(Field.EVIDENCE)).isEqualTo(new Place(3, 5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "decisions:", "decisions: []", "decisions: null"})
    void a_file_without_decisions_has_none(String text) throws IOException {
        assertThat(read(text).lines()).isEmpty();
        assertThat(read(text).faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decisions: [|2|1|not YAML",
                "- a|1|1|a list is expected",
                "decisions: soon|1|12|a list is expected",
                "decision: []|1|1|is not known here",
                "decisions:\\n  - soon|2|5|a decision with its fields",
                "decisions:\\n  - targt: a|2|5|there is no field 'targt'",
                "decisions:\\n  - text: [a]|2|11|text is not a text",
                "decisions:\\n  - text: a\\n    text: b|3|5|text stands twice",
                "decisions:\\n  - target: a\\n  - target: a|3|13|a is already decided in line 2",
                "decisions:\\n\\t- a|2|1|not YAML"
            })
    void a_fault_has_its_line_and_column(String text, int line, int column, String what)
            throws IOException {
        List<Fault> faults = read(text.replace("\\n", "\n").replace("\\t", "\t") + "\n").faults();

        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst().place()).isEqualTo(new Place(line, column));
        assertThat(faults.getFirst().what().english()).contains(what);
    }

    @Test
    void a_fault_leaves_the_other_lines_to_be_read() throws IOException {
        DecisionsFile file = read("decisions:\n  - target: a\n  - 1\n  - target: b\n");

        assertThat(file.lines()).hasSize(2);
        assertThat(file.faults()).hasSize(1);
    }

    @Test
    void a_misspelt_field_is_answered_with_the_nearest() throws IOException {
        assertThat(read("decisions: [{ownr: a}]").faults().getFirst().next().english())
                .isEqualTo("Did you mean owner?");
    }

    @Test
    void a_file_of_ten_thousand_decisions_is_read() throws IOException {
        StringBuilder text = new StringBuilder("decisions:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append(
                    """
                      - target: check/imdsv2-required/shop-%d
                        reason: OTHER
                        text: replaced in March by the new stack of the shop team
                        owner: shop team
                        until: 2027-03-31
                    """
                            .formatted(i));
        }

        DecisionsFile file = read(text.toString());

        assertThat(file.faults()).isEmpty();
        assertThat(file.lines()).hasSize(10_000);
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        CommandFailure failure =
                catchThrowableOfType(
                        CommandFailure.class, () -> DecisionsFile.read(folder.resolve("no.yaml")));

        assertThat(failure.whatIsWrong().english()).contains("no.yaml", "NoSuchFileException");
    }

    /** Each alias stands for ten of the one before: a billion texts, were they all made. */
    @Test
    void aliases_that_multiply_are_no_decisions() throws IOException {
        StringBuilder text = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n");
        for (int i = 1; i < 9; i++) {
            String alias = "*a" + (i - 1);
            text.append("a%d: &a%d [%s]\n".formatted(i, i, (alias + ",").repeat(9) + alias));
        }

        assertThat(read(text.append("decisions: *a8\n").toString()).lines()).isEmpty();
    }
}
