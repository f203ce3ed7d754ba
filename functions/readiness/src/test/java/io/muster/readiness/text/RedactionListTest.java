package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.readiness.text.RedactionList.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionListTest {

    private static final Path PROBE =
            Path.of("src/main/resources/io/muster/readiness/probe/probe.sh");
    private static final String BEGIN = "made of redaction.list by RedactionListTest\n";
    private static final String END = "        # to here\n";

    @Test
    void the_probe_looks_for_the_patterns_of_the_list() throws IOException {
        String script = Files.readString(PROBE);
        int from = script.indexOf(BEGIN) + BEGIN.length();
        String made =
                script.substring(0, from)
                        + Redaction.awk()
                        + script.substring(script.indexOf(END, from));
        if (Boolean.getBoolean("muster.docs.write")) {
            Files.writeString(PROBE, made);
            script = made;
        }
        assertThat(script)
                .as(
                        "probe.sh has not the words of redaction.list. Write them again with: mvn test"
                                + " -pl functions/readiness -am -Dtest=RedactionListTest"
                                + " -Dsurefire.failIfNoSpecifiedTests=false -Dmuster.docs.write=true")
                .isEqualTo(made);
    }

    @Test
    void every_kind_has_words_and_none_twice() {
        for (Kind kind : Kind.values()) {
            List<String> words = RedactionList.current().words(kind);
            assertThat(words).as(kind.name()).isNotEmpty().doesNotHaveDuplicates();
        }
    }

    @Test
    void what_is_folded_holds_no_capitals() {
        assertThat(
                        Stream.of(Kind.NAME, Kind.WORD, Kind.ENDING, Kind.SCHEME, Kind.FAILED)
                                .flatMap(kind -> RedactionList.current().words(kind).stream()))
                .allMatch(word -> word.chars().noneMatch(Character::isUpperCase));
    }

    @Test
    void a_sign_of_a_pattern_stands_for_itself() {
        RedactionList list = RedactionList.of("prefix a.b/c\n\n# x\nprefix d-e\n");

        assertThat(list.alternatives(Kind.PREFIX)).isEqualTo("a[.]b\\/c|d-e");
    }

    @Test
    void what_words_begin_with_stands_once() {
        RedactionList list =
                RedactionList.of(
                        """
                        name password
                        name passwd
                        name pwd
                        name key
                        name keys
                        """);

        assertThat(list.alternatives(Kind.NAME)).isEqualTo("p(assw(ord|d)|wd)|key(s)?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prefix", "prefix ", "prefix a*b", "prefix a|b", "prefix a'b", "other x"})
    void a_line_that_is_no_kind_and_word_is_refused(String line) {
        assertThatThrownBy(() -> RedactionList.of(line))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
