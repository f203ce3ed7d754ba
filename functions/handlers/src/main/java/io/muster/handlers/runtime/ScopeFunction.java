package io.muster.handlers.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import io.muster.handlers.event.AskedScope;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A function that works scopes: those of its queue's messages, one each, or all those of a direct
 * event. A scope that fails does not stop the others. A message's failure is named in the answer; a
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
         * @return the line to be logged; a failure is an exception, {@link PartialScopeFailure}
         *     where there is a line to be logged all the same
         */
        Map<String, @Nullable Object> on(Scope scope, Asked asked);
    }

    /** An event, as it came and as it is understood. */
    public record Asked(Event event, ScheduledEvent scheduled) {}

    /** Works what an event asks for, and answers. */
    public void handle(InputStream in, OutputStream out, @Nullable Context context, Work work)
            throws IOException {
        Event event = Event.read(in, function);
        Optional<QueueBatch> batch = QueueBatch.in(event);
        Map<String, @Nullable Object> answer =
                batch.isPresent()
                        ? batch.get()
                                .each(
                                        message -> message(message, context, work),
                                        line -> functionEnvironment.log(ScopeLine.json(line)))
                        : direct(event, context, work);
        out.write(ScopeLine.json(answer).getBytes(StandardCharsets.UTF_8));
    }

    private Map<String, @Nullable Object> message(
            Event event, @Nullable Context context, Work work) {
        Asked asked = asked(event);
        Scope scope = asked.scheduled().onlyScope(event).of(functionEnvironment.account(context));
        try {
            return work.on(scope, asked);
        } catch (PartialScopeFailure part) {
            functionEnvironment.log(ScopeLine.json(part.line()));
            throw new ScopesFailed(Map.of(scope.toString(), part), 1);
        } catch (RuntimeException failure) {
            throw new ScopesFailed(Map.of(scope.toString(), failure), 1);
        }
    }

    private Map<String, @Nullable Object> direct(
            Event event, @Nullable Context context, Work work) {
        Asked asked = asked(event);
        String account = functionEnvironment.account(context);
        List<Map<String, @Nullable Object>> worked = new ArrayList<>();
        Map<String, RuntimeException> failures = new LinkedHashMap<>();
        for (AskedScope each : asked.scheduled().scopes()) {
            Scope scope = each.of(account);
            try {
                Map<String, @Nullable Object> line = work.on(scope, asked);
                functionEnvironment.log(ScopeLine.json(line));
                worked.add(line);
            } catch (PartialScopeFailure part) {
                functionEnvironment.log(ScopeLine.json(part.line()));
                failures.put(scope.toString(), part);
            } catch (RuntimeException failure) {
                functionEnvironment.log(ScopeLine.failed(scope, failure));
                failures.put(scope.toString(), failure);
            }
        }
        if (!failures.isEmpty()) {
            throw new ScopesFailed(failures, asked.scheduled().scopes().size());
        }
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("scopes", worked);
        return answer;
    }

    private Asked asked(Event event) {
        return new Asked(
                event,
                ScheduledEvent.of(
                        event, functionEnvironment.ownRegion(), more.toArray(String[]::new)));
    }
}
