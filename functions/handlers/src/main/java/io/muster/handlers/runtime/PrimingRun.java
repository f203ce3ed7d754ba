package io.muster.handlers.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.muster.aws.client.AwsClients;
import io.muster.aws.client.CallLedger;
import io.muster.handlers.output.Json;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.DiskHistory;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.probe.GuestReader;
import io.muster.readiness.probe.ProbeOutput;
import io.muster.readiness.probe.ProbeSection;
import io.muster.readiness.scan.CallCount;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.regions.Region;

/**
 * An environment in which a function's path is run to prime it.
 *
 * <p>It is that of Lambda but for three differences. The function's account is one that does not
 * exist, so that no item of the table and no resource is about it, whatever the path does. The
 * clients, and with them connections and credentials, are made for it and closed with it. And what
 * is logged is kept in memory: alarms look at the function's own log.
 */
public final class PrimingRun implements AutoCloseable {

    /** AWS numbers no account so. */
    public static final String ACCOUNT = "000000000000";

    private final FunctionEnvironment functionEnvironment;
    private final List<AwsClients> made = new CopyOnWriteArrayList<>();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final CallLedger ledger;

    /**
     * A run.
     *
     * @param clients for a region; they write to the ledger, and are closed at the end
     */
    PrimingRun(
            Map<String, String> environment,
            Function<Region, AwsClients> clients,
            CallLedger ledger,
            Clock clock) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.remove(ConfiguredScopes.ORGANIZATION_VARIABLE);
        variables.put(ConfiguredScopes.ACCOUNTS_VARIABLE, ACCOUNT);
        this.ledger = ledger;
        this.functionEnvironment =
                FunctionEnvironment.in(
                        ACCOUNT,
                        variables,
                        region -> {
                            AwsClients some = clients.apply(region);
                            made.add(some);
                            return some;
                        },
                        clock,
                        log::add);
    }

    static PrimingRun ofLambda() {
        CallLedger ledger = new CallLedger();
        OwnCredentials credentials = new OwnCredentials(System.getenv());
        return new PrimingRun(
                System.getenv(),
                region -> AwsClients.forPriming(region, credentials.get(), null, ledger),
                ledger,
                Clock.systemUTC());
    }

    public FunctionEnvironment functionEnvironment() {
        return functionEnvironment;
    }

    /** The function's region, in the account that does not exist. */
    public Scope scope() {
        return Scope.of(ACCOUNT, functionEnvironment.ownRegion().id());
    }

    /**
     * Gives a handler a message, in a batch as a queue delivers it.
     *
     * @param body the event that the message carries
     * @throws IllegalStateException if the handler names the message as one that failed
     */
    public void message(RequestStreamHandler handler, Map<String, ?> body) throws IOException {
        Map<String, String> message =
                Map.of(
                        "messageId", "priming",
                        "eventSource", "aws:sqs",
                        "body", Json.of(body));
        event(handler, Map.of("Records", List.of(message)));
    }

    /**
     * Gives a handler an event.
     *
     * @throws IllegalStateException if the handler names a part of it as one that failed
     */
    public void event(RequestStreamHandler handler, Map<String, ?> event) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        handler.handleRequest(
                new ByteArrayInputStream(Json.of(event).getBytes(StandardCharsets.UTF_8)),
                answer,
                null);
        if (answer.toString(StandardCharsets.UTF_8).contains("\"itemIdentifier\"")) {
            throw new IllegalStateException("the priming event failed: " + log);
        }
    }

    /** Has facts judged by every check, with a guest's, and writes no finding. */
    public void judge(FleetFacts facts) {
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        FleetFacts joined = facts.with(Source.GUESTS, Fact.known(guests(facts)));
        FreshFinding.each(
                new Fleet(joined, thresholds.get(Setting.WORKLOAD_TAG_KEY)),
                new Judge(BuiltInChecks.catalogue().asked(joined), thresholds),
                FreshFinding::finding,
                () -> false);
    }

    private static Map<String, GuestObservation> guests(FleetFacts facts) {
        Map<String, GuestObservation> guests = new HashMap<>();
        facts.get(Source.INSTANCES)
                .orElse(List.of())
                .forEach(
                        instance ->
                                guests.put(
                                        instance.id(), guest(instance.id(), facts.observedAt())));
        return guests;
    }

    /** One that has every tool, none of which prints anything: all parsers are run. */
    private static GuestObservation guest(String instance, Instant at) {
        Map<String, ProbeOutput.Section> sections = new HashMap<>();
        for (ProbeSection<?> section : ProbeSection.all()) {
            String tool = section.tools().getFirst();
            sections.put(
                    section.name(),
                    new ProbeOutput.Section(section.name(), tool, 0, 0, ProbeOutput.State.OK, ""));
        }
        return new GuestObservation(
                instance,
                at,
                Fact.known(GuestReader.read(new ProbeOutput(at, 0, sections, true))),
                DiskHistory.NONE);
    }

    /** Number of calls so far, by action. */
    Map<String, CallCount> calls() {
        return ledger.counts();
    }

    /** The lines that were logged. */
    public List<String> log() {
        return new ArrayList<>(log);
    }

    @Override
    public void close() {
        made.forEach(AwsClients::close);
    }
}
