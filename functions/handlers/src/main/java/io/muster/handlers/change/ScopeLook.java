package io.muster.handlers.change;

import io.muster.aws.client.AwsClients;
import io.muster.aws.guest.Pace;
import io.muster.aws.guest.ProbeSender;
import io.muster.aws.guest.ProbeSender.Sending;
import io.muster.aws.guest.ProbeSettings;
import io.muster.aws.scan.ChangeJudge;
import io.muster.aws.scan.ChangeJudge.Seen;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.SentProbe;
import io.muster.handlers.guest.RunIds;
import io.muster.handlers.output.LogLine;
import io.muster.handlers.output.LogLine.Level;
import io.muster.handlers.runtime.FunctionEnvironment;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Instance.State;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** One look at what changed in one scope. */
final class ScopeLook {

    /**
     * A probe that is not collected after this does not keep its guests from another: it was sent,
     * ended, and its event was lost.
     */
    static final Duration PROBING = Duration.ofMinutes(10);

    private final FunctionEnvironment functionEnvironment;
    private final AwsClients clients;
    private final ScopeChanges changes;
    private final FollowUp followUp;
    private final LogLine line;
    private final List<String> failures = new ArrayList<>();

    /**
     * @param clients for the scope
     */
    ScopeLook(
            FunctionEnvironment functionEnvironment,
            AwsClients clients,
            ScopeChanges changes,
            FollowUp followUp) {
        this.functionEnvironment = functionEnvironment;
        this.clients = clients;
        this.changes = changes;
        this.followUp = followUp;
        this.line =
                LogLine.info("changes looked at")
                        .scope(changes.scope())
                        .with("events", changes.events());
    }

    /**
     * Looks and judges, has the guests probed that have settled, and sees to it that the others are
     * looked at again. In this order: whatever stops it, the same events, delivered again, do what
     * is left and repeat nothing that matters.
     *
     * @return the line to be logged
     */
    LogLine take() {
        Thresholds thresholds = Thresholds.from(functionEnvironment.environment());
        ChangeJudge judge =
                new ChangeJudge(
                        clients,
                        functionEnvironment.findingRun(thresholds),
                        functionEnvironment.guests(),
                        functionEnvironment.prices(),
                        functionEnvironment.clock());
        switch (judge.judge(changes.scope(), changes.look())) {
            case Missing<Seen> missing ->
                    throw new IllegalStateException(
                            "what changed in %s cannot be read: %s"
                                    .formatted(changes.scope(), missing.detail()));
            case Known<Seen> known -> goOn(known.value());
        }
        return line.apiCalls(clients.ledger().counts());
    }

    private void goOn(Seen seen) {
        FleetFacts facts = seen.facts();
        List<Instance> hosts = facts.get(Source.INSTANCES).orElse(List.of());
        line.with("instances", hosts.size())
                .with("volumes", facts.get(Source.VOLUMES).orElse(List.of()).size())
                .with("absent", seen.absent())
                .with("unseen", unseen(facts))
                .with("findings", seen.changes().toString());
        Set<String> running = ids(hosts, State.RUNNING);
        Map<String, ManagedNode> nodes = facts.get(Source.MANAGED_NODES).orElse(Map.of());
        SortedSet<String> settled = changes.instances(FollowUpStage.AGAIN);
        SortedSet<String> waiting = new TreeSet<>(settled);
        settled.addAll(changes.instances(FollowUpStage.LAST));
        settled.retainAll(running);
        probe(seen, settled, nodes);
        waiting.retainAll(running);
        waiting.removeIf(id -> nodes.containsKey(id) && nodes.get(id).online());
        lookAgain(facts, hosts, waiting);
    }

    /** Only what runs, answers, is at no probe and has not answered since the event. */
    private void probe(Seen seen, SortedSet<String> settled, Map<String, ManagedNode> nodes) {
        if (settled.isEmpty()) {
            return;
        }
        GuestStore guests = functionEnvironment.guests();
        Set<String> done = busy(guests, seen.facts().observedAt());
        Instant since = changes.since();
        if (since != null) {
            Map<String, Instant> answered = new HashMap<>(seen.answeredAt());
            answered.values().removeIf(at -> !at.isAfter(since));
            done.addAll(answered.keySet());
        }
        List<ManagedNode> free =
                settled.stream()
                        .filter(id -> nodes.containsKey(id) && !done.contains(id))
                        .map(nodes::get)
                        .filter(ManagedNode::online)
                        .toList();
        ProbeSettings settings = ProbeSettings.from(functionEnvironment.environment());
        Sending sending =
                new ProbeSender(
                                clients::ssmOnce,
                                clients::ssm,
                                guests,
                                settings,
                                Pace.perSecond(settings.callsPerSecond()),
                                RunIds::random,
                                functionEnvironment.clock())
                        .send(changes.scope(), free);
        line.with("asked", sending.guests());
        if (!sending.failures().isEmpty()) {
            // No reason to judge again: guest-probe asks these guests when it runs next.
            trouble(sending.failures());
        }
    }

    private void trouble(List<String> more) {
        failures.addAll(more);
        line.level(Level.WARN).with("failures", failures);
    }

    private static String words(RuntimeException failure) {
        return String.valueOf(failure.getMessage());
    }

    private Set<String> busy(GuestStore guests, Instant now) {
        return guests
                .probes(changes.scope(), unreadable -> trouble(List.of(words(unreadable))))
                .stream()
                .filter(probe -> probe.sentAt().plus(PROBING).isAfter(now))
                .map(SentProbe::instances)
                .flatMap(List::stream)
                .collect(Collectors.toSet());
    }

    /**
     * What an event has just named, once more when it has settled; with it the volumes of what is
     * being terminated, which no event need name. What waits for its agent, for the last time.
     */
    private void lookAgain(FleetFacts facts, List<Instance> hosts, SortedSet<String> waiting) {
        SortedSet<String> instances = changes.instances(FollowUpStage.FIRST);
        SortedSet<String> ending = new TreeSet<>(instances);
        ending.retainAll(ids(hosts, State.SHUTTING_DOWN));
        instances.removeAll(ids(hosts, State.TERMINATED));
        SortedSet<String> volumes = new TreeSet<>(changes.volumes());
        volumes.addAll(volumesOf(facts, ending));
        Instant since = changes.since() == null ? facts.observedAt() : changes.since();
        Scope scope = changes.scope();
        int again =
                followUp.send(scope, FollowUpStage.AGAIN, instances, volumes, facts.observedAt());
        int last = followUp.send(scope, FollowUpStage.LAST, waiting, new TreeSet<>(), since);
        line.with("followUps", again + last).with("waiting", waiting.size());
        if (!followUp.possible()) {
            String why = FollowUp.QUEUE_VARIABLE + " is not set: no second look follows";
            line.level(Level.WARN).with("followUps", why);
        }
    }

    private static Set<String> ids(List<Instance> hosts, State state) {
        return hosts.stream()
                .filter(host -> host.state() == state)
                .map(Instance::id)
                .collect(Collectors.toSet());
    }

    private static Set<String> volumesOf(FleetFacts facts, Set<String> hosts) {
        return facts.get(Source.VOLUMES).orElse(List.of()).stream()
                .filter(
                        volume ->
                                volume.attachments().stream()
                                        .anyMatch(to -> hosts.contains(to.instanceId())))
                .map(Volume::id)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> unseen(FleetFacts facts) {
        Map<String, String> unseen = new LinkedHashMap<>();
        facts.missing()
                .forEach(
                        (part, missing) -> {
                            if (missing.why() != Fact.Why.NOT_COLLECTED) {
                                unseen.put(part, missing.why() + ": " + missing.detail());
                            }
                        });
        return unseen;
    }
}
