package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc5424Test {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<86>1 2026-11-22T02:00:00.1+00:00 web1 sshd 19873 - -  Failed | sshd[19873]: Failed",
                "<34>1 - - app - ID47 - text | app[1]: text",
                "<4>1 2026-11-22T02:00:00Z web1 kernel - - - Out of memory | kernel: Out of memory",
                "<29>1 - h app 7 - [a@1 b=\"c] \\\" d\"][e] text | app[7]: text",
                "<29>1 - h app 7 - [a] | app[7]: "
            })
    void a_line_reads_as_the_classic_one(String line, String classic) {
        assertThat(Rfc5424.plain(line)).isEqualTo(classic.equals("app[7]:") ? "app[7]: " : classic);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<86>",
                "<86>Nov 22 02:00:00 web1 sshd[1]: x",
                "<29>1 - h - - - - text",
                "<29>1 - h app 7 - [a text",
                "86>1 - h app 7 - - text"
            })
    void a_line_of_another_form_is_none(String line) {
        assertThat(Rfc5424.plain(line)).isNull();
    }

    @Test
    void no_line_is_read_for_long() {
        // The time-out of every test is the assertion.
        assertThat(Rfc5424.plain("<1>1 - h app 7 - [" + "\"\\".repeat(500_000))).isNull();
        assertThat(Rfc5424.plain("<1>1 - h app 7 - " + "[a]".repeat(300_000) + "x")).isNull();
    }
}
