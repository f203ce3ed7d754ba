package io.muster.local.front;

import com.sun.net.httpserver.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The emulator, as the front speaks to it. */
final class Upstream implements AutoCloseable {

    /** What concerns one hop only, or is set by the HTTP client itself. */
    private static final Set<String> ONE_HOP =
            Set.of(
                    "connection",
                    "content-length",
                    "expect",
                    "host",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** Loading its images takes an emulator several seconds on the first call of a region. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final URI emulator;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    Upstream(URI emulator) {
        this.emulator = emulator;
    }

    /** Passes a request on as it came; the answer's body is still to be read. */
    HttpResponse<InputStream> pass(
            String method, String pathAndQuery, Headers headers, BodyPublisher body)
            throws IOException {
        HttpRequest.Builder request = request(pathAndQuery).method(method, body);
        headers.forEach(
                (name, values) -> {
                    if (passesOn(name)) {
                        values.forEach(value -> request.header(name, value));
                    }
                });
        return send(request.build(), BodyHandlers.ofInputStream());
    }

    /** Asks a question of its own. */
    Answer ask(Question question) throws IOException {
        HttpRequest request =
                request("/")
                        .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                        .header(
                                "Authorization",
                                Call.authorization(
                                        question.accessKey(),
                                        question.call().region(),
                                        question.call().service()))
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        question.form().encoded(), StandardCharsets.UTF_8))
                        .build();
        HttpResponse<byte[]> response = send(request, BodyHandlers.ofByteArray());
        return new Answer(response.statusCode(), headers(response), response.body());
    }

    static Map<String, String> headers(HttpResponse<?> response) {
        Map<String, String> kept = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> header : response.headers().map().entrySet()) {
            if (passesOn(header.getKey())) {
                kept.put(header.getKey(), String.join(", ", header.getValue()));
            }
        }
        return kept;
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(emulator.resolve(pathAndQuery)).timeout(TIMEOUT);
    }

    private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException {
        try {
            return client.send(request, handler);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the emulator was asked", interrupted);
        }
    }

    private static boolean passesOn(String name) {
        return !ONE_HOP.contains(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
