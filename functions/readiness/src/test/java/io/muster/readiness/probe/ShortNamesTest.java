package io.muster.readiness.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortNamesTest {

    @Test
    void a_function_of_two_words_has_a_short_name_wherever_it_is_called() {
        assertThat(
                        ShortNames.of(
                                """
                                say_hello() {
                                echo hello
                                }
                                main() {
                                x=$(say_hello) || say_hello; say_hello
                                }
                                """))
                .isEqualTo(
                        """
                        _a() {
                        echo hello
                        }
                        main() {
                        x=$(_a) || _a; _a
                        }
                        """);
    }

    @Test
    void many_functions_have_names_of_their_own() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            script.append("f_").append(i).append("() {\n");
        }
        assertThat(ShortNames.of(script.toString()).lines()).hasSize(100).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cat /tmp/say_hello", "echo $say_hello", "say_hello.txt"})
    void a_name_that_is_part_of_something_else_is_refused(String line) {
        assertThatThrownBy(() -> ShortNames.of("say_hello() {\n" + line + "\n}\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("say_hello");
    }

    @Test
    void a_longer_name_that_holds_it_stays() {
        assertThat(ShortNames.of("say_a() {\n}\nsay_a_b() {\n}\n"))
                .isEqualTo("_a() {\n}\n_b() {\n}\n");
    }
}
