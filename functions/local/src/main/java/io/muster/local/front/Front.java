package io.muster.local.front;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server on loopback between SDK clients and an emulator: it passes every request on, writes down
 * which operation it was, adds what the emulator lacks and fails where a test wants a failure. It
 * may also stand alone: then its simulations are all that there is.
 */
public final class Front implements AutoCloseable {

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([A-Za-z0-9_]{1,128})/");

    private static final byte[] EMPTY = {};

    /** AWS takes 1 MB at most in a query request. */
    private static final int MAX_BODY_LENGTH = 4 << 20;

    private final LoopbackServer server;
    private final @Nullable Upstream upstream;
    private final List<Addition> additions;
    private final List<Simulation> simulations;
    private final Consumer<Call> refused;
    private final CallLog log = new CallLog();
    private volatile Interception interception = (call, exchange, otherwise) -> false;

    /**
     * Starts to listen on a free port.
     *
     * @param additions the first is asked first, and asks those after it
     * @param simulations answer in the emulator's stead
     * @throws NoPortException when no port of the loopback interface can be had
     */
    public Front(URI emulator, List<Addition> additions, List<Simulation> simulations) {
        this(new Upstream(emulator), additions, simulations, unknown -> {});
    }

    private Front(
            @Nullable Upstream upstream,
            List<Addition> additions,
            List<Simulation> simulations,
            Consumer<Call> refused) {
        this.upstream = upstream;
        this.refused = refused;
        this.additions = List.copyOf(additions);
        this.simulations = List.copyOf(simulations);
        this.server = new LoopbackServer("/", this::serve);
    }

    /**
     * Starts to listen on a free port, with no emulator behind it: a call that none of the
     * simulations answers is refused as AWS refuses an operation that it does not know.
     *
     * @param refused gets each such call
     * @throws NoPortException when no port of the loopback interface can be had
     */
    public static Front alone(List<Simulation> simulations, Consumer<Call> refused) {
        return new Front(null, List.of(), simulations, refused);
    }

    /** The address that clients are to use. */
    public URI endpoint() {
        return URI.create("http://" + server.address());
    }

    /** What was called. */
    public CallLog log() {
        return log;
    }

    /** Lets another have every call first. */
    public void intercept(Interception first) {
        interception = first;
    }

    @Override
    public void close() {
        server.close();
        if (upstream != null) {
            upstream.close();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Form form;
            try {
                form = form(exchange);
            } catch (IllegalArgumentException malformed) {
                Call unread = call(exchange, null);
                String why = String.valueOf(malformed.getMessage());
                ErrorAnswers.error(unread, 400, "MalformedQueryString", why).sendTo(exchange);
                return;
            }
            Call call = call(exchange, form);
            log.add(call);
            if (!interception.intercepts(call, exchange, () -> whole(exchange, call, form))) {
                pass(exchange, call, form);
            }
        }
    }

    private static Call call(HttpExchange exchange, @Nullable Form form) {
        return Call.of(
                exchange.getRequestHeaders(),
                form,
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath());
    }

    /**
     * The form of a query request; null for any other request, whose body is not read here.
     *
     * @throws IllegalArgumentException when it is too long, or no form
     */
    private static @Nullable Form form(HttpExchange exchange) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        if (type == null || !type.startsWith(FORM_TYPE)) {
            return null;
        }
        return Form.parse(new String(wholeBody(exchange), StandardCharsets.UTF_8));
    }

    private Optional<Simulation> simulated(Call call) {
        return simulations.stream().filter(one -> one.concerns(call)).findFirst();
    }

    private static byte[] wholeBody(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_LENGTH + 1);
        if (body.length > MAX_BODY_LENGTH) {
            throw new IllegalArgumentException(
                    "the request has more than " + MAX_BODY_LENGTH + " bytes");
        }
        return body;
    }

    private void pass(HttpExchange exchange, Call call, @Nullable Form form) throws IOException {
        try {
            Optional<Simulation> simulated = simulated(call);
            if (simulated.isPresent()) {
                simulate(simulated.get(), call, exchange, form).sendTo(exchange);
            } else if (upstream == null) {
                refuse(call).sendTo(exchange);
            } else if (form != null && additions.stream().anyMatch(one -> one.concerns(call))) {
                complete(question(exchange, call, form)).sendTo(exchange);
            } else {
                stream(exchange, forward(upstream, exchange, form));
            }
        } catch (ConnectException gone) {
            ErrorAnswers.error(
                            call,
                            503,
                            "ServiceUnavailable",
                            "The emulator behind the front no longer answers: start it again")
                    .sendTo(exchange);
        }
    }

    private Answer refuse(Call call) {
        refused.accept(call);
        return ErrorAnswers.notOffered(call);
    }

    private static Answer simulate(
            Simulation simulation, Call call, HttpExchange exchange, @Nullable Form form) {
        try {
            byte[] body =
                    form == null
                            ? wholeBody(exchange)
                            : form.encoded().getBytes(StandardCharsets.UTF_8);
            return simulation.answer(call, body);
        } catch (IOException | RuntimeException failed) {
            return ErrorAnswers.error(
                    call, 500, "InternalServerError", "The front cannot simulate the answer");
        }
    }

    /**
     * What cannot be completed is said to be so: a closed connection would not tell the client why.
     */
    private Answer complete(Question question) throws IOException {
        try {
            return ask(question, 0);
        } catch (ConnectException gone) {
            throw gone;
        } catch (IOException | RuntimeException failed) {
            return ErrorAnswers.error(
                    question.call(),
                    500,
                    "InternalError",
                    "The front cannot complete the emulator's answer: " + failed);
        }
    }

    private static Question question(HttpExchange exchange, Call call, Form form) {
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        Matcher key = ACCESS_KEY.matcher(authorization == null ? "" : authorization);
        return new Question(call, form, key.find() ? key.group(1) : "test");
    }

    /**
     * Asks the first of the additions, from an index on, that the call concerns; or the emulator.
     */
    private Answer ask(Question question, int from) throws IOException {
        for (int index = from; index < additions.size(); index++) {
            Addition addition = additions.get(index);
            if (addition.concerns(question.call())) {
                int rest = index + 1;
                return addition.answer(question, next -> ask(next, rest));
            }
        }
        return upstream == null ? refuse(question.call()) : upstream.ask(question);
    }

    private static HttpResponse<InputStream> forward(
            Upstream upstream, HttpExchange exchange, @Nullable Form form) throws IOException {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery();
        return upstream.pass(
                exchange.getRequestMethod(),
                uri.getRawPath() + (query == null ? "" : "?" + query),
                exchange.getRequestHeaders(),
                body(exchange, form));
    }

    /** The request's body; one that is no form goes through without being held in memory. */
    private static BodyPublisher body(HttpExchange exchange, @Nullable Form form) {
        if (form != null) {
            return BodyPublishers.ofString(form.encoded(), StandardCharsets.UTF_8);
        }
        Headers headers = exchange.getRequestHeaders();
        String length = headers.getFirst("Content-Length");
        if (length == null && !headers.containsKey("Transfer-Encoding")) {
            return BodyPublishers.ofByteArray(EMPTY);
        }
        BodyPublisher stream = BodyPublishers.ofInputStream(exchange::getRequestBody);
        long bytes = length == null ? -1 : Long.parseLong(length);
        if (bytes == 0) {
            return BodyPublishers.ofByteArray(EMPTY);
        }
        return bytes < 0 ? stream : BodyPublishers.fromPublisher(stream, bytes);
    }

    private static void stream(HttpExchange exchange, HttpResponse<InputStream> response)
            throws IOException {
        try (InputStream body = response.body()) {
            Upstream.headers(response).forEach(exchange.getResponseHeaders()::set);
            boolean bodiless =
                    exchange.getRequestMethod().equals("HEAD")
                            || response.statusCode() == 204
                            || response.statusCode() == 304;
            long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
            // -1 says that there is no body, 0 that its length is not known: it goes in chunks.
            exchange.sendResponseHeaders(response.statusCode(), bodiless ? -1 : length);
            if (!bodiless) {
                try (OutputStream out = exchange.getResponseBody()) {
                    body.transferTo(out);
                }
            }
        }
    }

    private Answer whole(HttpExchange exchange, Call call, @Nullable Form form) throws IOException {
        Optional<Simulation> simulated = simulated(call);
        if (simulated.isPresent()) {
            return simulate(simulated.get(), call, exchange, form);
        }
        if (form != null) {
            return ask(question(exchange, call, form), 0);
        }
        if (upstream == null) {
            return refuse(call);
        }
        HttpResponse<InputStream> response = forward(upstream, exchange, null);
        try (InputStream body = response.body()) {
            return new Answer(
                    response.statusCode(), Upstream.headers(response), body.readAllBytes());
        }
    }
}
