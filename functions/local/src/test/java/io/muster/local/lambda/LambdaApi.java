package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.local.front.Call;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lambda's own answer to what is deployed, from a local cloud: nothing here knows Terraform. */
public final class LambdaApi implements AutoCloseable {

    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final URI endpoint;
    private final String region;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    public LambdaApi(URI endpoint, String region) {
        this.endpoint = endpoint;
        this.region = region;
    }

    /**
     * Every function that has an alias, as the version behind the alias is, by name.
     *
     * @throws IOException if the cloud does not answer, or something else than Lambda would
     */
    public Map<String, DeployedFunction> functions(String alias) throws IOException {
        Map<String, DeployedFunction> functions = new TreeMap<>();
        for (Map<?, ?> listed : list(get(FUNCTIONS).get("Functions"))) {
            String name = String.valueOf(listed.get("FunctionName"));
            functions.put(name, function(name, alias));
        }
        return functions;
    }

    private DeployedFunction function(String name, String alias) throws IOException {
        Map<String, Object> live = get(FUNCTIONS + name + "/aliases/" + alias);
        String version = String.valueOf(live.get("FunctionVersion"));
        Map<String, Object> found = get(FUNCTIONS + name + "/configuration?Qualifier=" + version);
        Map<String, String> environment = new TreeMap<>();
        map(map(found.get("Environment")).get("Variables"))
                .forEach(
                        (key, value) ->
                                environment.put(String.valueOf(key), String.valueOf(value)));
        return new DeployedFunction(
                name,
                String.valueOf(live.get("AliasArn")),
                version,
                String.valueOf(found.get("Handler")),
                ((Number) found.getOrDefault("MemorySize", 128)).intValue(),
                Duration.ofSeconds(((Number) found.getOrDefault("Timeout", 3)).longValue()),
                environment,
                String.valueOf(found.get("CodeSha256")));
    }

    private Map<String, Object> get(String path) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoint.resolve(path))
                        .timeout(TIMEOUT)
                        .header("Authorization", Call.authorization("test", region, "lambda"))
                        .build();
        try {
            HttpResponse<String> response =
                    client.send(
                            request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            // moto answers with 201 where it has made nothing.
            if (response.statusCode() / 100 != 2) {
                throw new IOException(
                        "%s was answered with %d: %s"
                                .formatted(path, response.statusCode(), response.body()));
            }
            return JSON.std.mapFrom(response.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while Lambda was asked", interrupted);
        }
    }

    private static Map<?, ?> map(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<Map<?, ?>> list(@Nullable Object json) {
        List<Map<?, ?>> all = new ArrayList<>();
        if (json instanceof List<?> list) {
            list.forEach(each -> all.add(map(each)));
        }
        return all;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
