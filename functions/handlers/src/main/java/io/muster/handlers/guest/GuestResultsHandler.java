package io.muster.handlers.guest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.Pace;
import io.muster.aws.guest.ProbeCollector.Collected;
import io.muster.aws.guest.ProbeSettings;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.handlers.runtime.ScopeLine;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code guest-results}: a command has ended, so its guests' answers are read, stored and judged.
 *
 * <p>An event only says where to look: one that is late, comes twice or is about somebody else's
 * command is answered with why it is ignored. What it cannot read, {@code guest-probe} collects
 * when it runs next.
 */
public final class GuestResultsHandler implements RequestStreamHandler {

    private static final String FUNCTION = LambdaFunction.GUEST_RESULTS.functionName();

    /** Systems Manager may announce an end before it lists it. */
    private static final List<Duration> PATIENCE =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(4));

    private final FunctionEnvironment functionEnvironment;
    private final List<Duration> patience;

    /** The handler as Lambda makes it. */
    public GuestResultsHandler() {
        this(FunctionEnvironment.ofLambda(), PATIENCE);
        Priming.beforeSnapshot(FUNCTION, GuestResultsHandler::prime);
    }

    public GuestResultsHandler(FunctionEnvironment functionEnvironment) {
        this(functionEnvironment, PATIENCE);
    }

    GuestResultsHandler(FunctionEnvironment functionEnvironment, List<Duration> patience) {
        this.functionEnvironment = functionEnvironment;
        this.patience = List.copyOf(patience);
    }

    /** What is run before a snapshot of the function is taken. */
    static void prime(PrimingRun rehearsal) throws IOException {
        GuestPriming.play(
                rehearsal, new GuestResultsHandler(rehearsal.functionEnvironment(), List.of()));
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
        Map<String, @Nullable Object> answer =
                batch.isPresent() ? batch.get().each(work, this::log) : work.on(event);
        if (batch.isEmpty()) {
            log(answer);
        }
        out.write(ScopeLine.json(answer).getBytes(StandardCharsets.UTF_8));
    }

    private void log(Map<String, @Nullable Object> line) {
        functionEnvironment.log(ScopeLine.json(line));
    }

    private Map<String, @Nullable Object> results(
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

    private Map<String, @Nullable Object> collected(
            CommandEvent event, String account, ProbeSettings settings, Thresholds thresholds) {
        try (AwsClients clients = functionEnvironment.clients(event.scope(), account)) {
            Pace pace = Pace.perSecond(settings.callsPerSecond());
            ScopeProbe probe =
                    new ScopeProbe(
                            functionEnvironment,
                            clients,
                            event.scope(),
                            event.scope()
                                    .equals(
                                            Scope.of(
                                                    account, functionEnvironment.ownRegion().id())),
                            settings,
                            thresholds,
                            pace);
            Optional<Fact<Collected>> collected = probe.collect(event.commandId(), patience);
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

    private static Map<String, @Nullable Object> line(CommandEvent event, Collected collected) {
        Map<String, @Nullable Object> line = begin(event, "guests answered");
        line.put("guests", collected.probe().instances().size());
        line.put("answered", collected.answered());
        line.put("ended", collected.ended());
        line.put("open", collected.open());
        line.put("opened", collected.changes().opened());
        line.put("changed", collected.changes().changed());
        line.put("reopened", collected.changes().reopened());
        line.put("resolved", collected.changes().resolved());
        line.put("superseded", collected.changes().superseded());
        return line;
    }

    private static Map<String, @Nullable Object> ignored(CommandEvent event, String why) {
        Map<String, @Nullable Object> line = begin(event, "event ignored");
        line.put("ignored", why);
        return line;
    }

    private static Map<String, @Nullable Object> begin(CommandEvent event, String message) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("level", "INFO");
        line.put("message", message);
        line.put("account", event.scope().account());
        line.put("region", event.scope().region());
        line.put("command", event.commandId());
        line.put("status", event.status());
        return line;
    }
}
