package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlternativeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Out of memory: Kill(?:ed)? process \\d+~out of memory: kill~out of memory: kill(?:ed)? process \\d+",
                "(?:I/O|critical (?:a|b)) error, dev \\S+~ error, dev ~(?:i/o|critical (?:a|b)) error, dev \\S+",
                "cron[d]?\\[\\d+\\]: \\([^)]{1,64}\\) ERROR~) error~cron[d]?\\[\\d+\\]: \\([^)]{1,64}\\) error",
                "abcx?de{0,2}fghi+j~fghi~abcx?de{0,2}fghi+j"
            })
    void an_alternative_has_the_longest_words_that_it_spells_out(
            String pattern, String words, String lower) {
        List<Alternative> alternatives = Alternative.of(Pattern.compile(pattern));

        assertThat(alternatives).hasSize(1);
        assertThat(alternatives.getFirst().words().strip()).isEqualTo(words.strip());
        assertThat(alternatives.getFirst().pattern().pattern()).isEqualTo(lower);
    }

    @Test
    void alternatives_of_a_group_are_one() {
        assertThat(Alternative.of(Pattern.compile("a(?:b|c)[|]d|\\|e|f")))
                .extracting(each -> each.pattern().pattern())
                .containsExactly("a(?:b|c)[|]d", "\\|e", "f");
    }

    static Stream<Signature> all() {
        return Signatures.all().stream();
    }

    @ParameterizedTest
    @MethodSource("all")
    void what_a_pattern_finds_one_of_its_alternatives_finds(Signature signature) {
        for (String sample : PatternSamples.of(signature.pattern().pattern())) {
            String lower = Alternative.lower(sample);
            assertThat(Alternative.of(signature.pattern()))
                    .as(sample)
                    .anyMatch(
                            each ->
                                    lower.contains(each.words())
                                            && each.pattern().matcher(lower).find());
        }
    }

    @Test
    void lower_case_has_the_same_length() {
        String text = "ABC İ ẞ É";

        assertThat(Alternative.lower(text)).isEqualTo("abc İ ẞ É").hasSameSizeAs(text);
        assertThat(text.toLowerCase(Locale.ROOT)).isNotEqualTo(Alternative.lower(text));
    }
}
