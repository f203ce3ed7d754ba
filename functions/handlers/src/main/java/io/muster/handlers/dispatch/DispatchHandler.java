package io.muster.handlers.dispatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.queue.WorkQueue;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeMarks;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * {@code dispatch}: a schedule's one event becomes a message for each scope, in the queue of the
 * function that does the work.
 *
 * <p>The scopes are every account of {@link ConfiguredScopes} in every region of it. Nothing is
 * sent before all are known. What was sent when sending fails stays sent: the invocation is tried
 * again, and the work that it asks for is idempotent.
 */
public record DispatchHandler(FunctionEnvironment functionEnvironment)
        implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.DISPATCH.functionName();

    /** The handler as Lambda makes it. */
    public DispatchHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(FUNCTION, DispatchPriming::play);
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        DispatchEvent asked =
                DispatchEvent.of(Event.read(in, FUNCTION), functionEnvironment.ownRegion());
        String account = functionEnvironment.account(context);
        List<Scope> scopes =
                asked.scopes()
                        .map(named -> named.stream().map(scope -> scope.of(account)).toList())
                        .orElseGet(() -> scopes(functionEnvironment.reach(account)));
        functionEnvironment
                .queue(asked.work().queueVariable())
                .send(scopes.stream().map(scope -> task(asked, scope)).toList());
        LogLine line = line(asked, scopes);
        if (asked.scopes().isEmpty() && asked.work() == LambdaFunction.FLEET_SCAN) {
            sumUp(scopes, line);
        }
        functionEnvironment.log(line);
        Json.write(line.fields(), out);
    }

    /**
     * Logs the figures of all scopes as the runs before this one left them, whichever scopes failed
     * in them, tells people of accounts that do not let Muster in, and says in the table which
     * scopes are not in the configuration any more. What fails here is done by the next schedule:
     * the messages are sent, and a retry would send them twice.
     */
    private void sumUp(List<Scope> configured, LogLine line) {
        try {
            FindingTable findings = functionEnvironment.findings();
            Instant now = functionEnvironment.clock().instant();
            List<ScopeSummary> summaries =
                    findings.summaries(
                            corrupt -> functionEnvironment.log(LogLine.unreadable(corrupt)));
            Set<Scope> scopes = Set.copyOf(configured);
            ScanMetrics.ofAll(summaries, scopes, now).forEach(functionEnvironment::log);
            new LockedAccounts(functionEnvironment, line).tell(summaries, scopes, now);
            ScopeMarks marks = findings.mark(summaries, configured, now);
            line.with("left", names(marks.left())).with("back", names(marks.back()));
        } catch (StoreException | IllegalStateException unread) {
            line.level(Level.WARN).with("notMarked", String.valueOf(unread.getMessage()));
        }
    }

    private static List<String> names(List<Scope> scopes) {
        return scopes.stream().map(Scope::toString).toList();
    }

    private List<Scope> scopes(ConfiguredScopes reach) {
        Collection<String> accounts = reach.organization() ? organization(reach) : reach.accounts();
        List<Scope> scopes = new ArrayList<>();
        // By turns, so that no account's regions stand all before those of the next.
        for (Region region : reach.regions()) {
            accounts.forEach(account -> scopes.add(Scope.of(account, region.id())));
        }
        return scopes;
    }

    private Collection<String> organization(ConfiguredScopes reach) {
        return switch (functionEnvironment.organization().active()) {
            case Known<SortedSet<String>> known ->
                    known.value().stream().filter(reach::covers).toList();
            case Missing<SortedSet<String>> missing ->
                    throw new IllegalStateException(
                            "the accounts of the organisation are not known, so nothing was sent: "
                                    + missing.detail());
        };
    }

    /** The direct event of the function that does the work, for one scope. */
    static WorkQueue.Task task(DispatchEvent asked, Scope scope) {
        String function = asked.work().functionName();
        return new WorkQueue.Task(
                scope.account(),
                Json.of(
                        ScheduledEvent.message(
                                function, scope, asked.scheduledAt(), asked.execution())));
    }

    static LogLine line(DispatchEvent asked, List<Scope> scopes) {
        return LogLine.info("scopes dispatched")
                .with("work", asked.work().functionName())
                .with("scheduledAt", asked.scheduledAt())
                .with("accounts", scopes.stream().map(Scope::account).distinct().count())
                .with("regions", scopes.stream().map(Scope::region).distinct().count())
                .with("messages", scopes.size());
    }
}
