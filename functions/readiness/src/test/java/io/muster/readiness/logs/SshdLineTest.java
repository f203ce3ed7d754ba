package io.muster.readiness.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.logs.SshdLine.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SshdLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Failed password for root from 192.0.2.1 port 22 ssh2 | TRIED | 192.0.2.1 | 22 | 1",
                "Failed password for invalid user a port from 192.0.2.1 port 22 ssh2 | TRIED | 192.0.2.1 | 22 | 1",
                "Failed publickey for root from 2001:db8::1 port 9 ssh2: RSA SHA256:a | OFFERED_KEY | 2001:db8::1 | 9 | 1",
                "Accepted password for ops from 192.0.2.1 port 22 ssh2 | ACCEPTED | 192.0.2.1 | 22 | 1",
                "Connection reset by invalid user x 192.0.2.1 port 22 [preauth] | ENDED | 192.0.2.1 | 22 | 1",
                "message repeated 4 times: [ Failed none for x from 192.0.2.1 port 22 ssh2] | TRIED | 192.0.2.1 | 22 | 4",
                "Failed password for root from host.example port 22 ssh2 | TRIED | host.example | 22 | 1"
            })
    void a_line_tells_of_a_connection(
            String message, Kind kind, String source, String port, long times) {
        assertThat(SshdLine.of(message)).contains(new SshdLine(kind, source, port, times));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA-CERT", "ED25519-CERT", "ECDSA-SK-CERT"})
    void what_a_certificate_calls_itself_is_no_source(String type) {
        String message =
                "Failed publickey for root from 203.0.113.9 port 5000 ssh2: %s SHA256:abc ID x from 198.51.100.7 port 22 (serial 0) CA ED25519 SHA256:def"
                        .formatted(type);

        assertThat(SshdLine.of(message))
                .contains(new SshdLine(Kind.OFFERED_KEY, "203.0.113.9", "5000", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Failed",
                "Failed password for root",
                "Failed password for root from 192.0.2.1 port",
                "Server listening on 0.0.0.0 port 22.",
                "Received disconnect from 192.0.2.1 port 22:11: bye",
                "pam_unix(sshd:auth): authentication failure; rhost=192.0.2.1"
            })
    void another_message_tells_of_none(String message) {
        assertThat(SshdLine.of(message)).isEmpty();
    }
}
