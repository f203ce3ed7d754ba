package io.muster.readiness.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UntrustedTest {

    private static final int MAX = 100;

    @Test
    void every_character_that_acts_is_an_escape_in_a_fact_and_no_two_share_one() {
        Set<String> facts = new HashSet<>();
        acting().forEach(
                        point -> {
                            String fact =
                                    Untrusted.fact("a" + Character.toString(point) + "b", MAX);
                            assertThat(fact).matches("a\\\\(x[0-9a-f]{2}|u\\{[0-9a-f]+})b");
                            assertThat(facts.add(fact)).as(fact).isTrue();
                        });
        assertThat(facts).hasSizeGreaterThan(2_048 + 65 + 160);
    }

    @Test
    void every_character_that_acts_is_a_blank_in_a_message() {
        acting().forEach(
                        point -> {
                            String twice = Character.toString(point) + "\n";
                            assertThat(Untrusted.line("a" + twice + "b" + twice, MAX))
                                    .as("%x", point)
                                    .isEqualTo("a b ");
                        });
    }

    @Test
    void every_other_character_passes_unchanged() {
        Set<Integer> acting = new HashSet<>(acting().boxed().toList());
        IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> !acting.contains(point) && !free(point))
                .forEach(
                        point -> {
                            String text = "a" + Character.toString(point) + "b";
                            assertThat(Untrusted.fact(text, MAX)).isSameAs(text);
                        });
    }

    /** Unicode keeps these for further invisible characters; every other free one passes. */
    private static boolean free(int point) {
        return Character.getType(point) == Character.UNASSIGNED
                && (point == 0x2065
                        || (point >= 0xFFF0 && point <= 0xFFF8)
                        || (point >= 0xE0000 && point <= 0xE0FFF));
    }

    @Test
    void what_unicode_keeps_for_more_invisible_characters_is_an_escape() {
        assertThat(Untrusted.fact("\u2065\uFFF0\uDB40\uDC00\uDB40\uDFFF", MAX))
                .isEqualTo("\\u{2065}\\u{fff0}\\u{e0000}\\u{e03ff}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "web-1 \\ 'q' \"r\" $(id) <b>",
                "결제-서비스 🚀",
                "日本語",
                "می\u200Cخواهم", // Persian
                "क्\u200Dष", // Hindi
                "ක්\u200Dෂ", // Sinhala
                "ന്\u200D", // Malayalam, at the end of a word
                "👨‍👩‍👧‍👦 🏳️‍🌈 👩🏽‍💻 ❤️",
                "🇰🇷 \uE0B0 e\u0301"
            })
    void ordinary_text_passes_unchanged(String text) {
        assertThat(Untrusted.fact(text, MAX)).isEqualTo(text);
        assertThat(Untrusted.line(text, MAX)).isEqualTo(text);
    }

    @Test
    void a_joiner_passes_only_where_writing_needs_it() {
        assertThat(Untrusted.fact("ad\u200Cmin\u200D", MAX)).isEqualTo("ad\\u{200c}min\\u{200d}");
        assertThat(Untrusted.fact("\u200Cमी\u200C\u200C", MAX))
                .isEqualTo("\\u{200c}मी\u200C\\u{200c}");
        assertThat(Untrusted.fact("🚀\u200Cx\u200D🚀 1\u200D🚀", MAX))
                .isEqualTo("🚀\\u{200c}x\\u{200d}🚀 1\\u{200d}🚀");
    }

    @Test
    void names_that_differ_stay_different() {
        assertThat(Set.of("web 1", "web\n1", "web\t1", "web\r\n1", "web\u202E1", "web1"))
                .extracting(name -> Untrusted.fact(name, MAX))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_text_is_bounded_and_ends_with_no_half_of_a_character() {
        assertThat(Untrusted.fact("x".repeat(10), 10)).isEqualTo("x".repeat(10));
        assertThat(Untrusted.fact("x".repeat(11), 10)).isEqualTo("x".repeat(9) + "…");
        assertThat(Untrusted.fact("🚀".repeat(6), 10)).isEqualTo("🚀".repeat(4) + "…");
        assertThat(Untrusted.line("🚀".repeat(6), 11)).isEqualTo("🚀".repeat(5) + "…");
        assertThat(Untrusted.fact("\u0000".repeat(1_000_000), 10)).isEqualTo("\\x00\\x00\\…");
        assertThat(Untrusted.line("\u0000".repeat(1_000_000) + "x", 10)).isEqualTo(" …");
    }

    @ParameterizedTest
    @CsvSource({
        "see www.evil.example, see www[.]evil.example",
        "https://evil.example, https[:]//evil.example",
        "HTTPS:evil, HTTPS[:]evil",
        "s3://bucket, s3[:]//bucket",
        "mailto:root@evil.example, mailto[:]root[@]evil.example",
        "root@evil.example, root[@]evil.example",
        "profile: web@2 at 12:30, profile: web@2 at 12:30",
        "arn:aws:iam::1:role/x, arn:aws:iam::1:role/x"
    })
    void what_would_become_a_link_is_broken(String text, String unlinked) {
        assertThat(Untrusted.unlinked(text)).isEqualTo(unlinked);
    }

    /** Control and formatting characters, both separators and unpaired surrogates. */
    private static IntStream acting() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(
                        point ->
                                switch (Character.getType(point)) {
                                    case Character.CONTROL,
                                            Character.FORMAT,
                                            Character.SURROGATE,
                                            Character.LINE_SEPARATOR,
                                            Character.PARAGRAPH_SEPARATOR ->
                                            true;
                                    default -> false;
                                });
    }
}
