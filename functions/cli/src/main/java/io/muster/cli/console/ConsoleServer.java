package io.muster.cli.console;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.muster.cli.invoke.LocalContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The widget in a page that does with it what a CloudWatch dashboard does, on this machine alone.
 *
 * <p>Other sites that the browser has open may name this address, too: what does not come from the
 * page itself, by its host and origin, is refused.
 */
public final class ConsoleServer implements AutoCloseable {

    /** An event takes some hundred bytes, and a few thousand with forms. */
    private static final int MAX_EVENT_BYTES = 64 * 1024;

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'unsafe-inline';"
                    + " img-src data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final WidgetFunctions functions;

    private ConsoleServer(HttpServer server, WidgetFunctions functions) {
        this.server = server;
        this.functions = functions;
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any that is free
     * @throws IOException if the port is taken
     */
    static ConsoleServer start(int port, WidgetFunctions functions) throws IOException {
        HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ConsoleServer console = new ConsoleServer(server, functions);
        server.createContext("/", console::answer);
        server.start();
        return console;
    }

    /** Where a browser finds it. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOwn(exchange)) {
                send(exchange, 403, "text/plain", "not from this page");
                return;
            }
            String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            switch (asked) {
                case "GET /" ->
                        send(
                                exchange,
                                200,
                                "text/html",
                                resource("host.html").replace("{show}", functions.show()));
                case "GET /host.js" -> send(exchange, 200, "text/javascript", resource("host.js"));
                case "POST /invoke" -> invoke(exchange);
                default -> send(exchange, 404, "text/plain", "there is only /");
            }
        }
    }

    private boolean isOwn(HttpExchange exchange) {
        String own = "127.0.0.1:" + server.getAddress().getPort();
        List<String> origins =
                exchange.getRequestHeaders().getOrDefault("Origin", List.of("http://" + own));
        return own.equals(exchange.getRequestHeaders().getFirst("Host"))
                && origins.equals(List.of("http://" + own));
    }

    private void invoke(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_EVENT_BYTES + 1);
        if (body.length > MAX_EVENT_BYTES) {
            send(exchange, 413, "text/plain", "the event is too long");
            return;
        }
        Map<String, Object> request;
        try {
            request = JSON.std.mapFrom(body);
        } catch (IOException malformed) {
            send(exchange, 400, "text/plain", "not a JSON object");
            return;
        }
        String arn = String.valueOf(request.get("endpoint"));
        Optional<RequestStreamHandler> function = functions.named(arn);
        if (function.isEmpty() || !(request.get("event") instanceof Map<?, ?> event)) {
            send(exchange, 400, "text/plain", "no such function, or no event");
            return;
        }
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        function.get()
                .handleRequest(
                        new ByteArrayInputStream(
                                JSON.std.asString(event).getBytes(StandardCharsets.UTF_8)),
                        answer,
                        LocalContext.of(arn));
        send(exchange, 200, "text/html", String.valueOf(JSON.std.anyFrom(answer.toByteArray())));
    }

    private static void send(HttpExchange exchange, int status, String type, String text)
            throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ConsoleServer.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
