package io.muster.handlers.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.handlers.event.AskedScope;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function that works scopes: those of its queue's messages, one each, or all those of a direct
 * event. A scope that fails does not stop the others. A message's failure is named in the answer,
 * but for an account that does not let Muster in: see {@link FunctionEnvironment#notLetIn}. A
 * direct event's fails the invocation after the last scope.
 */
public final class ScopeFunction {

    private final String function;
    private final FunctionEnvironment functionEnvironment;
    private final List<String> more;

    /**
     * @param more what this function's events may say beside {@link ScheduledEvent}
     */
    public ScopeFunction(String function, FunctionEnvironment functionEnvironment, String... more) {
        this.function = function;
        this.functionEnvironment = functionEnvironment;
        this.more = List.of(more);
    }

    /** What is done for one scope. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does it.
         *
         * @param asked what else the event says
         * @return how far it went; where it got nowhere, the failure is an exception
         */
        Worked on(Scope scope, Asked asked);
    }

    /**
     * A scope that was worked, as far as that went.
     *
     * @param line to be logged
     * @param failures a message for each thing that did not work; empty if all did
     */
    public record Worked(LogLine line, List<String> failures) {}

    /** An event, as it came and as it is understood. */
    public record Asked(Event event, ScheduledEvent scheduled) {}

    /** Works what an event asks for, and answers. */
    public void handle(InputStream in, OutputStream out, @Nullable Context context, Work work)
            throws IOException {
        Event event = Event.read(in, function);
        Optional<QueueBatch> batch = QueueBatch.in(event);
        Json.write(
                batch.isPresent()
                        ? batch.get()
                                .each(
                                        message -> message(message, context, work),
                                        functionEnvironment::log)
                        : direct(event, context, work),
                out);
    }

    private LogLine message(Event event, @Nullable Context context, Work work) {
        Asked asked = asked(event);
        Scope scope = asked.scheduled().onlyScope(event).of(functionEnvironment.account(context));
        try {
            Worked worked = work.on(scope, asked);
            if (worked.failures().isEmpty()) {
                return worked.line();
            }
            functionEnvironment.log(worked.line());
            throw failure(worked);
        } catch (RuntimeException failure) {
            return functionEnvironment
                    .notLetIn(scope, failure)
                    .orElseThrow(() -> new ScopesFailed(Map.of(scope.toString(), failure), 1));
        }
    }

    private Map<String, ?> direct(Event event, @Nullable Context context, Work work) {
        Asked asked = asked(event);
        String account = functionEnvironment.account(context);
        List<Map<String, @Nullable Object>> lines = new ArrayList<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (AskedScope each : asked.scheduled().scopes()) {
            Scope scope = each.of(account);
            try {
                Worked worked = work.on(scope, asked);
                functionEnvironment.log(worked.line());
                lines.add(worked.line().fields());
                if (!worked.failures().isEmpty()) {
                    failures.put(scope.toString(), failure(worked));
                }
            } catch (RuntimeException failure) {
                functionEnvironment.log(LogLine.failed(scope, failure));
                failures.put(scope.toString(), failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new ScopesFailed(failures, asked.scheduled().scopes().size());
        }
        return Map.of("scopes", lines);
    }

    private static RuntimeException failure(Worked worked) {
        return new IllegalStateException(String.join("; ", worked.failures()));
    }

    private Asked asked(Event event) {
        return new Asked(
                event,
                ScheduledEvent.of(
                        event, functionEnvironment.ownRegion(), more.toArray(String[]::new)));
    }
}
