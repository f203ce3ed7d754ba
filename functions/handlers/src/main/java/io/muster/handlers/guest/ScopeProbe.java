package io.muster.handlers.guest;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.guest.Pace;
import io.muster.aws.guest.ProbeCollector;
import io.muster.aws.guest.ProbeCollector.Collected;
import io.muster.aws.guest.ProbeReader;
import io.muster.aws.guest.ProbeSender;
import io.muster.aws.guest.ProbeSender.Sending;
import io.muster.aws.guest.ProbeSettings;
import io.muster.aws.scan.GuestJudge;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.aws.store.StoreException;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.handlers.runtime.ScopeFunction.Worked;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fleet.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One scope's guests, asked by schedule or heard by event. */
final class ScopeProbe {

    /** What is asked to know which guests can be probed. */
    static final Set<Source<?>> SOURCES = Set.of(Source.MANAGED_NODES);

    private final AwsClients clients;
    private final Scope scope;
    private final boolean own;
    private final GuestStore store;
    private final Clock clock;
    private final ProbeSender sender;
    private final ProbeCollector collector;
    private final List<String> failures = new ArrayList<>();

    /**
     * The guests of a scope.
     *
     * @param own whether it is the function's own account and region, where the document must be
     */
    ScopeProbe(
            FunctionEnvironment functionEnvironment,
            AwsClients clients,
            Scope scope,
            boolean own,
            ProbeSettings settings,
            Thresholds thresholds) {
        Pace pace = Pace.perSecond(settings.callsPerSecond());
        this.clients = clients;
        this.scope = scope;
        this.own = own;
        this.store = functionEnvironment.guests();
        this.clock = functionEnvironment.clock();
        this.sender =
                new ProbeSender(
                        clients::ssmOnce,
                        clients::ssm,
                        store,
                        settings,
                        pace,
                        RunIds::random,
                        functionEnvironment.clock());
        this.collector =
                new ProbeCollector(
                        new ProbeReader(clients::ssm, pace, functionEnvironment.clock()),
                        store,
                        new GuestJudge(
                                clients,
                                functionEnvironment.findingRun(thresholds),
                                functionEnvironment.facts().logs(),
                                functionEnvironment.clock()));
    }

    /** Collects what was missed, then sends; answers with counts. */
    Worked run() {
        LogLine line = LogLine.info("guests probed").scope(scope);
        Set<String> busy = collectMissed(line);
        Fact<Map<String, ManagedNode>> nodes =
                new FleetCollector(clients)
                        .collect(scope, clock.instant(), SOURCES)
                        .get(Source.MANAGED_NODES);
        switch (nodes) {
            case Missing<Map<String, ManagedNode>> missing ->
                    failures.add(missing.detail().english());
            case Known<Map<String, ManagedNode>> known -> send(known.value(), busy, line);
        }
        if (!failures.isEmpty()) {
            line.level(Level.ERROR);
        }
        return new Worked(
                line.with("failures", failures).apiCalls(clients.ledger().counts()),
                List.copyOf(failures));
    }

    /** Collects one probe whose end was announced; empty if none by that command is under way. */
    Optional<Fact<Collected>> collect(String commandId, List<Duration> pollDelays) {
        return store.probe(scope, commandId).map(probe -> collector.collect(probe, pollDelays));
    }

    /**
     * Asks what {@link #collect} asks about a probe that was never sent, and so is not in the
     * table.
     *
     * @throws IllegalStateException if EC2 could not be asked
     */
    void prime(SentProbe probe) {
        collector.prime(probe);
    }

    /** Collects probes whose events were missed; answers with the guests that are still at it. */
    private Set<String> collectMissed(LogLine line) {
        Set<String> busy = new HashSet<>();
        int answered = 0;
        int collected = 0;
        ChangeCounts changes = ChangeCounts.NONE;
        for (SentProbe probe : store.probes(scope, unreadable -> failures.add(words(unreadable)))) {
            switch (collected(probe)) {
                case Missing<Collected> missing -> {
                    failures.add("command %s: %s".formatted(probe.commandId(), missing.detail()));
                    // What has ended by now, heard or not, keeps no guest busy.
                    if (!ProbeReader.over(probe, clock.instant())) {
                        busy.addAll(probe.instances());
                    }
                }
                case Known<Collected> known -> {
                    collected++;
                    answered += known.value().answered();
                    changes = changes.plus(known.value().changes());
                    busy.addAll(known.value().waiting());
                }
            }
        }
        line.with("collected", collected)
                .with("answered", answered)
                .with("findings", changes.toString());
        return busy;
    }

    /** An item of one guest that cannot be read must not keep the others from being asked. */
    private Fact<Collected> collected(SentProbe probe) {
        try {
            return collector.collect(probe, List.of());
        } catch (StoreException.CorruptItem
                | StoreException.NewerItem
                | StoreException.WrittenInPart unreadable) {
            return Fact.missing(Why.FAILED, unreadable.detail());
        }
    }

    private static String words(StoreException failure) {
        return String.valueOf(failure.getMessage());
    }

    /** A guest that is still at a probe is not given another: a retry would else ask twice. */
    private void send(Map<String, ManagedNode> nodes, Set<String> busy, LogLine line) {
        List<ManagedNode> free =
                nodes.values().stream().filter(node -> !busy.contains(node.instanceId())).toList();
        Sending sending = sender.send(scope, free);
        line.with("managed", nodes.size())
                .with("busy", nodes.size() - free.size())
                .with("silent", sending.silent())
                .with("commands", sending.probes().size())
                .with("asked", sending.guests());
        if (sending.notOffered() && !own) {
            // The schedule goes to every region; Terraform makes the document only in some. The
            // guests' checks go on to say what is not known of them.
            line.level(Level.WARN).with("notAsked", String.join("; ", sending.failures()));
        } else {
            failures.addAll(sending.failures());
        }
    }
}
