package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLineTest {

    @Test
    void an_entry_of_the_journal_reads_as_a_line_of_syslog() {
        assertThat(
                        JsonLine.plain(
                                "{\"_PID\":\"1180\",\"SYSLOG_IDENTIFIER\":\"sshd\",\"MESSAGE\":\"Failed password for root from 198.51.100.7 port 40122 ssh2\"}"))
                .isEqualTo(
                        "sshd[1180]: Failed password for root from 198.51.100.7 port 40122 ssh2");
    }

    @Test
    void the_kernel_has_no_process() {
        assertThat(JsonLine.plain("{\"MESSAGE\":\"x\",\"SYSLOG_IDENTIFIER\":\"kernel\"}"))
                .isEqualTo("kernel: x");
    }

    @Test
    void a_loggers_message_is_taken_whatever_stands_around_it() {
        assertThat(
                        JsonLine.plain(
                                "{\"time\":1.5e9,\"ctx\":{\"message\":\"inner\",\"a\":[1,\"b\"]},\"ok\":true,\"msg\":\"a \\\"b\\\"\\n\\u00e9\"}"))
                .isEqualTo("a \"b\"\né");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "{}", "{\"", "{\"a", "{\"message\"", "{\"message\":", "[1]", "x{"})
    void what_has_no_message_is_taken_as_it_is(String line) {
        assertThat(JsonLine.plain(line)).isNull();
    }

    @Test
    void each_record_of_a_batch_is_a_line() {
        assertThat(
                        JsonLine.plain(
                                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[{\"body\":{\"stringValue\":\"one\"}},{\"body\":{\"stringValue\":\"two\"}}]}]}]}"))
                .isEqualTo("one\ntwo");
    }

    @Test
    void a_unit_speaks_where_no_program_is_named() {
        assertThat(
                        JsonLine.plain(
                                "{\"systemd_unit\":\"kubelet.service\",\"message\":\"a pod was killed\"}"))
                .isEqualTo("kubelet[1]: a pod was killed");
    }

    @Test
    void a_tag_that_is_none_of_syslog_names_no_program() {
        assertThat(JsonLine.plain("{\"tag\":\"kube.var.log\",\"log\":\"a line\"}"))
                .isEqualTo("a line");
    }

    @Test
    void a_message_that_is_json_again_is_read_too() {
        assertThat(
                        JsonLine.plain(
                                "{\"log\":\"{\\\"MESSAGE\\\":\\\"x\\\",\\\"SYSLOG_IDENTIFIER\\\":\\\"kernel\\\"}\"}"))
                .isEqualTo("kernel: x");
    }

    @Test
    void what_is_nested_deeper_than_any_shipper_does_is_passed_over() {
        assertThat(
                        JsonLine.plain(
                                "{\"body\":".repeat(9_000)
                                        + "1"
                                        + "}".repeat(8_999)
                                        + ",\"message\":\"x\"}"))
                .isEqualTo("x");
    }

    @Test
    void a_line_that_is_cut_gives_what_was_read() {
        assertThat(JsonLine.plain("{\"message\":\"half \\u00")).isEqualTo("half  00");
        assertThat(JsonLine.plain("{\"message\":\"half \\")).isEqualTo("half \\");
    }
}
