package io.muster.local.emulator;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whether a Docker engine answers, found out by one {@code GET /_ping}.
 *
 * <p>Testcontainers finds out too, but takes seconds and fills the terminal with warnings where
 * there is no engine, which is the common case here.
 */
final class DockerEngine {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /** Docker's port without TLS, where DOCKER_HOST names none. */
    private static final int PLAIN_PORT = 2375;

    private static final byte[] PING =
            "GET /_ping HTTP/1.0\r\nHost: docker\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final List<String> places;

    private DockerEngine(List<String> places) {
        this.places = places;
    }

    /** The places where Testcontainers would look. */
    static DockerEngine of(Map<String, String> environment) {
        String given = environment.getOrDefault("DOCKER_HOST", "").strip();
        if (!given.isEmpty()) {
            return new DockerEngine(List.of(given));
        }
        List<String> places = new ArrayList<>(List.of("unix:///var/run/docker.sock"));
        String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (!runtime.isEmpty()) {
            places.add("unix://" + runtime + "/docker.sock");
        }
        String home = environment.getOrDefault("HOME", "");
        if (!home.isEmpty()) {
            places.add("unix://" + home + "/.docker/run/docker.sock");
        }
        return new DockerEngine(places);
    }

    boolean answers() {
        return places.stream().anyMatch(DockerEngine::pongs);
    }

    /** Where it was looked for. */
    String places() {
        return String.join(", ", places);
    }

    private static boolean pongs(String place) {
        try {
            URI uri = URI.create(place);
            if ("unix".equals(uri.getScheme())) {
                Path socket = Path.of(uri.getPath());
                return Files.exists(socket) && pongs(UnixDomainSocketAddress.of(socket));
            }
            // What listens with TLS answers a plain request with an error, which will do.
            return uri.getHost() != null
                    && pongs(
                            new InetSocketAddress(
                                    uri.getHost(), uri.getPort() > 0 ? uri.getPort() : PLAIN_PORT));
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException none) {
            // No socket, no right to open it, or no such address: all mean that no engine answers.
            return false;
        }
    }

    private static boolean pongs(SocketAddress address) throws IOException {
        try (SocketChannel channel =
                        address instanceof UnixDomainSocketAddress
                                ? SocketChannel.open(java.net.StandardProtocolFamily.UNIX)
                                : SocketChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
            if (!channel.connect(address)) {
                if (selector.select(TIMEOUT.toMillis()) == 0 || !channel.finishConnect()) {
                    return false;
                }
            }
            channel.write(ByteBuffer.wrap(PING));
            key.interestOps(SelectionKey.OP_READ);
            selector.selectedKeys().clear();
            ByteBuffer answer = ByteBuffer.allocate(64);
            return selector.select(TIMEOUT.toMillis()) > 0
                    && channel.read(answer) > 0
                    && new String(answer.array(), 0, answer.position(), StandardCharsets.US_ASCII)
                            .startsWith("HTTP/1.");
        }
    }
}
