package io.muster.local.emulator;

import io.muster.readiness.text.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** An emulator that runs already, named by the standard variable {@code AWS_ENDPOINT_URL}. */
record GivenEndpoint(Map<String, String> environment) implements EmulatorSource {

    private static final String VARIABLE = "AWS_ENDPOINT_URL";
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    /** Domains of AWS's own endpoints: a sample fleet has no business there. */
    private static final List<String> REAL =
            List.of("amazonaws.com", "amazonaws.com.cn", "api.aws", "amazonaws.eu", "aws.dev");

    @Override
    public Message name() {
        return Message.of("screen.emulator-variable");
    }

    @Override
    public Attempt start(Consumer<Message> progress) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return new Attempt.NotHere(
                    Message.of("screen.emulator-not-set"),
                    Message.of("screen.emulator-not-set-next"));
        }
        URI uri;
        try {
            uri = new URI(given);
        } catch (URISyntaxException malformed) {
            return broken(
                    Message.of("screen.emulator-not-a-url")
                            .with("value", given)
                            .with("why", malformed.getReason()));
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
            return broken(Message.of("screen.emulator-no-host").with("value", given));
        }
        if (real(host)) {
            return broken(Message.of("screen.emulator-real-aws").with("value", given));
        }
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
        } catch (IOException unreachable) {
            return broken(
                    Message.of("screen.emulator-silent")
                            .with("value", given)
                            .with("why", String.valueOf(unreachable.getMessage())));
        }
        return new Attempt.Started(new Running(uri));
    }

    private static boolean real(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return REAL.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    private static Attempt broken(Message why) {
        return new Attempt.Broken(why, Message.of("screen.emulator-given-next"));
    }

    private record Running(URI endpoint) implements Emulator {

        @Override
        public Message description() {
            return Message.of("screen.emulator-at").with("endpoint", endpoint.toString());
        }

        @Override
        public void close() {
            // It was there before, and stays.
        }
    }
}
