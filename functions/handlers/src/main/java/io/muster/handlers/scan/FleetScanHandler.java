package io.muster.handlers.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.queue.WorkQueue;
import io.muster.aws.scan.RecordedScan;
import io.muster.aws.scan.ScanRecorder;
import io.muster.aws.scan.ScanSegment;
import io.muster.aws.scan.ScopeScan;
import io.muster.handlers.event.ScheduledEvent;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.ScopeFunction;
import io.muster.handlers.runtime.ScopeFunction.Worked;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code fleet-scan}: scans scopes, of its own account and of others, and brings the table up to
 * date.
 *
 * <p>It takes {@link FunctionEnvironment#TABLE_VARIABLE} and the variables of {@link Thresholds}
 * from the environment; what it does with messages and with direct events is told in {@link
 * ScopeFunction}. A scope that takes longer than an invocation may take is resumed in the next: see
 * {@link Continuation}.
 */
public final class FleetScanHandler implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.FLEET_SCAN.functionName();

    /**
     * What is left of an invocation's time when a scan stops: for the writes that are under way,
     * each of which may be tried again, and for the message that resumes it.
     */
    static final Duration RESERVE = Duration.ofMinutes(1);

    private final FunctionEnvironment functionEnvironment;
    private final Catalogue catalogue = BuiltInChecks.catalogue();

    /** The handler as Lambda makes it. */
    public FleetScanHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(FUNCTION, ScanPriming::play);
    }

    public FleetScanHandler(FunctionEnvironment functionEnvironment) {
        this.functionEnvironment = functionEnvironment;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        ScanRecorder recorder = new ScanRecorder(functionEnvironment.findings());
        ScopeFunction.Work work =
                (scope, asked) -> scan(scope, asked, context, thresholds, recorder);
        new ScopeFunction(FUNCTION, functionEnvironment, Continuation.MEMBERS)
                .handle(in, out, context, work);
    }

    private Worked scan(
            Scope scope,
            ScopeFunction.Asked asked,
            @Nullable Context context,
            Thresholds thresholds,
            ScanRecorder recorder) {
        ScanSegment segment = Continuation.segment(asked.event(), () -> timeIsUp(context));
        if (timeIsUp(context)) {
            throw new IllegalStateException(
                    "no time is left for it in this invocation: it is delivered again");
        }
        RecordedScan recorded =
                recorder.record(collect(scope, context, thresholds), segment, judgement -> {});
        recorded.problems().stream().map(LogLine::spoiled).forEach(functionEnvironment::log);
        if (recorded.resumeAfter() == null) {
            functionEnvironment.log(ScanMetrics.ofScope(recorded.report()));
        } else {
            sendContinuation(scope, asked.scheduled(), segment, recorded);
        }
        return new Worked(ScanLine.of(recorded, asked.scheduled().scheduledAt()), List.of());
    }

    /**
     * Resumes the scan in another invocation. The message is sent after everything up to its key is
     * written: an invocation that is stopped before it is sent repeats the same segment.
     */
    private void sendContinuation(
            Scope scope, ScheduledEvent asked, ScanSegment segment, RecordedScan recorded) {
        if (segment.keys().after().equals(recorded.resumeAfter())) {
            throw new IllegalStateException(
                    "its facts took all the time, so that no finding could be written: give "
                            + FUNCTION
                            + " more time or more memory");
        }
        functionEnvironment
                .queue(LambdaFunction.FLEET_SCAN.queueVariable())
                .send(
                        List.of(
                                new WorkQueue.Task(
                                        scope.account(),
                                        Continuation.message(FUNCTION, asked, scope, recorded))));
    }

    /** Without a queue to continue by, a scan takes all the time that there is. */
    private boolean timeIsUp(@Nullable Context context) {
        return context != null
                && !functionEnvironment
                        .environment()
                        .getOrDefault(LambdaFunction.FLEET_SCAN.queueVariable(), "")
                        .isBlank()
                && context.getRemainingTimeInMillis() < RESERVE.toMillis();
    }

    private ScopeScan collect(Scope scope, @Nullable Context context, Thresholds thresholds) {
        // Clients of its own, because their ledger is the scope's count of calls.
        try (AwsClients clients =
                functionEnvironment.clients(scope, functionEnvironment.account(context))) {
            return ScopeScan.collect(
                    clients,
                    scope,
                    functionEnvironment.prices(),
                    functionEnvironment.facts(),
                    catalogue,
                    thresholds,
                    functionEnvironment.clock());
        }
    }
}
