package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.fleet.NamedResources;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.pricing.PriceCollector;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.Observations;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.finding.FindingSelection;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Judges instances and volumes that are said to have changed, without a scan of their scope.
 *
 * <p>The checks of instances and volumes are put, in the words of a scan, to what is named and what
 * is attached to it: see {@link FleetCollector}. Findings of other checks, and those about every
 * other resource, stay as they are.
 *
 * <p>What EC2 does not list is not yet gone: its answers are eventually consistent and lag behind
 * its own events. It counts as gone where the caller says that it may.
 */
public final class ChangeJudge {

    private final FleetCollector collector;
    private final FindingRun run;
    private final GuestStore guests;
    private final PriceCollector prices;
    private final Clock clock;

    /**
     * A judge of changes in a region.
     *
     * @param clients of that region, with credentials for the scope's account
     * @param prices where those of the price list are kept
     */
    public ChangeJudge(
            AwsClients clients, FindingRun run, GuestStore guests, PriceCache prices, Clock clock) {
        this.collector = new FleetCollector(clients);
        this.prices = PriceCollector.of(clients, prices);
        this.run = run;
        this.guests = guests;
        this.clock = clock;
    }

    /**
     * The IAM actions that it needs on the table itself, beside those of {@link
     * FleetCollector#selectiveSources}.
     */
    public static Set<String> actionsOnTheTable() {
        return Stream.concat(Stream.of("dynamodb:BatchGetItem"), FindingRun.actions().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What to look at.
     *
     * @param instances ids
     * @param volumes ids
     * @param mayBeGone those of them that count as gone where EC2 does not list them
     */
    public record Look(
            SortedSet<String> instances, SortedSet<String> volumes, Set<String> mayBeGone) {}

    /**
     * What was seen.
     *
     * @param answeredAt when the guests among the instances answered last, by id
     * @param absent ids that EC2 does not list and that do not count as gone
     */
    public record Seen(
            FleetFacts facts,
            Map<String, Instant> answeredAt,
            ChangeCounts changes,
            SortedSet<String> absent) {}

    /**
     * Looks, judges and brings the findings up to date.
     *
     * @return missing if EC2 could not be asked for what is named, and then nothing was changed
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written; what was
     *     written stays
     */
    public Fact<Seen> judge(Scope scope, Look look) {
        // The time first: facts that are read and written meanwhile are newer than these.
        Instant observedAt = clock.instant();
        FleetFacts facts =
                prices.with(
                        collector.collect(
                                scope,
                                observedAt,
                                collector.selectiveSources(),
                                NamedResources.joined(look.instances(), look.volumes())));
        return facts.get(Source.INSTANCES)
                .zip(
                        facts.get(Source.VOLUMES),
                        (hosts, disks) -> record(look, facts, hosts, disks));
    }

    private Seen record(
            Look look, FleetFacts withoutGuests, List<Instance> hosts, List<Volume> disks) {
        Observations answers =
                guests.observations(
                        withoutGuests.scope(),
                        withoutGuests.observedAt(),
                        hosts.stream().map(Instance::id).collect(Collectors.toSet()));
        FleetFacts facts = withoutGuests.with(Source.GUESTS, Fact.known(answers));
        // An instance and a volume never have the same id.
        Map<String, ResourceRef> resources = new HashMap<>();
        look.instances().forEach(id -> resources.put(id, ref(ResourceType.INSTANCE, id)));
        look.volumes().forEach(id -> resources.put(id, ref(ResourceType.VOLUME, id)));
        SortedSet<String> absent = new TreeSet<>(resources.keySet());
        hosts.forEach(host -> resources.put(host.id(), ref(ResourceType.INSTANCE, host.id())));
        disks.forEach(disk -> resources.put(disk.id(), ref(ResourceType.VOLUME, disk.id())));
        hosts.forEach(host -> absent.remove(host.id()));
        disks.forEach(disk -> absent.remove(disk.id()));

        Set<String> gone = new HashSet<>(absent);
        gone.retainAll(look.mayBeGone());
        absent.removeAll(gone);
        hosts.stream().filter(host -> host.state().gone()).forEach(host -> gone.add(host.id()));
        resources.keySet().removeAll(absent);
        Fleet fleet = run.fleet(facts);
        FindingSelection selection =
                FindingSelection.ofResources(
                        run.catalogue().ofInstancesAndVolumes(),
                        fleet,
                        resources.values(),
                        gone.stream().map(resources::get).toList());
        ChangeCounts changes = run.record(fleet, selection);
        return new Seen(facts, answers.times(), changes, absent);
    }

    /** Only for its key, in which an ARN has no part. */
    private static ResourceRef ref(ResourceType type, String id) {
        return new ResourceRef(type, id, null);
    }
}
