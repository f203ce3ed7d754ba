package io.muster.local.replay;

import io.muster.local.front.Call;
import io.muster.local.replay.Operation.ItemKey;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/**
 * Asks an emulator each recorded operation, to its last page, and keeps its raw answers.
 *
 * <p>The requests are unsigned but for the scope that tells an emulator the region, so this works
 * against emulators alone. Of the catalogues that a region has whatever its fleet (images, instance
 * types, offerings) only what a scan of this fleet asks for is kept.
 */
public final class Recorder {

    private static final Pattern NEXT = Pattern.compile("<[nN]extToken>([^<]+)</[nN]extToken>");

    private final HttpClient http;
    private final URI endpoint;
    private final String region;

    private Recorder(HttpClient http, URI endpoint, String region) {
        this.http = http;
        this.endpoint = endpoint;
        this.region = region;
    }

    /**
     * Writes one compressed file for each operation into a folder.
     *
     * @throws IOException naming the operation that did not answer 200
     */
    public static void record(URI endpoint, String region, Path folder)
            throws IOException, InterruptedException {
        Map<Operation, List<String>> items = new EnumMap<>(Operation.class);
        try (HttpClient http = HttpClient.newHttpClient()) {
            Recorder recorder = new Recorder(http, endpoint, region);
            for (Operation operation : Operation.values()) {
                items.put(operation, recorder.items(operation));
            }
        }
        List<String> instances = items.getOrDefault(Operation.DescribeInstances, List.of());
        Set<String> images = named(ItemKey.IMAGE, instances);
        Set<String> types = named(ItemKey.TYPE, instances);
        items.computeIfPresent(
                Operation.DescribeImages, (op, all) -> only(all, ItemKey.IMAGE, images));
        items.computeIfPresent(
                Operation.DescribeInstanceTypes,
                (op, all) -> {
                    List<String> arm64 = all.stream().filter(Recorder::currentArm64).toList();
                    types.addAll(named(ItemKey.TYPE, arm64));
                    return only(all, ItemKey.TYPE, types);
                });
        items.computeIfPresent(
                Operation.DescribeInstanceTypeOfferings,
                (op, all) -> only(all, ItemKey.TYPE, types));
        Files.createDirectories(folder);
        for (Map.Entry<Operation, List<String>> kept : items.entrySet()) {
            write(folder.resolve(kept.getKey().name() + ".xml.gz"), kept.getKey(), kept.getValue());
        }
    }

    private List<String> items(Operation operation) throws IOException, InterruptedException {
        List<String> items = new ArrayList<>();
        String token = "";
        do {
            HttpResponse<String> answer =
                    http.send(request(operation, token), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(
                        "%s at %s answered HTTP %d"
                                .formatted(operation, endpoint, answer.statusCode()));
            }
            items.addAll(Items.of(operation, answer.body()));
            Matcher next = NEXT.matcher(answer.body());
            token = next.find() ? next.group(1) : "";
        } while (!token.isEmpty());
        return items;
    }

    private HttpRequest request(Operation operation, String token) {
        String version =
                switch (operation.service) {
                    case "autoscaling" -> "2011-01-01";
                    case "monitoring" -> "2010-08-01";
                    default -> "2016-11-15";
                };
        String more =
                switch (operation) {
                    case DescribeInstanceTypeOfferings -> "&LocationType=availability-zone";
                    case DescribeLaunchTemplateVersions ->
                            "&LaunchTemplateVersion.1=%24Latest&LaunchTemplateVersion.2=%24Default";
                    case DescribeSnapshots -> "&Owner.1=self";
                    default -> "";
                };
        String page =
                token.isEmpty()
                        ? ""
                        : "&NextToken=" + URLEncoder.encode(token, StandardCharsets.UTF_8);
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .header("Authorization", Call.authorization("test", region, operation.service))
                .POST(
                        BodyPublishers.ofString(
                                "Action=%s&Version=%s%s%s"
                                        .formatted(operation, version, more, page)))
                .build();
    }

    private static boolean currentArm64(String type) {
        return type.contains("<item>arm64</item>")
                && type.contains("<currentGeneration>true</currentGeneration>");
    }

    private static Set<String> named(ItemKey key, List<String> items) {
        Set<String> names = new HashSet<>();
        items.forEach(item -> names.addAll(key.in(item)));
        return names;
    }

    private static List<String> only(List<String> items, ItemKey key, Set<String> wanted) {
        return items.stream().filter(item -> key.isOneOf(wanted, item)).toList();
    }

    private static void write(Path file, Operation operation, List<String> items)
            throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            String list =
                    "<%1$s>\n%2$s\n</%1$s>\n"
                            .formatted(operation.container, String.join("\n", items));
            out.write(list.getBytes(StandardCharsets.UTF_8));
        }
    }
}
