package io.muster.local.front;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The faults in force at a front, each with the number of calls that it has seen. */
public final class Faults implements Interception {

    private static final Map<Front, Faults> BY_FRONT = new WeakHashMap<>();

    private final Map<Fault, Integer> seen = new LinkedHashMap<>();

    private Faults() {}

    /** Those of a front: none until some are added. */
    public static synchronized Faults of(Front front) {
        return BY_FRONT.computeIfAbsent(
                front,
                unused -> {
                    Faults faults = new Faults();
                    front.intercept(faults);
                    return faults;
                });
    }

    public synchronized void add(Fault fault) {
        seen.put(fault, 0);
    }

    /** Takes all faults back. */
    public synchronized void clear() {
        seen.clear();
    }

    @Override
    public boolean intercepts(Call call, HttpExchange exchange, Otherwise otherwise)
            throws IOException {
        Optional<Fault.Kind> fault = of(call);
        if (fault.isPresent()) {
            fail(exchange, call, otherwise, fault.get());
        }
        return fault.isPresent();
    }

    private static void fail(HttpExchange exchange, Call call, Otherwise otherwise, Fault.Kind kind)
            throws IOException {
        switch (kind) {
            case THROTTLED -> FaultAnswers.throttled(call).sendTo(exchange);
            case INTERNAL_ERROR -> FaultAnswers.internalError(call).sendTo(exchange);
            case DENIED -> FaultAnswers.denied(call).sendTo(exchange);
            case EXPIRED_TOKEN -> FaultAnswers.expiredToken(call).sendTo(exchange);
            case NOT_OFFERED -> FaultAnswers.notOffered(call).sendTo(exchange);
            case NOT_IMPLEMENTED -> FaultAnswers.notImplemented().sendTo(exchange);
            case TRUNCATED_BODY -> {
                Answer whole = otherwise.answer();
                whole.withBody(half(whole.body())).sendTo(exchange);
            }
            case CUT_OFF -> {
                Answer whole = otherwise.answer();
                whole.headers().forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(whole.status(), whole.body().length);
                exchange.getResponseBody().write(half(whole.body()));
                exchange.getResponseBody().flush();
            }
            case NO_ANSWER -> exchange.getRequestBody().close();
        }
    }

    private static byte[] half(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }

    /** How many of them a call has met. */
    public synchronized long met() {
        return seen.entrySet().stream()
                .filter(
                        entry ->
                                switch (entry.getKey().when()) {
                                    case Fault.When.Every every -> entry.getValue() > 0;
                                    case Fault.When.Nth nth -> entry.getValue() >= nth.number();
                                })
                .count();
    }

    /** How this call is to fail, where it is; counts it for every fault that it concerns. */
    private synchronized Optional<Fault.Kind> of(Call call) {
        Optional<Fault.Kind> first = Optional.empty();
        for (Map.Entry<Fault, Integer> entry : seen.entrySet()) {
            Fault fault = entry.getKey();
            if (!fault.concerns(call)) {
                continue;
            }
            int number = entry.getValue() + 1;
            entry.setValue(number);
            boolean fails =
                    switch (fault.when()) {
                        case Fault.When.Every every -> true;
                        case Fault.When.Nth nth -> nth.number() == number;
                    };
            if (fails && first.isEmpty()) {
                first = Optional.of(fault.kind());
            }
        }
        return first;
    }
}
