package io.muster.readiness.checklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RemedyTest {

    @Test
    void an_id_is_filled_in_as_it_is() {
        assertThat(new Remedy("aws ec2 stop {id}").fill(Map.of("id", "i-0abc")))
                .isEqualTo("aws ec2 stop i-0abc");
    }

    @Test
    void what_a_shell_would_read_is_quoted() {
        assertThat(new Remedy("aws x {group}").fill(Map.of("group", "a'; rm -rf $HOME `id`")))
                .isEqualTo("aws x 'a'\\''; rm -rf $HOME `id`'");
    }

    @Test
    void a_line_break_cannot_start_a_command_of_its_own() {
        assertThat(new Remedy("# in {group}").fill(Map.of("group", "a\nrm -rf x")))
                .isEqualTo("# in 'a rm -rf x'");
    }

    @Test
    void a_value_that_looks_like_an_option_stays_a_value_of_its_option() {
        assertThat(new Remedy("aws x --group={group}").fill(Map.of("group", "")))
                .isEqualTo("aws x --group=''");
    }

    @Test
    void a_place_without_a_value_is_left_to_see() {
        assertThat(new Remedy("aws x {group}").fill(Map.of())).isEqualTo("aws x {group}");
    }

    @Test
    void a_value_is_not_read_for_places_again() {
        assertThat(new Remedy("aws x {a}").fill(Map.of("a", "{b}", "b", "no")))
                .isEqualTo("aws x '{b}'");
    }

    @Test
    void prose_that_a_shell_would_run_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Remedy("Stop the instance."))
                .withMessageContaining("shell comment");
    }

    @Test
    void its_places_are_known() {
        assertThat(new Remedy("aws x {group} {id} {group}").places())
                .containsExactly("group", "id");
    }
}
