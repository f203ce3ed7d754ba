package io.muster.aws.scan;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fleet.NamedCollector;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.FindingWriter;
import io.muster.aws.store.GuestStore;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Judge;
import io.muster.readiness.check.Setting;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.finding.Reconciler;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Judges instances and volumes that somebody said have changed, without a scan of their scope.
 *
 * <p>The checks of instances and volumes are put, in the words of a scan, to what is named and what
 * hangs on it: see {@link NamedCollector}. Findings of other checks, and those about every other
 * resource, stay as they are.
 *
 * <p>What EC2 does not list is not yet gone: it answers from copies that lag behind its own events.
 * It counts as gone where the caller says that it may.
 */
public final class ChangeJudge {

    private final NamedCollector collector;
    private final FindingTable table;
    private final GuestStore guests;
    private final Catalogue catalogue;
    private final Thresholds thresholds;
    private final Clock clock;

    /**
     * A judge of changes in a region.
     *
     * @param clients of that region, with credentials for the scope's account
     * @param catalogue the whole one
     */
    public ChangeJudge(
            AwsClients clients,
            FindingTable table,
            GuestStore guests,
            Catalogue catalogue,
            Thresholds thresholds,
            Clock clock) {
        this.collector = new NamedCollector(clients);
        this.table = table;
        this.guests = guests;
        this.catalogue = catalogue;
        this.thresholds = thresholds;
        this.clock = clock;
    }

    /** The IAM actions that it needs on the table itself, beside {@link NamedCollector#actions}. */
    public static Set<String> actionsOnTheTable() {
        return Set.of("dynamodb:BatchGetItem", "dynamodb:Query", "dynamodb:UpdateItem");
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
     * @param absent ids that EC2 does not list and that do not count as gone
     */
    public record Seen(FleetFacts facts, ChangeCounts changes, SortedSet<String> absent) {}

    /**
     * Looks, judges and brings the findings up to date.
     *
     * @return missing if EC2 could not be asked for what is named, and then nothing was changed
     * @throws io.muster.aws.store.StoreException if the table cannot be read or written; what was
     *     written stays
     */
    public Fact<Seen> judge(Scope scope, Look look) {
        // The time first: facts that somebody reads meanwhile, and writes, are newer than these.
        Instant observedAt = clock.instant();
        FleetFacts facts =
                collector.collect(
                        scope,
                        observedAt,
                        look.instances(),
                        look.volumes(),
                        ids -> guests.observations(scope, observedAt, ids));
        return facts.get(Source.INSTANCES)
                .flatMap(
                        hosts ->
                                facts.get(Source.VOLUMES)
                                        .map(disks -> record(look, facts, hosts, disks)));
    }

    private Seen record(Look look, FleetFacts facts, List<Instance> hosts, List<Volume> disks) {
        Presence instances =
                new Presence(ResourceType.INSTANCE, look.instances(), look.mayBeGone());
        hosts.forEach(host -> instances.listed(host.id(), host.state().gone()));
        Presence volumes = new Presence(ResourceType.VOLUME, look.volumes(), look.mayBeGone());
        disks.forEach(disk -> volumes.listed(disk.id(), false));
        List<ResourceRef> resources =
                Stream.concat(instances.resources(), volumes.resources()).toList();
        Set<ResourceRef> gone =
                Stream.concat(instances.gone(), volumes.gone()).collect(Collectors.toSet());
        SortedSet<String> absent = new TreeSet<>(instances.absent());
        absent.addAll(volumes.absent());
        return new Seen(facts, reconcile(facts, resources, gone), absent);
    }

    private ChangeCounts reconcile(
            FleetFacts facts, Collection<ResourceRef> resources, Set<ResourceRef> gone) {
        Catalogue asked = catalogue.ofInstancesAndVolumes().asked(facts);
        FindingWriter writer = new FindingWriter(table);
        try (writer) {
            Reconciler reconciler =
                    new Reconciler(
                            facts.scope(),
                            facts.observedAt(),
                            EnumSet.of(ResourceType.INSTANCE, ResourceType.VOLUME),
                            ids(catalogue),
                            about(ids(asked), gone, table.findings(facts.scope(), resources)),
                            writer);
            new Judge(asked, thresholds)
                    .judge(new Fleet(facts, thresholds.get(Setting.WORKLOAD_TAG_KEY)), reconciler);
            reconciler.close();
            return writer.finish();
        }
    }

    /**
     * Of what there still is, the findings of other checks are none of this judge's business; of
     * what is gone, every finding is.
     */
    private static Iterator<StoredFinding> about(
            Set<String> checks, Set<ResourceRef> gone, Iterator<StoredFinding> findings) {
        Set<String> keys = gone.stream().map(ResourceRef::key).collect(Collectors.toSet());
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(findings, Spliterator.ORDERED), false)
                .filter(
                        stored ->
                                checks.contains(stored.finding().check())
                                        || keys.contains(stored.finding().resource().key()))
                .iterator();
    }

    private static Set<String> ids(Catalogue catalogue) {
        return catalogue.all().stream().map(check -> check.spec().id()).collect(Collectors.toSet());
    }

    /** Which resources of a kind are there, gone, or not to be seen. */
    private static final class Presence {

        private final ResourceType type;
        private final Set<String> live = new TreeSet<>();
        private final Set<String> gone = new TreeSet<>();
        private final Set<String> absent;
        private final Set<String> mayBeGone;

        private Presence(ResourceType type, Set<String> named, Set<String> mayBeGone) {
            this.type = type;
            this.absent = new TreeSet<>(named);
            this.mayBeGone = mayBeGone;
        }

        private void listed(String id, boolean isGone) {
            absent.remove(id);
            (isGone ? gone : live).add(id);
        }

        private Stream<ResourceRef> resources() {
            return Stream.concat(live.stream().map(this::ref), gone());
        }

        private Stream<ResourceRef> gone() {
            return Stream.concat(gone.stream(), absent.stream().filter(mayBeGone::contains))
                    .map(this::ref);
        }

        private Set<String> absent() {
            Set<String> left = new TreeSet<>(absent);
            left.removeAll(mayBeGone);
            return left;
        }

        /** Only for its key, in which an ARN has no part. */
        private ResourceRef ref(String id) {
            return new ResourceRef(type, id, null);
        }
    }
}
