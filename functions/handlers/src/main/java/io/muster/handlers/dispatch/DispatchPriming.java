package io.muster.handlers.dispatch;

import io.muster.aws.store.ScopeSummary;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.output.Json;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.fact.Scope;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A schedule's event about an account that does not exist: its message is made and not sent, the
 * queue is given a batch without messages. Of the table the summaries are read, and nothing is
 * marked.
 */
final class DispatchPriming {

    private DispatchPriming() {}

    static void play(PrimingRun run) {
        FunctionEnvironment functionEnvironment = run.functionEnvironment();
        Scope scope = run.scope();
        Map<String, @Nullable Object> event =
                new HashMap<>(
                        ScheduledEvent.message(
                                LambdaFunction.DISPATCH.functionName(), scope, null, null));
        event.put("work", LambdaFunction.FLEET_SCAN.functionName());
        DispatchEvent asked =
                DispatchEvent.of(
                        Event.read(Json.of(event), LambdaFunction.DISPATCH.functionName()),
                        functionEnvironment.ownRegion());
        DispatchHandler.task(asked, scope);
        functionEnvironment.queue(asked.work().queueVariable()).prime();
        Instant now = functionEnvironment.clock().instant();
        List<ScopeSummary> summaries = functionEnvironment.findings().summaries(unreadable -> {});
        ScanMetrics.ofAll(summaries, Set.of(scope), now).forEach(functionEnvironment::log);
        functionEnvironment.missingRoles().all(unreadable -> {});
        functionEnvironment.log(DispatchHandler.line(asked, List.of(scope)));
    }
}
