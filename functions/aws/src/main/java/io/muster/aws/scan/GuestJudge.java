package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FindingWriter;
import io.muster.aws.store.LogStore;
import io.muster.aws.store.StoredGuest;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Reconciler;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.GuestObservation;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Judges guests whose answers have just come, without a scan of their scope.
 *
 * <p>Only the checks that judge a guest are put, with what EC2 says at this moment of these
 * instances, their volumes, security groups and addresses, and what their logs said last. What
 * other checks would need was not asked for, so their findings stay as they are; so do those about
 * every other resource, and nothing counts as gone. The time of asking is later than that of the
 * answers: a scan that began before loses against these findings, one that begins later reads the
 * same answers or newer ones.
 */
public final class GuestJudge {

    private final AwsClients clients;
    private final FindingTable table;
    private final LogStore logs;
    private final Catalogue catalogue;
    private final Thresholds thresholds;
    private final Clock clock;

    /**
     * A judge of the guests in a region.
     *
     * @param clients of that region
     * @param catalogue the whole one
     */
    public GuestJudge(
            AwsClients clients,
            FindingTable table,
            LogStore logs,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        this.clients = clients;
        this.table = table;
        this.logs = logs;
        this.catalogue = catalogue;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /**
     * The IAM actions that it needs on the table itself, beside those of {@link
     * FleetCollector#actionsForHosts}.
     */
    public static Set<String> actionsOnTheTable() {
        return Set.of("dynamodb:Query", "dynamodb:UpdateItem");
    }

    /**
     * Judges guests of a scope and brings the findings about them up to date.
     *
     * @return what was changed; missing if EC2 could not be asked, and then nothing was
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written
     */
    public Fact<ChangeCounts> judge(Scope scope, Collection<StoredGuest> guests) {
        Map<String, GuestObservation> observations = new HashMap<>();
        guests.forEach(guest -> observations.put(guest.instanceId(), guest.observation()));
        FleetFacts facts =
                new FleetCollector(clients)
                        .collectHosts(scope, clock.instant(), observations)
                        .with(Source.LOGS, logs.facts(scope));
        return switch (facts.get(Source.INSTANCES)) {
            case Known<List<Instance>> hosts -> Fact.known(record(facts, hosts.value()));
            case Missing<List<Instance>> missing -> missing.as();
        };
    }

    private ChangeCounts record(FleetFacts facts, List<Instance> hosts) {
        Catalogue asked = catalogue.ofGuests().asked(facts);
        Set<String> checks = ids(asked);
        List<ResourceRef> resources =
                hosts.stream()
                        .filter(host -> !host.state().gone())
                        .map(host -> ResourceRef.of(facts.scope(), host))
                        .toList();
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler =
                    new Reconciler(
                            facts.scope(),
                            facts.observedAt(),
                            Set.of(),
                            checks,
                            about(checks, table.findings(facts.scope(), resources)),
                            writer);
            new Judge(asked, thresholds)
                    .judge(new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY)), reconciler);
            reconciler.close();
            return writer.finish();
        }
    }

    /** The findings of other checks are none of this judge's business. */
    private static Iterator<StoredFinding> about(
            Set<String> checks, Iterator<StoredFinding> findings) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(findings, Spliterator.ORDERED), false)
                .filter(stored -> checks.contains(stored.finding().check()))
                .iterator();
    }

    private static Set<String> ids(Catalogue catalogue) {
        return catalogue.all().stream().map(check -> check.spec().id()).collect(Collectors.toSet());
    }
}
