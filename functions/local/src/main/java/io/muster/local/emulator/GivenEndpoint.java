package io.muster.local.emulator;

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
    public String name() {
        return VARIABLE;
    }

    @Override
    public Attempt start(Consumer<String> progress) {
        String given = environment.getOrDefault(VARIABLE, "").strip();
        if (given.isEmpty()) {
            return new Attempt.NotHere(
                    "is not set", "set " + VARIABLE + " to an emulator that runs already");
        }
        URI uri;
        try {
            uri = new URI(given);
        } catch (URISyntaxException malformed) {
            return broken(given, "is not a URL: " + malformed.getMessage());
        }
        String scheme = uri.getScheme();
        String host = uri.getHost();
        if (host == null || !("http".equals(scheme) || "https".equals(scheme))) {
            return broken(given, "is not an http or https URL with a host");
        }
        if (real(host)) {
            return broken(given, "is AWS itself, and a sample fleet would cost money there");
        }
        int port = uri.getPort() > 0 ? uri.getPort() : "https".equals(scheme) ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) TIMEOUT.toMillis());
        } catch (IOException unreachable) {
            return broken(given, "does not answer: " + unreachable.getMessage());
        }
        return new Attempt.Started(new Running(uri));
    }

    private static boolean real(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return REAL.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }

    private static Attempt broken(String given, String why) {
        return new Attempt.Broken(
                "'" + given + "' " + why,
                "start the emulator at that address, or unset " + VARIABLE);
    }

    private record Running(URI endpoint) implements Emulator {

        @Override
        public String description() {
            return "the emulator at " + endpoint;
        }

        @Override
        public void close() {
            // It was there before, and stays.
        }
    }
}
