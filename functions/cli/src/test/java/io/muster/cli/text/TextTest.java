package io.muster.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.text.DisplayWidth;
import io.muster.readiness.text.Nearest;
import io.muster.readiness.text.Wrapping;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {

    @ParameterizedTest
    @CsvSource({
        "web-1, 5",
        "결제, 4",
        "日本, 4",
        "🚀, 2",
        "👨‍👩‍👧‍👦, 2",
        "🇰🇷, 2",
        "❤️, 2",
        "é, 1",
        "ｗ, 2",
        "한, 2",
        "…, 1",
        "'', 0"
    })
    void a_text_is_as_wide_as_a_terminal_draws_it(String text, int columns) {
        assertThat(DisplayWidth.of(text)).isEqualTo(columns);
    }

    @Test
    void what_is_cut_ends_between_characters_and_says_so() {
        assertThat(DisplayWidth.cut("결제-서비스", 6)).isEqualTo("결제-…");
        assertThat(DisplayWidth.cut("결제-서비스", 11)).isEqualTo("결제-서비스");
        assertThat(DisplayWidth.cut("👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3)).isEqualTo("👨‍👩‍👧‍👦…");
        assertThat(DisplayWidth.cut("abc", 0)).isEmpty();
    }

    @Test
    void padding_counts_columns_not_characters() {
        assertThat(DisplayWidth.pad("결제", 6)).isEqualTo("결제  ");
        assertThat(DisplayWidth.padLeft("결제", 6)).isEqualTo("  결제");
        assertThat(DisplayWidth.pad("결제", 3)).isEqualTo("결제");
    }

    @Test
    void nothing_reaches_a_terminal_that_it_would_obey() {
        assertThat(Printable.line("a\u001b[31mb\u009bc\u007fd"))
                .isEqualTo("a\uFFFD[31mb\uFFFDc\uFFFDd");
        assertThat(Printable.line("one\ntwo\tthree\r")).isEqualTo("one two three ");
        assertThat(Printable.lines("one\ntwo\r\n")).isEqualTo("one\ntwo \n");
        assertThat(Printable.line("\u202Etxt.exe\u2066")).isEqualTo("\uFFFDtxt.exe\uFFFD");
        assertThat(Printable.line("\uD83D")).isEqualTo("\uFFFD");
        assertThat(Printable.line("결제 🚀")).isEqualTo("결제 🚀");
    }

    @Test
    void the_nearest_word_is_near() {
        List<String> ids = List.of("imdsv2-required", "volume-encrypted", "volume-attached");

        assertThat(Nearest.to("imdsv2-requird", ids)).contains("imdsv2-required");
        assertThat(Nearest.to("VOLUME_ENCRYPTED", ids)).contains("volume-encrypted");
        assertThat(Nearest.to("imds", ids)).contains("imdsv2-required");
        assertThat(Nearest.to("something-else-altogether", ids)).isEmpty();
        assertThat(Nearest.to("", ids)).isEmpty();
        assertThat(Nearest.to("x".repeat(100_000), ids)).isEmpty();
        assertThat(Nearest.distance("hgih", "high")).isEqualTo(1);
    }

    @Test
    void lines_break_at_spaces_and_words_only_where_they_must() {
        assertThat(Wrapping.wrap("one two three", 7)).containsExactly("one two", "three");
        assertThat(Wrapping.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
        assertThat(Wrapping.wrap("결제 서비스", 4)).containsExactly("결제", "서비", "스");
        assertThat(Wrapping.wrap("", 4)).containsExactly("");
        assertThat(Wrapping.wrap("결", 1)).containsExactly("결");
    }
}
