package io.muster.local.front;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LoopbackServerTest {

    @Test
    void a_port_that_is_taken_is_said_with_what_to_do() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> new LoopbackServer("/", exchange -> {}, port))
                    .isInstanceOf(NoPortException.class)
                    .hasMessageContaining(":" + port)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("ulimit");
        }
    }
}
