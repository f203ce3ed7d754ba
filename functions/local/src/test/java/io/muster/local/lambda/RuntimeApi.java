package io.muster.local.lambda;

import com.fasterxml.jackson.jr.ob.JSON;
import com.sun.net.httpserver.HttpExchange;
import io.muster.local.front.LoopbackServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lambda's Runtime API, version 2018-06-01, on loopback: what a function's process asks for its
 * next event, and tells how it went.
 *
 * <p>With SnapStart the process first says that it is ready to be frozen, and waits there until the
 * first event comes.
 */
final class RuntimeApi implements AutoCloseable {

    private static final String VERSION = "/2018-06-01/runtime";
    private static final Pattern ENDED =
            Pattern.compile(VERSION + "/invocation/([0-9a-f-]{36})/(response|error)");

    /** Lambda's own limit for an answer. */
    private static final int MAX_ANSWER_LENGTH = 6 << 20;

    private final LoopbackServer server;
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final CompletableFuture<Outcome.Failed> failedStart = new CompletableFuture<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final CountDownLatch restored = new CountDownLatch(1);
    private final DeployedFunction function;
    private final Clock clock;

    RuntimeApi(DeployedFunction function, Clock clock) {
        this.function = function;
        this.clock = clock;
        this.server = new LoopbackServer("/", this::serve);
    }

    private record Invocation(String id, String event, CompletableFuture<Outcome> outcome) {}

    /** Host and port, as the variable AWS_LAMBDA_RUNTIME_API has them. */
    String address() {
        return server.address();
    }

    /** Gives the process an event; completes with how that ended. */
    CompletableFuture<Outcome> submit(String event) {
        Invocation invocation =
                new Invocation(UUID.randomUUID().toString(), event, new CompletableFuture<>());
        waiting.add(invocation);
        restored.countDown();
        return invocation.outcome();
    }

    /** Completes when the process could not load the function. */
    CompletableFuture<Outcome.Failed> failedStart() {
        return failedStart;
    }

    /** Completes when the process has loaded the function. */
    CompletableFuture<Void> ready() {
        return ready;
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Matcher ended = ENDED.matcher(path);
            if (path.equals(VERSION + "/invocation/next")) {
                ready.complete(null);
                next(exchange);
            } else if (path.equals(VERSION + "/restore/next")) {
                ready.complete(null);
                restored.await();
                send(exchange, 200);
            } else if (path.equals(VERSION + "/init/error")
                    || path.equals(VERSION + "/restore/error")) {
                failedStart.complete(failure(exchange));
                send(exchange, 202);
            } else if (ended.matches()) {
                end(exchange, ended.group(1), ended.group(2).equals("error"));
            } else {
                send(exchange, 404);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = waiting.take();
        running.put(invocation.id(), invocation);
        Duration timeout = function.timeout();
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Lambda-Runtime-Aws-Request-Id",
                        invocation.id(),
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(clock.instant().plus(timeout).toEpochMilli()),
                        "Lambda-Runtime-Invoked-Function-Arn",
                        function.arn(),
                        "Lambda-Runtime-Trace-Id",
                        "Root=1-00000000-000000000000000000000000;Sampled=0");
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    private void end(HttpExchange exchange, String id, boolean failed) throws IOException {
        Invocation invocation = running.remove(id);
        if (invocation == null) {
            send(exchange, 400);
            return;
        }
        invocation.outcome().complete(failed ? failure(exchange) : answer(exchange));
        send(exchange, 202);
    }

    private static Outcome answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_ANSWER_LENGTH + 1);
        return body.length > MAX_ANSWER_LENGTH
                ? new Outcome.Failed(
                        "Function.ResponseSizeTooLarge",
                        "the answer has more than %d bytes".formatted(MAX_ANSWER_LENGTH))
                : new Outcome.Answered(new String(body, StandardCharsets.UTF_8));
    }

    private static Outcome.Failed failure(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_ANSWER_LENGTH);
        Map<String, Object> error = JSON.std.mapFrom(body);
        return new Outcome.Failed(
                String.valueOf(error.get("errorType")), String.valueOf(error.get("errorMessage")));
    }

    private static void send(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    @Override
    public void close() {
        server.close();
    }
}
