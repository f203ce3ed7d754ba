package io.muster.local.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineTest {

    @TempDir Path directory;

    @Test
    void an_engine_that_answers_is_found() throws IOException {
        try (ServerSocketChannel server = listen()) {
            Thread engine = Thread.ofVirtual().start(() -> answer(server));
            assertThat(engine().answers()).isTrue();
            engine.interrupt();
        }
    }

    @Test
    void a_socket_that_hangs_up_is_no_engine() throws IOException {
        try (ServerSocketChannel server = listen()) {
            Thread.ofVirtual().start(() -> hangUp(server));
            assertThat(engine().answers()).isFalse();
        }
    }

    @Test
    void no_socket_is_no_engine() {
        assertThat(engine().answers()).isFalse();
        assertThat(engine().places()).contains("docker.sock");
    }

    @Test
    void an_address_that_is_none_is_no_engine() {
        for (String host : new String[] {"ssh://somewhere", "not a uri", "tcp://", "unix://"}) {
            assertThat(DockerEngine.of(Map.of("DOCKER_HOST", host)).answers()).as(host).isFalse();
        }
    }

    @Test
    void without_a_given_host_the_usual_places_are_tried() {
        assertThat(
                        DockerEngine.of(Map.of("HOME", "/home/me", "XDG_RUNTIME_DIR", "/run/me"))
                                .places())
                .contains(
                        "unix:///var/run/docker.sock",
                        "unix:///run/me/docker.sock",
                        "unix:///home/me/.docker/run/docker.sock");
    }

    private DockerEngine engine() {
        return DockerEngine.of(Map.of("DOCKER_HOST", "unix://" + socket()));
    }

    private Path socket() {
        return directory.resolve("docker.sock");
    }

    private ServerSocketChannel listen() throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket()));
        return server;
    }

    private static void answer(ServerSocketChannel server) {
        try (SocketChannel client = server.accept()) {
            client.read(ByteBuffer.allocate(256));
            client.write(
                    ByteBuffer.wrap(
                            "HTTP/1.0 200 OK\r\n\r\nOK".getBytes(StandardCharsets.US_ASCII)));
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static void hangUp(ServerSocketChannel server) {
        try {
            server.accept().close();
        } catch (IOException closed) {
            // The test is over.
        }
    }
}
