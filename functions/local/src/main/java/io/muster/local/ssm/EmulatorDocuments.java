package io.muster.local.ssm;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The documents that an emulator holds: it stores them well, and runs them not at all. */
public final class EmulatorDocuments implements SimulatedSsm.Documents, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI emulator;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public EmulatorDocuments(URI emulator) {
        this.emulator = emulator;
    }

    @Override
    public Optional<String> content(String region, String name) throws IOException {
        Optional<byte[]> document = document(region, JSON.std.asBytes(Map.of("Name", name)));
        return document.isEmpty()
                ? Optional.empty()
                : Optional.of(String.valueOf(JSON.std.mapFrom(document.get()).get("Content")));
    }

    @Override
    public Optional<byte[]> description(String region, byte[] request) throws IOException {
        return ask(region, "DescribeDocument", request);
    }

    @Override
    public Optional<byte[]> document(String region, byte[] request) throws IOException {
        return ask(region, "GetDocument", request);
    }

    private Optional<byte[]> ask(String region, String operation, byte[] body) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(emulator.resolve("/"))
                        .timeout(TIMEOUT)
                        .header("Content-Type", "application/x-amz-json-1.1")
                        .header("X-Amz-Target", "AmazonSSM." + operation)
                        .header("Authorization", Call.authorization("test", region, "ssm"))
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                        .build();
        try {
            HttpResponse<byte[]> response =
                    client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the emulator was asked", interrupted);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
