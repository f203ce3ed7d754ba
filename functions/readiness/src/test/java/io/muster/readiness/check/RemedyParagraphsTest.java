package io.muster.readiness.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.checklist.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RemedyParagraphsTest {

    private static final Remedy GROUPS =
            new Remedy(
                    """
                    # look
                    aws look {id}

                    # grow
                    aws grow {id} {group}

                    # wake
                    aws wake {sleeper}
                    """);

    @Test
    void a_value_that_starts_like_an_option_or_a_zsh_path_is_quoted() {
        assertThat(new Remedy("aws x {id}").fill(Map.of("id", "=ls"))).isEqualTo("aws x '=ls'");
        assertThat(new Remedy("aws x {id}").fill(Map.of("id", "--yes"))).isEqualTo("aws x '--yes'");
    }

    @Test
    void a_paragraph_that_nothing_fills_is_left_out() {
        assertThat(GROUPS.fill(Map.of("id", "i-1"))).isEqualTo("# look\naws look i-1\n");
    }

    @Test
    void every_step_fills_the_paragraphs_that_it_has_values_for() {
        List<Map<String, String>> steps =
                List.of(Map.of("group", "a"), Map.of("sleeper", "b"), Map.of("group", "c"));
        assertThat(GROUPS.fill(Map.of("id", "i-1"), steps).english())
                .isEqualTo(
                        """
                        # look
                        aws look i-1

                        # grow
                        aws grow i-1 a

                        # grow
                        aws grow i-1 c

                        # wake
                        aws wake b
                        """);
    }

    @Test
    void two_steps_that_say_the_same_are_said_once() {
        List<Map<String, String>> twice = List.of(Map.of("sleeper", "b"), Map.of("sleeper", "b"));
        assertThat(GROUPS.fill(Map.of(), twice).english()).isEqualTo("# wake\naws wake b\n");
    }

    @Test
    void a_remedy_that_nothing_fills_stands_as_it_is_so_that_the_defect_shows() {
        assertThat(new Remedy("aws x {group}").fill(Map.of())).isEqualTo("aws x {group}");
    }

    @Test
    void a_shell_variable_is_no_place() {
        assertThat(new Remedy("aws x \"${OWNER:?say who}\" '{\"a\":{\"b\":1}}' {id}").places())
                .containsExactly("id");
    }
}
