package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TcpPortTest {

    @Test
    void a_well_known_port_is_named_by_its_service() {
        assertThat(TcpPort.label(22)).isEqualTo("SSH (22)");
        assertThat(TcpPort.label(5_432)).isEqualTo("PostgreSQL (5432)");
        assertThat(TcpPort.label(8_080)).isEqualTo("TCP 8080");
    }

    @Test
    void a_rule_for_one_port_is_named_as_that_port() {
        assertThat(TcpPort.label(tcp(3_389, 3_389, "::/0"))).isEqualTo("RDP (3389)");
        assertThat(TcpPort.label(tcp(9_000, 9_100, "::/0"))).isEqualTo("TCP 9000-9100");
    }
}
