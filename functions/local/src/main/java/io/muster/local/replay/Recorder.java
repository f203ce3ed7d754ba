package io.muster.local.replay;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Asks an emulator each recorded operation once and keeps its raw answers.
 *
 * <p>The requests are unsigned but for the scope that tells an emulator the region, so this works
 * against emulators alone.
 */
public final class Recorder {

    private Recorder() {}

    /**
     * Writes one file for each operation into a folder.
     *
     * @throws IOException naming the operation that did not answer 200
     */
    public static void record(URI endpoint, String region, Path folder)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (Operation operation : Operation.values()) {
                HttpResponse<String> answer =
                        http.send(request(endpoint, region, operation), BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(
                            "%s at %s answered HTTP %d"
                                    .formatted(operation, endpoint, answer.statusCode()));
                }
                Files.writeString(folder.resolve(operation.name() + ".xml"), answer.body());
            }
        }
    }

    private static HttpRequest request(URI endpoint, String region, Operation operation) {
        String version =
                switch (operation.service()) {
                    case "autoscaling" -> "2011-01-01";
                    case "monitoring" -> "2010-08-01";
                    default -> "2016-11-15";
                };
        String filter =
                operation == Operation.DescribeInstanceTypeOfferings
                        ? "&LocationType=availability-zone"
                        : "";
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/%s/%s/aws4_request, SignedHeaders=host, Signature=0"
                                .formatted(region, operation.service()))
                .POST(
                        BodyPublishers.ofString(
                                "Action=%s&Version=%s%s".formatted(operation, version, filter)))
                .build();
    }
}
