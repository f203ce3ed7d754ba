package io.muster.cli.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.cli.text.Style;
import io.muster.readiness.text.Language;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageChoiceTest {

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, ENGLISH",
                "-, -, ko_KR.UTF-8, KOREAN",
                "-, -, ko_KR.utf8, KOREAN",
                "-, -, ko_KR, KOREAN",
                "-, -, ko, KOREAN",
                "-, -, ko_KR.eucKR, ENGLISH",
                "-, -, en_US.UTF-8, ENGLISH",
                "-, -, fr_FR.UTF-8, ENGLISH",
                "-, -, C, ENGLISH",
                "-, -, C.UTF-8, ENGLISH",
                "-, -, POSIX, ENGLISH",
                "-, -, '\u0000.@_', ENGLISH",
                "-, ko_KR.UTF-8, en_US.UTF-8, KOREAN",
                "-, C, ko_KR.UTF-8, ENGLISH",
                "'', '', ko_KR.UTF-8, KOREAN",
                "C.UTF-8, ko_KR.UTF-8, ko_KR.UTF-8, ENGLISH",
                "ko_KR.UTF-8, C, C, KOREAN",
            })
    void the_locale_is_read_as_posix_orders_its_variables(
            @Nullable String all,
            @Nullable String messages,
            @Nullable String lang,
            Language language) {
        Map<String, String> environment = new HashMap<>();
        put(environment, "LC_ALL", all);
        put(environment, "LC_MESSAGES", messages);
        put(environment, "LANG", lang);

        assertThat(LanguageChoice.of(List.of(), environment, Terminal.none())).isEqualTo(language);
    }

    @Test
    void the_option_comes_before_the_variable_and_the_variable_before_the_locale() {
        Map<String, String> korean = Map.of("MUSTER_LANGUAGE", "ko", "LC_ALL", "C");

        assertThat(of(List.of(), korean)).isEqualTo(Language.KOREAN);
        assertThat(of(List.of("scan", "--language", "en"), korean)).isEqualTo(Language.ENGLISH);
        assertThat(of(List.of("--language=EN", "scan"), korean)).isEqualTo(Language.ENGLISH);
        assertThat(of(List.of("--", "--language", "en"), korean)).isEqualTo(Language.KOREAN);
    }

    @Test
    void a_terminal_without_unicode_is_not_given_korean_by_its_locale() {
        Style ascii = new Style(false, false);
        Terminal terminal = new Terminal(true, true, 80, ascii, ascii);

        assertThat(LanguageChoice.of(List.of(), Map.of("LANG", "ko_KR.UTF-8"), terminal))
                .isEqualTo(Language.ENGLISH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "kr", "", "korean", "\u001b[2J"})
    void a_name_of_no_language_is_refused(String name) {
        assertThatThrownBy(() -> of(List.of("--language", name), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("--language is '");
    }

    private static Language of(List<String> args, Map<String, String> environment) {
        return LanguageChoice.of(args, environment, Terminal.none());
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }
}
