package io.muster.readiness.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlarmRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ALARM(cpu)                                           | cpu",
                "ALARM(\"cpu high (web)\")                            | cpu high (web)",
                "ALARM(\"arn:aws:cloudwatch:eu-west-1:123456789012:alarm:cpu:high\") | cpu:high",
                "ALARM(arn:aws-cn:cloudwatch:cn-north-1:123456789012:alarm:cpu) | cpu",
                "alarm(a) or Alarm(b)                                 | a;b",
                "ALARM(a) AND (ALARM(b) OR OK(c))                     | a;b",
                "ALARM(a) AND NOT ALARM(deploying)                    | a",
                "NOT OK(a)                                            | a",
                "NOT (OK(a) OR ALARM(b))                              | a",
                "NOT NOT ALARM(a)                                     | a",
                "INSUFFICIENT_DATA(a)                                 | ``",
                "NOT INSUFFICIENT_DATA(a)                             | a",
                "ALARM(a) OR NOT ALARM(a)                             | a",
                "AT_LEAST(2, ALARM, (a, \"b, c\", d))                 | a;b, c;d",
                "AT_LEAST(60%, NOT OK, (a))                           | a",
                "NOT AT_LEAST(1, ALARM, (a, b))                       | ``",
                "AT_LEAST(1, OK, (a)) OR ALARM(b)                     | b",
                "ALARM(a) AND FALSE                                   | ``",
                "(ALARM(a) AND FALSE) OR ALARM(b)                     | b",
                "ALARM(a) AND TRUE                                    | a",
                "ALARM(a) OR TRUE                                     | ``",
                "NOT (NOT ALARM(a) OR TRUE)                           | ``",
                "TRUE                                                 | ``",
            })
    void a_rule_is_raised_by_the_alarms_whose_state_alarm_may_make_it_true(
            String rule, String names) {
        Set<String> raising = names.isEmpty() ? Set.of() : Set.copyOf(List.of(names.split(";")));
        assertThat(AlarmRule.parse(rule)).isEqualTo(new AlarmRule(raising, true));
    }

    @Test
    void a_rule_of_several_lines_is_read() {
        assertThat(AlarmRule.parse("ALARM(a)\n  OR\tALARM(\"b\")\r\n").raisedBy())
                .containsExactlyInAnyOrder("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALARM(cpu",
                "ALARM(cpu) ALARM(b)",
                "ALARM(cpu) XOR ALARM(b)",
                "ALARM cpu",
                "NEARLY(cpu)",
                "AT_LEAST(2, (cpu))",
                "AT_LEAST(, ALARM, (cpu))",
                "ALARM(cpu) AND",
            })
    void of_what_is_no_rule_every_word_may_be_an_alarm(String text) {
        AlarmRule rule = AlarmRule.parse(text);
        assertThat(rule.understood()).isFalse();
        assertThat(rule.raisedBy()).contains("cpu");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "(", "ALARM()", "\"", "ALARM(\"a)"})
    void what_is_no_rule_is_not_understood(String text) {
        assertThat(AlarmRule.parse(text).understood()).isFalse();
    }

    @Test
    void brackets_without_end_are_not_followed() {
        assertThat(AlarmRule.parse("(".repeat(10_000) + "ALARM(a)").understood()).isFalse();
        assertThat(AlarmRule.parse("NOT ".repeat(2_000) + "ALARM(a)").understood()).isFalse();
        assertThat(AlarmRule.parse("ALARM(a) OR ".repeat(2_000) + "TRUE").understood()).isFalse();
    }

    @Test
    void a_name_passes_the_gate() {
        assertThat(AlarmRule.parse("ALARM(\"a\u202Eb\")").raisedBy())
                .containsExactly("a\\u{202e}b");
    }
}
