package io.muster.aws.fleet;

import io.muster.aws.client.AwsClients;
import io.muster.readiness.check.Setting;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Volume.Attachment;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.GroupLaunches;
import io.muster.readiness.fleet.Source;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks AWS's control planes about one scope, or about some instances and volumes in it.
 *
 * <p>The sources that need nothing else are read side by side; what depends on another source, such
 * as the types on the instances in use, follows as soon as that is known, and is missing where it
 * is. A scope without instances, or without groups, is asked nothing about them.
 */
public final class FleetCollector {

    /** The instance that priming is about, which does not exist. */
    public static final String PRIMING_INSTANCE = "i-00000000000000000";

    /**
     * Lists read at once. HttpURLConnection keeps five idle connections to a host, and EC2 allows
     * 20 calls a second in the long run, which four readers of large pages do not reach.
     */
    private static final int READERS = 4;

    private final AwsClients clients;
    private final InstanceCollector instances;
    private final VolumeCollector volumes;

    /** Each after those that it depends on. */
    private final List<SourceCollector<?, ?>> collectors;

    /** Of the probe's document, the default one. */
    public FleetCollector(AwsClients clients) {
        this(clients, Setting.PROBE_DOCUMENT.type().defaultValue());
    }

    /**
     * A collector.
     *
     * @param probeDocument name of the document that runs the probe
     */
    public FleetCollector(AwsClients clients, String probeDocument) {
        this.clients = clients;
        this.instances = new InstanceCollector(clients::ec2);
        this.volumes = new VolumeCollector(clients::ec2);
        this.collectors =
                List.of(
                        instances,
                        volumes,
                        new AutoScalingGroupCollector(clients::autoScaling),
                        new LaunchTemplateCollector(clients::ec2),
                        new LaunchConfigurationCollector(clients::autoScaling),
                        new SnapshotCollector(clients::ec2),
                        new SecurityGroupCollector(clients::ec2),
                        new PrefixListCollector(clients::ec2),
                        new AddressCollector(clients::ec2),
                        new AlarmCollector(clients::cloudWatch),
                        new ManagedNodeCollector(clients::ssm),
                        new MetadataDefaultsCollector(clients::ec2),
                        new ProbeDocumentCollector(clients::ssm, probeDocument),
                        new InstanceTypeCollector(clients::ec2),
                        new OfferingCollector(clients::ec2),
                        new ImageCollector(clients::ec2),
                        new MatchingImageCollector(clients),
                        new InstanceStatusCollector(clients::ec2),
                        new VolumeStatusCollector(clients::ec2),
                        new ScalingPolicyCollector(clients::autoScaling));
    }

    /** Every source that AWS's control planes are. */
    public Set<Source<?>> sources() {
        return collectors.stream().map(SourceCollector::source).collect(Collectors.toSet());
    }

    /** The sources that can be asked about some instances and volumes. */
    public Set<Source<?>> selectiveSources() {
        return collectors.stream()
                .filter(SourceCollector::selective)
                .map(SourceCollector::source)
                .collect(Collectors.toSet());
    }

    /** The IAM actions that it takes to collect some sources. */
    public Set<String> actions(Set<Source<?>> sources) {
        return collectors.stream()
                .filter(collector -> sources.contains(collector.source()))
                .flatMap(collector -> collector.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Reads some sources of a whole scope; what cannot be read is missing, with the reason.
     *
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collect(Scope scope, Instant observedAt, Set<Source<?>> sources) {
        requireOwn(scope);
        return read(FleetFacts.notCollected(scope, observedAt), sources, true);
    }

    /** Some sources, and those that say what to ask them for. */
    public Set<Source<?>> withThoseBefore(Set<Source<?>> sources) {
        Set<Source<?>> all = new HashSet<>(sources);
        // Each collector stands after those that it depends on.
        for (SourceCollector<?, ?> collector : collectors.reversed()) {
            if (all.contains(collector.source())) {
                all.addAll(collector.after());
            }
        }
        return all;
    }

    /**
     * Reads what some sources say of some instances and volumes. The calls grow with what is named,
     * by 50 to 200 a call, and not with the scope; only what one call lists is read whole.
     *
     * @param sources of {@link #selectiveSources}; the instances and volumes are always read
     * @return facts of these alone: no source lists all that the scope has
     * @throws IllegalArgumentException if the clients are of another region than the scope
     */
    public FleetFacts collect(
            Scope scope, Instant observedAt, Set<Source<?>> sources, NamedResources named) {
        requireOwn(scope);
        SortedSet<String> ids = new TreeSet<>(named.instances());
        Fact<List<Volume>> disks = volumes(ids, named);
        return read(
                FleetFacts.notCollected(scope, observedAt)
                        .with(Source.VOLUMES, disks)
                        .with(Source.INSTANCES, instances.named(ids)),
                sources,
                false);
    }

    /**
     * Asks what a look at a named instance asks of some sources, about a type that every region
     * knows and resources that do not exist; of a source that can only be listed, the whole list.
     *
     * @return facts about an instance and a volume that are made up, so that there is something to
     *     judge
     */
    public FleetFacts prime(Scope scope, Instant observedAt, Set<Source<?>> sources) {
        FleetFacts facts = FleetFacts.notCollected(scope, observedAt);
        for (SourceCollector<?, ?> collector : collectors) {
            if (sources.contains(collector.source())) {
                facts = primed(collector, facts);
            }
        }
        return facts;
    }

    private static <T> FleetFacts primed(SourceCollector<?, T> collector, FleetFacts facts) {
        return facts.with(collector.source(), collector.prime(facts.scope()));
    }

    /** What is gone is not judged, so nothing is asked about its type and image. */
    static Set<String> inUse(
            List<Instance> instances, Function<Instance, @Nullable String> property) {
        return instances.stream()
                .filter(instance -> !instance.state().gone())
                .map(property)
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> running(List<Instance> instances) {
        return instances.stream()
                .filter(Instance::running)
                .map(Instance::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What says which images and security groups groups would launch with. */
    static final Set<Source<?>> LAUNCHES =
            Set.of(
                    Source.INSTANCES,
                    Source.AUTO_SCALING_GROUPS,
                    Source.LAUNCH_TEMPLATES,
                    Source.LAUNCH_CONFIGURATIONS);

    /** The images of the instances, and those that their groups would launch. */
    static Fact<Set<String>> imageIds(FleetFacts before) {
        return before.get(Source.INSTANCES)
                .map(
                        hosts ->
                                joined(
                                        inUse(hosts, Instance::imageId),
                                        new GroupLaunches(before).imageIds()));
    }

    /** The security groups of the instances, and those that their groups would launch with. */
    static Fact<Set<String>> securityGroupIds(FleetFacts before) {
        return before.get(Source.INSTANCES)
                .map(
                        hosts ->
                                joined(
                                        hosts.stream()
                                                .flatMap(
                                                        host ->
                                                                host
                                                                        .network()
                                                                        .securityGroupIds()
                                                                        .stream())
                                                .collect(Collectors.toSet()),
                                        new GroupLaunches(before).securityGroupIds()));
    }

    private static Set<String> joined(Set<String> some, Set<String> more) {
        return Stream.concat(some.stream(), more.stream()).collect(Collectors.toUnmodifiableSet());
    }

    static Set<String> ids(List<Volume> volumes) {
        return volumes.stream().map(Volume::id).collect(Collectors.toSet());
    }

    private void requireOwn(Scope scope) {
        if (!clients.region().id().equals(scope.region())) {
            throw new IllegalArgumentException(
                    "clients of %s cannot read %s".formatted(clients.region(), scope));
        }
    }

    /** Reads what is not yet known of the sources, each when those that it depends on are read. */
    private FleetFacts read(FleetFacts start, Set<Source<?>> sources, boolean whole) {
        Map<Source<?>, CompletableFuture<UnaryOperator<FleetFacts>>> reading =
                new LinkedHashMap<>();
        try (ExecutorService readers =
                Executors.newFixedThreadPool(
                        READERS, Thread.ofPlatform().name("collector-", 1).daemon().factory())) {
            for (SourceCollector<?, ?> collector : collectors) {
                Source<?> source = collector.source();
                if (sources.contains(source) && !start.get(source).isCollected()) {
                    List<CompletableFuture<UnaryOperator<FleetFacts>>> before =
                            (whole ? collector.after() : collector.afterSome())
                                    .stream().map(reading::get).filter(Objects::nonNull).toList();
                    reading.put(
                            source,
                            CompletableFuture.allOf(before.toArray(CompletableFuture[]::new))
                                    .thenApplyAsync(
                                            done -> read(collector, joined(start, before), whole),
                                            readers));
                }
            }
            return joined(start, reading.values());
        }
    }

    private static <T> UnaryOperator<FleetFacts> read(
            SourceCollector<?, T> collector, FleetFacts before, boolean whole) {
        Fact<T> fact = whole ? collector.all(before) : collector.some(before);
        return facts -> facts.with(collector.source(), fact);
    }

    private static FleetFacts joined(
            FleetFacts start, Collection<CompletableFuture<UnaryOperator<FleetFacts>>> read) {
        FleetFacts facts = start;
        for (CompletableFuture<UnaryOperator<FleetFacts>> each : read) {
            facts = each.join().apply(facts);
        }
        return facts;
    }

    /**
     * The volumes that are named, and all those of the instances that are, or that have one of
     * these; the ids of such instances are added to those given.
     */
    private Fact<List<Volume>> volumes(SortedSet<String> ids, NamedResources named) {
        Map<String, Volume> found = new LinkedHashMap<>();
        SortedSet<String> asked = new TreeSet<>();
        Fact<List<Volume>> some = volumes.named(named.volumes());
        while (some instanceof Known<List<Volume>> known) {
            known.value().forEach(volume -> found.put(volume.id(), volume));
            if (named.joined()) {
                ids.addAll(hosts(known.value()));
            }
            SortedSet<String> next = new TreeSet<>(ids);
            next.removeAll(asked);
            if (next.isEmpty()) {
                return Fact.known(List.copyOf(found.values()));
            }
            asked.addAll(next);
            some = volumes.attachedTo(next);
        }
        return some;
    }

    private static Set<String> hosts(List<Volume> volumes) {
        return volumes.stream()
                .flatMap(volume -> volume.attachments().stream())
                .map(Attachment::instanceId)
                .collect(Collectors.toSet());
    }
}
