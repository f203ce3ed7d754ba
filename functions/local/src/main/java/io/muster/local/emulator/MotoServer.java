package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A moto server that Muster started, on a free port of the loopback interface. */
final class MotoServer implements Emulator {

    /** A cold Python on a busy machine takes some seconds to load moto. */
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    /** Another program may take the port between our look and moto's start. */
    private static final int MAX_STARTS = 3;

    /** moto draws its ids from a generator that this seeds: every demo shows the same ids. */
    private static final int SEED = 20_260_101;

    private final ChildProcess process;
    private final URI endpoint;

    private MotoServer(ChildProcess process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static MotoServer start(Path program, Map<String, String> environment)
            throws DoesNotStartException {
        return start(program, environment, TIMEOUT);
    }

    static MotoServer start(Path program, Map<String, String> environment, Duration timeout)
            throws DoesNotStartException {
        try {
            for (int starts = 1; ; starts++) {
                MotoServer server = launch(program, environment);
                if (server.answersWithin(timeout)) {
                    server.tell("/moto-api/seed?a=" + SEED);
                    return server;
                }
                boolean ended = !server.process.alive();
                server.close();
                String output = server.process.output();
                if (!output.contains("Address already in use") || starts == MAX_STARTS) {
                    Message what =
                            ended
                                    ? Message.of("screen.emulator-ended")
                                            .with("program", program.toString())
                                            .with("status", server.process.status())
                                    : Message.of("screen.emulator-slow")
                                            .with("program", program.toString())
                                            .with("seconds", timeout.toSeconds());
                    throw new DoesNotStartException(withOutput(what, output));
                }
            }
        } catch (IOException cannot) {
            throw new DoesNotStartException(
                    Message.of("screen.emulator-not-run")
                            .with("program", program.toString())
                            .with("why", String.valueOf(cannot.getMessage())));
        }
    }

    /** A message, and below it the lines that a program wrote. */
    static Message withOutput(Message what, String output) {
        List<Message> lines = new ArrayList<>();
        lines.add(what);
        output.lines().map(Message::literal).forEach(lines::add);
        return Message.all(lines, "\n");
    }

    private static MotoServer launch(Path program, Map<String, String> environment)
            throws IOException {
        String loopback = InetAddress.getLoopbackAddress().getHostAddress();
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> variables = new HashMap<>(environment);
        variables.remove("MOTO_PORT");
        variables.put("PYTHONUNBUFFERED", "1");
        ChildProcess process =
                ChildProcess.start(
                        List.of(program.toString(), "-H", loopback, "-p", Integer.toString(port)),
                        variables);
        return new MotoServer(process, URI.create("http://" + loopback + ":" + port));
    }

    private boolean answersWithin(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (process.alive() && System.nanoTime() < deadline) {
            if (tell("/moto-api/")) {
                return process.alive();
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /** Whether moto's own interface takes the request. */
    private boolean tell(String path) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint.resolve(path).toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            connection.setRequestMethod(path.contains("?") ? "POST" : "GET");
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            // Nothing listens yet: asked again until the deadline.
            return false;
        }
    }

    @Override
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public Message description() {
        return Message.of("screen.emulator-moto-at")
                .with("endpoint", endpoint.toString())
                .with("process", process.pid());
    }

    @Override
    public void close() {
        process.close();
    }

    /** moto was there, but did not come up. */
    static final class DoesNotStartException extends Exception {

        private static final long serialVersionUID = 1L;

        private final transient Message reason;

        DoesNotStartException(Message reason) {
            super(reason.english());
            this.reason = reason;
        }

        Message reason() {
            return reason;
        }
    }
}
