package io.muster.handlers.change;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.ProbeSettings;
import io.muster.aws.store.StoreException;
import io.muster.handlers.event.Event;
import io.muster.handlers.event.QueueBatch;
import io.muster.handlers.output.Json;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.runtime.ConfiguredScopes;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.Priming;
import io.muster.handlers.runtime.PrimingRun;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code instance-change}: something changed in EC2, so it is looked at and judged at once, and
 * once more when it has settled.
 *
 * <p>An event only says where to look. Those of one batch are collapsed to one look at each scope,
 * so a storm of them costs few calls; that they come late, twice or in another order changes
 * nothing, because what is judged is what EC2 says now. A scope that fails does not stop the
 * others: its messages are delivered again.
 */
public final class InstanceChangeHandler implements RequestStreamHandler {

    private final FunctionEnvironment functionEnvironment;

    /** The handler as Lambda makes it. */
    public InstanceChangeHandler() {
        this(FunctionEnvironment.ofLambda());
        Priming.beforeSnapshot(ChangeEvent.FUNCTION, InstanceChangeHandler::prime);
    }

    public InstanceChangeHandler(FunctionEnvironment functionEnvironment) {
        this.functionEnvironment = functionEnvironment;
    }

    /** What is run before a snapshot of the function is taken. */
    static void prime(PrimingRun run) throws IOException {
        ChangePriming.play(run, new InstanceChangeHandler(run.functionEnvironment()));
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
            throws IOException {
        Event event = Event.read(in, ChangeEvent.FUNCTION);
        Looks looks = new Looks(functionEnvironment.account(context));
        Optional<QueueBatch> batch = QueueBatch.in(event);
        Json.write(
                batch.isPresent()
                        ? batch.get().together(looks::takeAll, functionEnvironment::log)
                        : looks.direct(event).fields(),
                out);
    }

    /** The looks of one invocation. */
    private final class Looks {

        private final String account;
        private final ConfiguredScopes reach;
        private final FollowUp followUp;

        /** Reads all variables now: one that makes no sense fails the whole invocation. */
        private Looks(String account) {
            this.account = account;
            this.reach = functionEnvironment.reach(account);
            this.followUp = FollowUp.from(functionEnvironment);
            ProbeSettings.from(functionEnvironment.environment());
            Thresholds.from(functionEnvironment.environment());
        }

        private LogLine direct(Event event) {
            ChangeEvent change = ChangeEvent.of(event);
            LogLine line =
                    irrelevant(change)
                            .map(why -> ignored(change, why))
                            .orElseGet(() -> take(ScopeChanges.of(change)));
            functionEnvironment.log(line);
            return line;
        }

        /**
         * Looks at all that messages name.
         *
         * @param messages by their ids
         * @return those that are to be delivered again, each with why
         */
        private Map<String, RuntimeException> takeAll(Map<String, Event> messages) {
            Map<String, RuntimeException> failures = new LinkedHashMap<>();
            Map<Scope, List<String>> senders = new TreeMap<>();
            List<ChangeEvent> relevant = new ArrayList<>();
            for (Map.Entry<String, Event> message : messages.entrySet()) {
                String id = message.getKey();
                try {
                    ChangeEvent change = ChangeEvent.of(message.getValue());
                    Optional<String> irrelevant = irrelevant(change);
                    if (irrelevant.isPresent()) {
                        functionEnvironment.log(ignored(change, irrelevant.get()));
                    } else {
                        relevant.add(change);
                        senders.computeIfAbsent(change.scope(), scope -> new ArrayList<>()).add(id);
                    }
                } catch (IllegalArgumentException refused) {
                    failures.put(id, refused);
                }
            }
            for (ScopeChanges changes : collapsed(relevant).values()) {
                try {
                    functionEnvironment.log(take(changes));
                } catch (RuntimeException failure) {
                    if (!notLetIn(changes.scope(), failure)) {
                        functionEnvironment.log(LogLine.failed(changes.scope(), failure));
                        senders.getOrDefault(changes.scope(), List.of())
                                .forEach(id -> failures.put(id, failure));
                    }
                }
            }
            return failures;
        }

        private boolean notLetIn(Scope scope, RuntimeException failure) {
            try {
                Optional<LogLine> line = functionEnvironment.notLetIn(scope, failure);
                line.ifPresent(functionEnvironment::log);
                return line.isPresent();
            } catch (StoreException unwritten) {
                failure.addSuppressed(unwritten);
                return false;
            }
        }

        private LogLine take(ScopeChanges changes) {
            try (AwsClients clients = functionEnvironment.clients(changes.scope(), account)) {
                return new ScopeLook(functionEnvironment, clients, changes, followUp).take();
            }
        }

        private Optional<String> irrelevant(ChangeEvent change) {
            if (!reach.covers(change.scope().account())) {
                return Optional.of("the event is of an account that is not looked at");
            }
            return change.instances().isEmpty() && change.volumes().isEmpty()
                    ? Optional.of("the event is about no instance and no volume")
                    : Optional.empty();
        }
    }

    private static Map<Scope, ScopeChanges> collapsed(List<ChangeEvent> events) {
        Map<Scope, ScopeChanges> byScope = new TreeMap<>();
        for (ChangeEvent event : events) {
            byScope.computeIfAbsent(event.scope(), ScopeChanges::new).add(event);
        }
        return byScope;
    }

    private static LogLine ignored(ChangeEvent event, String why) {
        return LogLine.info("event ignored").scope(event.scope()).with("ignored", why);
    }
}
