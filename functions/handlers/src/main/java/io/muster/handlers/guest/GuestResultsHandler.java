package io.muster.handlers.guest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.account.RoleNotTaken;
import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.ProbeCollector.Collected;
import io.muster.aws.guest.ProbeSettings;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code guest-results}: a command has ended, so its guests' answers are read, stored and judged.
 *
 * <p>An event only says where to look: one that is late, comes twice or is about a command that is
 * not Muster's is answered with why it is ignored. What it cannot read, {@code guest-probe}
 * collects when it runs next.
 */
public final class GuestResultsHandler implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.GUEST_RESULTS.functionName();

    /** Systems Manager is eventually consistent: it may announce an end before it lists it. */
    private static final List<Duration> POLL_DELAYS =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final FunctionEnvironment functionEnvironment;
    private final List<Duration> pollDelays;

    /** The handler as Lambda makes it. */
    public GuestResultsHandler() {
        this(FunctionEnvironment.ofLambda(), POLL_DELAYS);
        Priming.beforeSnapshot(FUNCTION, GuestResultsHandler::prime);
    }

    public GuestResultsHandler(FunctionEnvironment functionEnvironment) {
        this(functionEnvironment, POLL_DELAYS);
    }

    GuestResultsHandler(FunctionEnvironment functionEnvironment, List<Duration> pollDelays) {
        this.functionEnvironment = functionEnvironment;
        this.pollDelays = List.copyOf(pollDelays);
    }

    /** What is run before a snapshot of the function is taken. */
    static void prime(PrimingRun run) throws IOException {
        GuestPriming.play(run, new GuestResultsHandler(run.functionEnvironment(), List.of()));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        ProbeSettings settings = ProbeSettings.from(functionEnvironment.environment());
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        String account = functionEnvironment.account(context);
        ConfiguredScopes reach = functionEnvironment.reach(account);
        QueueBatch.Work work =
                event -> results(CommandEvent.of(event), account, reach, settings, thresholds);
        Event event = Event.read(in, FUNCTION);
        Optional<QueueBatch> batch = QueueBatch.in(event);
        if (batch.isPresent()) {
            Json.write(
                    batch.get().each(message -> letIn(work, message), functionEnvironment::log),
                    out);
        } else {
            LogLine line = work.on(event);
            functionEnvironment.log(line);
            Json.write(line.fields(), out);
        }
    }

    /** As {@link FunctionEnvironment#notLetIn} says, such a message is done with. */
    private LogLine letIn(QueueBatch.Work work, Event message) {
        try {
            return work.on(message);
        } catch (RoleNotTaken failure) {
            return functionEnvironment
                    .notLetIn(CommandEvent.of(message).scope(), failure)
                    .orElseThrow(() -> failure);
        }
    }

    private LogLine results(
            CommandEvent event,
            String account,
            ConfiguredScopes reach,
            ProbeSettings settings,
            Thresholds thresholds) {
        Optional<String> irrelevant = event.irrelevant(reach, settings.document());
        return irrelevant.isPresent()
                ? ignored(event, irrelevant.get())
                : collected(event, account, settings, thresholds);
    }

    private LogLine collected(
            CommandEvent event, String account, ProbeSettings settings, Thresholds thresholds) {
        try (AwsClients clients = functionEnvironment.clients(event.scope(), account)) {
            Scope scope = event.scope();
            boolean own = functionEnvironment.own(scope, account);
            ScopeProbe probe =
                    new ScopeProbe(functionEnvironment, clients, scope, own, settings, thresholds);
            Optional<Fact<Collected>> collected = probe.collect(event.commandId(), pollDelays);
            if (collected.isEmpty()) {
                return ignored(event, "no probe by that command is under way");
            }
            return switch (collected.get()) {
                case Missing<Collected> missing ->
                        throw new IllegalStateException(
                                "the answers to command %s cannot be collected: %s"
                                        .formatted(event.commandId(), missing.detail()));
                case Known<Collected> known -> line(event, known.value());
            };
        }
    }

    private static LogLine line(CommandEvent event, Collected collected) {
        return begin(event, "guests answered")
                .with("guests", collected.probe().instances().size())
                .with("answered", collected.answered())
                .with("ended", collected.ended())
                .with("open", collected.open())
                .changes(collected.changes());
    }

    private static LogLine ignored(CommandEvent event, String why) {
        return begin(event, "event ignored").with("ignored", why);
    }

    private static LogLine begin(CommandEvent event, String message) {
        return LogLine.info(message)
                .scope(event.scope())
                .with("command", event.commandId())
                .with("status", event.status());
    }
}
