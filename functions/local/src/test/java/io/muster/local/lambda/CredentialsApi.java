package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import io.muster.local.front.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a function that is restored from a snapshot gets its credentials: Lambda sets no key in its
 * environment, because it would be old by then, but an address on loopback and a token for it.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-activate.html">Lambda on
 *     SnapStart</a>
 */
final class CredentialsApi implements AutoCloseable {

    static final String ADDRESS_VARIABLE = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
    static final String TOKEN_VARIABLE = "AWS_CONTAINER_AUTHORIZATION_TOKEN";

    private static final String KEY_VARIABLE = "AWS_ACCESS_KEY_ID";
    private static final String SECRET_VARIABLE = "AWS_SECRET_ACCESS_KEY";
    private static final String SESSION_VARIABLE = "AWS_SESSION_TOKEN";

    private static final String PATH = "/credentials";
    private static final Duration VALID = Duration.ofHours(6);

    private final LoopbackServer server;
    private final String token = UUID.randomUUID().toString();
    private final Map<String, String> keys;
    private final Clock clock;

    /**
     * Starts to listen on a free port.
     *
     * @param variables those of the machine, among them the keys that are given out
     * @throws UncheckedIOException when no port of the loopback interface can be had
     */
    CredentialsApi(Map<String, String> variables, Clock clock) {
        this.keys = Map.copyOf(variables);
        this.clock = clock;
        this.server = new LoopbackServer(PATH, this::serve);
    }

    /** The variables without keys, and with what leads to them in their stead. */
    Map<String, String> instead(Map<String, String> variables) {
        Map<String, String> without = new TreeMap<>(variables);
        without.remove(KEY_VARIABLE);
        without.remove(SECRET_VARIABLE);
        without.remove(SESSION_VARIABLE);
        without.put(ADDRESS_VARIABLE, address().toString());
        without.put(TOKEN_VARIABLE, token);
        return without;
    }

    private URI address() {
        return URI.create("http://" + server.address() + PATH);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!token.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            byte[] body = JSON.std.asBytes(credentials());
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, @Nullable Object> credentials() {
        Map<String, @Nullable Object> credentials = new LinkedHashMap<>();
        credentials.put("AccessKeyId", keys.get(KEY_VARIABLE));
        credentials.put("SecretAccessKey", keys.get(SECRET_VARIABLE));
        credentials.put("Token", keys.getOrDefault(SESSION_VARIABLE, "local"));
        credentials.put("Expiration", clock.instant().plus(VALID).toString());
        return credentials;
    }

    @Override
    public void close() {
        server.close();
    }
}
