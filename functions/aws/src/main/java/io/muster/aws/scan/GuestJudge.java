package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.fleet.NamedResources;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.LogStore;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.guest.GuestObservation;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Judges guests whose answers have just come, without a scan of their scope.
 *
 * <p>Only the checks that judge a guest are put, with what EC2 says at this moment of these
 * instances, their volumes, security groups and addresses, and what their logs said last. What
 * other checks would need was not asked for, so their findings stay as they are; so do those about
 * every other resource, and nothing counts as gone. The time of asking is later than that of the
 * answers: a scan that began before loses against these findings, one that begins later reads the
 * same answers or newer ones.
 *
 * @param clients of the region of the guests
 */
public record GuestJudge(AwsClients clients, FindingRun run, LogStore logs, Clock clock) {

    /** What EC2 is asked, which the checks of guests hold them against. */
    public static final Set<Source<?>> SOURCES =
            Set.of(
                    Source.INSTANCES,
                    Source.VOLUMES,
                    Source.SECURITY_GROUPS,
                    Source.PREFIX_LISTS,
                    Source.ADDRESSES);

    /**
     * Judges guests of a scope and brings the findings about them up to date.
     *
     * @return what was changed; missing if EC2 could not be asked, and then nothing was
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written
     */
    public Fact<ChangeCounts> judge(Scope scope, Collection<GuestObservation> guests) {
        Map<String, GuestObservation> observations = new HashMap<>();
        guests.forEach(guest -> observations.put(guest.instanceId(), guest));
        FleetFacts facts =
                new FleetCollector(clients)
                        .collect(
                                scope,
                                clock.instant(),
                                SOURCES,
                                NamedResources.only(new TreeSet<>(observations.keySet())))
                        .with(Source.GUESTS, Fact.known(observations))
                        .with(Source.LOGS, logs.facts(scope));
        return facts.get(Source.INSTANCES).map(hosts -> record(facts, hosts));
    }

    private ChangeCounts record(FleetFacts facts, List<Instance> hosts) {
        Fleet fleet = run.fleet(facts);
        List<ResourceRef> resources =
                hosts.stream()
                        .filter(host -> !host.state().gone())
                        .map(host -> ResourceRef.of(facts.scope(), host))
                        .toList();
        return run.record(
                fleet,
                FindingSelection.ofResources(
                        run.catalogue().ofGuests(), fleet, resources, List.of()));
    }
}
