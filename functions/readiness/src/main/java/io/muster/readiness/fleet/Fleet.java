package io.muster.readiness.fleet;

import io.muster.readiness.fact.Address;
import io.muster.readiness.fact.Alarm;
import io.muster.readiness.fact.AutoScalingGroup;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Image;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.InstanceType;
import io.muster.readiness.fact.LogGroup;
import io.muster.readiness.fact.LogObservation;
import io.muster.readiness.fact.ManagedNode;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fact.ScalingPolicy;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.fact.Snapshot;
import io.muster.readiness.fact.Subject;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fact.Workload;
import io.muster.readiness.graviton.GravitonJudge;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.LikeForLike;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.graviton.PricedSystem;
import io.muster.readiness.graviton.Prices;
import io.muster.readiness.graviton.TargetChoice;
import io.muster.readiness.graviton.Targets;
import io.muster.readiness.graviton.Usage;
import io.muster.readiness.guest.GuestFacts;
import io.muster.readiness.guest.GuestObservation;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One scope's facts, indexed once so that every check finds what belongs together in constant time.
 *
 * <p>Every question answers with a {@link Fact}: where a source is missing, so is what depends on
 * it. An {@link Optional} inside a known fact means that the source was read whole and holds
 * nothing.
 */
public final class Fleet {

    private final FleetFacts facts;
    private final Index<Instance> instances = of(Source.INSTANCES, all -> byKey(all, Instance::id));
    private final Index<Volume> volumes = of(Source.VOLUMES, all -> byKey(all, Volume::id));
    private final Index<List<Volume>> volumesByInstance =
            of(Source.VOLUMES, Fleet::volumesByInstance);
    private final Index<SecurityGroup> securityGroups =
            of(Source.SECURITY_GROUPS, this::withPrefixLists);
    private final Index<Boolean> usedSecurityGroups =
            of(Source.INSTANCES, Fleet::securityGroupsInUse);
    private final Index<Image> imagesBySnapshot = of(Source.IMAGES, Fleet::bySnapshot);
    private final Index<List<Address>> addressesByInstance =
            of(Source.ADDRESSES, all -> grouped(all, Address::instanceId));
    private final Index<Snapshot> newestSnapshots =
            of(Source.SNAPSHOTS, all -> newestByVolume(all, Snapshot::completed));
    private final Index<Snapshot> newestUnfinishedSnapshots =
            of(Source.SNAPSHOTS, all -> newestByVolume(all, Predicate.not(Snapshot::completed)));
    private final Index<AutoScalingGroup> groups =
            of(Source.AUTO_SCALING_GROUPS, all -> byKey(all, AutoScalingGroup::name));
    private final Index<AutoScalingGroup> groupsByInstance =
            of(Source.AUTO_SCALING_GROUPS, Fleet::byMember);
    private final Index<List<ScalingPolicy>> policiesByGroup =
            of(Source.SCALING_POLICIES, all -> grouped(all, ScalingPolicy::groupName));
    private final Index<List<Alarm>> alarmsByInstance =
            of(Source.ALARMS, all -> alarmsBy("InstanceId", all));
    private final Index<List<Alarm>> alarmsByGroup =
            of(Source.ALARMS, all -> alarmsBy("AutoScalingGroupName", all));
    private final Workloads workloads;
    private final Guests guests;
    private final GroupLaunches launches;

    /** Worked out when first asked for, by the group's name. */
    private final Map<String, GroupLaunch> launchesByGroup = new ConcurrentHashMap<>();

    /** Worked out when first asked for; the same for as long as the facts are. */
    private final Map<LikeForLike, Fact<Targets>> arm64Targets = new ConcurrentHashMap<>();

    /** Worked out when first asked for, by what was asked. */
    private final Map<Object, Object> answers = new ConcurrentHashMap<>();

    /** Worked out when first asked for, like the targets. */
    private final Map<String, Fact<LogJoin>> logJoins = new ConcurrentHashMap<>();

    /**
     * @param workloadTagKey the tag whose value names an instance's workload
     */
    public Fleet(FleetFacts facts, String workloadTagKey) {
        this.facts = facts;
        this.workloads = new Workloads(facts, workloadTagKey);
        this.guests = new Guests(facts);
        this.launches = new GroupLaunches(facts);
    }

    /** What a source lists, by a key; made when it is first asked for. */
    private static final class Index<T> {

        private final Supplier<Fact<Map<String, T>>> making;
        private @Nullable Fact<Map<String, T>> made;

        private Index(Supplier<Fact<Map<String, T>>> making) {
            this.making = making;
        }

        private synchronized Fact<Map<String, T>> all() {
            if (made == null) {
                made = making.get();
            }
            return made;
        }

        private Fact<Optional<T>> find(String key) {
            return all().map(map -> Optional.ofNullable(map.get(key)));
        }

        private Fact<T> find(String key, T otherwise) {
            return all().map(map -> map.getOrDefault(key, otherwise));
        }
    }

    private <S, T> Index<T> of(Source<S> source, Function<S, Map<String, T>> sorting) {
        return new Index<>(() -> facts.get(source).map(sorting));
    }

    public Scope scope() {
        return facts.scope();
    }

    /** The time as of which everything is judged: when the scan began to ask. */
    public Instant observedAt() {
        return facts.observedAt();
    }

    public FleetFacts facts() {
        return facts;
    }

    public Fact<Optional<Instance>> instance(String id) {
        return instances.find(id);
    }

    public Fact<Optional<Volume>> volume(String id) {
        return volumes.find(id);
    }

    /** The volumes attached to an instance, in no promised order. */
    public Fact<List<Volume>> volumesOf(Instance instance) {
        return volumesByInstance.find(instance.id(), List.of());
    }

    public Fact<List<Address>> addressesOf(Instance instance) {
        return addressesByInstance.find(instance.id(), List.of());
    }

    /** The type of an instance; missing also where EC2 describes no such type. */
    public Fact<InstanceType> typeOf(Instance instance) {
        return type(instance.instanceType());
    }

    public Fact<InstanceType> type(String name) {
        return facts.get(Source.INSTANCE_TYPES)
                .flatMap(
                        all ->
                                reported(
                                        all.get(name),
                                        Message.of("facts.type-not-described").with("type", name)));
    }

    /** The image of an instance; empty when it is deregistered or no longer shared. */
    public Fact<Optional<Image>> imageOf(Instance instance) {
        String id = instance.imageId();
        if (id == null) {
            return Fact.missing(
                    Why.NOT_REPORTED,
                    Message.of("facts.image-not-reported").with("instance", instance.id()));
        }
        return facts.get(Source.IMAGES).map(all -> Optional.ofNullable(all.get(id)));
    }

    /**
     * The image, of those in use, whose volumes start from a snapshot; the first by id of several,
     * empty for none.
     */
    public Fact<Optional<Image>> imageOf(Snapshot snapshot) {
        return imagesBySnapshot.find(snapshot.id());
    }

    /**
     * The arm64 image for an instance: the one that its Auto Scaling group names for a type, else
     * the one that matches its own image.
     *
     * @param target an arm64 type
     */
    public Fact<MatchingImage> arm64ImageOf(Instance instance, String target) {
        Optional<MatchingImage> named =
                groupOf(instance)
                        .map(group -> group.flatMap(of -> imageFor(target, of)))
                        .orElse(Optional.empty());
        if (named.isPresent()) {
            return Fact.known(named.get());
        }
        String id = instance.imageId();
        return id == null
                ? Fact.missing(
                        Why.NOT_REPORTED,
                        Message.of("facts.image-not-reported").with("instance", instance.id()))
                : facts.get(Source.ARM64_IMAGES)
                        .flatMap(
                                all ->
                                        read(
                                                all.getOrDefault(
                                                        id,
                                                        new MatchingImage.None(
                                                                Message.of(
                                                                        "facts.arm64-image-gone")))));
    }

    private static Fact<MatchingImage> read(MatchingImage image) {
        return image instanceof MatchingImage.Unread unread
                ? Fact.missing(unread.reason(), unread.why())
                : Fact.known(image);
    }

    private static Optional<MatchingImage> imageFor(String type, AutoScalingGroup group) {
        return group.launchSource() instanceof LaunchSource.MixedInstances mixed
                ? Optional.ofNullable(mixed.images().get(type))
                        .map(image -> new MatchingImage.Found(image, null, How.GROUP, group.name()))
                : Optional.empty();
    }

    /**
     * The instance's security groups, with the entries of their prefix lists where these are known;
     * missing if any one of the groups was not described.
     */
    public Fact<List<SecurityGroup>> securityGroupsOf(Instance instance) {
        return securityGroups
                .all()
                .flatMap(
                        all -> {
                            List<SecurityGroup> found = new ArrayList<>();
                            for (String id : instance.network().securityGroupIds()) {
                                SecurityGroup group = all.get(id);
                                if (group == null) {
                                    return Fact.missing(
                                            Why.NOT_REPORTED,
                                            Message.of("facts.security-group-not-described")
                                                    .with("group", id));
                                }
                                found.add(group);
                            }
                            return Fact.known(List.copyOf(found));
                        });
    }

    /** Every security group by id, with the entries of its prefix lists where these are known. */
    public Fact<Map<String, SecurityGroup>> securityGroups() {
        return securityGroups.all();
    }

    /**
     * What is the same for many subjects, such as all instances with some security groups, worked
     * out once.
     *
     * @param question what is asked and about what, whose equal is asked about the others
     */
    public <T> T once(Class<T> type, Object question, Supplier<? extends T> answer) {
        return type.cast(answers.computeIfAbsent(question, unused -> answer.get()));
    }

    /** Whether an instance that is not gone has a security group. */
    public Fact<Boolean> isUsed(SecurityGroup group) {
        return usedSecurityGroups.all().map(used -> used.containsKey(group.id()));
    }

    private Map<String, SecurityGroup> withPrefixLists(Map<String, SecurityGroup> all) {
        Map<String, PrefixList> lists = facts.get(Source.PREFIX_LISTS).orElse(Map.of());
        Map<String, SecurityGroup> groups = HashMap.newHashMap(all.size());
        all.forEach((id, group) -> groups.put(id, group.with(lists)));
        return groups;
    }

    /** The prefix list of an id; missing also where EC2 does not return it. */
    public Fact<PrefixList> prefixList(String id) {
        return facts.get(Source.PREFIX_LISTS)
                .flatMap(
                        all ->
                                reported(
                                        all.get(id),
                                        Message.of("facts.prefix-list-not-returned")
                                                .with("prefixList", id)));
    }

    /** What a source by id says of a subject; empty where it does not list it (yet). */
    public <T> Fact<Optional<T>> of(Source<Map<String, T>> source, Subject subject) {
        return facts.get(source).map(all -> Optional.ofNullable(all.get(subject.id())));
    }

    /**
     * The Auto Scaling group of an instance: the one that lists it as a member, else the one its
     * tag names.
     */
    public Fact<Optional<AutoScalingGroup>> groupOf(Instance instance) {
        return groupsByInstance
                .find(instance.id())
                .flatMap(
                        listed -> {
                            String tagged = instance.autoScalingGroupName();
                            return listed.isPresent() || tagged == null
                                    ? Fact.known(listed)
                                    : groups.find(tagged);
                        });
    }

    /** Whether a group can launch instances from what it names. */
    public GroupLaunch launchOf(AutoScalingGroup group) {
        return launchesByGroup.computeIfAbsent(group.name(), unused -> launches.of(group));
    }

    /**
     * The number of the version that a group names; empty where there is no such template or
     * version.
     */
    public Fact<Optional<Long>> versionOf(LaunchSource.Template template) {
        return launches.number(template);
    }

    public Fact<List<ScalingPolicy>> policiesOf(AutoScalingGroup group) {
        return policiesByGroup.find(group.name(), List.of());
    }

    /** The alarms on an instance's own metrics, and the composite alarms that these raise. */
    public Fact<List<Alarm>> alarmsOn(Instance instance) {
        return alarmsByInstance.find(instance.id(), List.of());
    }

    /** The alarms on a group's metrics, and the composite alarms that these raise. */
    public Fact<List<Alarm>> alarmsOn(AutoScalingGroup group) {
        return alarmsByGroup.find(group.name(), List.of());
    }

    /** What Systems Manager says of an instance; empty where it does not manage it. */
    public Fact<Optional<ManagedNode>> nodeOf(Instance instance) {
        return guests.nodeOf(instance);
    }

    /**
     * What is known of the inside of an instance. Its absence comes with what to do about it.
     *
     * @param maximumAge of an answer that may still be judged by
     */
    public Fact<GuestObservation> guestOf(Instance instance, Duration maximumAge) {
        return guests.of(instance, maximumAge);
    }

    /**
     * The log streams of each instance.
     *
     * @param pattern whose group {@code instance} holds an id, a Name tag or a private DNS name, in
     *     the name of a stream or of its group
     */
    public Fact<LogJoin> logs(String pattern) {
        return logJoins.computeIfAbsent(
                pattern,
                unused ->
                        facts.get(Source.LOGS)
                                .zip(
                                        facts.get(Source.INSTANCES),
                                        (logs, all) -> LogJoin.of(logs, all, pattern)));
    }

    /** What was found in a log group; empty for one that was not analysed yet. */
    public Fact<Optional<LogObservation>> observationOf(LogGroup group) {
        return facts.get(Source.LOGS)
                .map(logs -> Optional.ofNullable(logs.observations().get(group.name())));
    }

    /** The newest completed snapshot of a volume; empty for none. */
    public Fact<Optional<Snapshot>> newestSnapshotOf(Volume volume) {
        return newestSnapshots.find(volume.id());
    }

    /** The newest snapshot of a volume that is pending or failed; empty for none. */
    public Fact<Optional<Snapshot>> newestUnfinishedSnapshotOf(Volume volume) {
        return newestUnfinishedSnapshots.find(volume.id());
    }

    /** The arm64 types that can take over by a rule from the types in use. */
    public Fact<Targets> arm64Targets(LikeForLike rule) {
        return arm64Targets.computeIfAbsent(
                rule,
                unused ->
                        Targets.of(
                                rule,
                                facts.get(Source.INSTANCE_TYPES),
                                facts.get(Source.OFFERINGS),
                                prices()));
    }

    /** What instance types cost in this region; empty where no price is known. */
    public Optional<Prices> prices() {
        return facts.get(Source.PRICES)
                .map(Optional::of)
                .orElse(Optional.empty())
                .filter(prices -> prices.knows(PricedSystem.LINUX))
                .or(() -> Prices.bundled(facts.scope().region()));
    }

    /**
     * The arm64 types to which an instance can move.
     *
     * @param guestMaximumAge of an answer that still says which local disks are in use
     */
    public Fact<TargetChoice> arm64Choice(
            Instance instance, LikeForLike rule, Duration guestMaximumAge) {
        String zone = instance.placement().zone();
        if (zone == null) {
            return Fact.missing(Why.NOT_REPORTED, Message.of("graviton-target.unknown-zone"));
        }
        return typeOf(instance)
                .flatMap(
                        type ->
                                arm64Targets(rule)
                                        .flatMap(
                                                targets ->
                                                        arm64Choice(
                                                                instance,
                                                                type,
                                                                targets,
                                                                zone,
                                                                guestMaximumAge)));
    }

    private Fact<TargetChoice> arm64Choice(
            Instance instance,
            InstanceType type,
            Targets targets,
            String zone,
            Duration guestMaximumAge) {
        Fact<GuestFacts> guest =
                guestOf(instance, guestMaximumAge).flatMap(GuestObservation::facts);
        Usage usage = Usage.of(instance, type, volumesOf(instance), guest);
        PriceBasis.Comparison comparison = PriceBasis.of(instance, prices());
        Fact<TargetChoice> choice = targets.choose(type, zone, usage, comparison.system());
        return comparison.basis() == PriceBasis.NOT_ON_DEMAND
                ? choice.map(TargetChoice::withoutPrices)
                : choice;
    }

    /** Whether an instance can move to arm64, to what, and what stands in the way. */
    public GravitonVerdict gravitonOf(
            Instance instance, LikeForLike rule, Duration guestMaximumAge) {
        GravitonVerdict verdict =
                GravitonJudge.of(
                        instance,
                        typeOf(instance),
                        arm64Choice(instance, rule, guestMaximumAge),
                        PriceBasis.of(instance, prices()).basis(),
                        guestOf(instance, guestMaximumAge).flatMap(GuestObservation::facts));
        Option target = verdict.target();
        return target == null
                ? verdict
                : verdict.with(
                        arm64ImageOf(instance, target.instanceType())
                                .orElseGet(missing -> new MatchingImage.None(missing.detail())));
    }

    /** Every workload, by name; missing unless both instances and groups are known. */
    public Fact<List<Workload>> workloads() {
        return workloads.all();
    }

    /** The name of the workload that an instance belongs to; empty where nothing names one. */
    public Optional<String> workloadOf(Instance instance) {
        return workloads.nameOf(instance);
    }

    /** The name of the workload of the first instance that a volume is attached to. */
    public Optional<String> workloadOf(Volume volume) {
        Map<String, Instance> all = instances.all().orElse(Map.of());
        return volume.attachments().stream()
                .flatMap(attached -> Stream.ofNullable(all.get(attached.instanceId())))
                .findFirst()
                .flatMap(this::workloadOf);
    }

    private static <T> Fact<T> reported(@Nullable T value, Message absence) {
        return value == null ? Fact.missing(Why.NOT_REPORTED, absence) : Fact.known(value);
    }

    private static <T> Map<String, T> byKey(List<T> all, Function<T, String> key) {
        Map<String, T> map = HashMap.newHashMap(all.size());
        all.forEach(item -> map.put(key.apply(item), item));
        return map;
    }

    private static <T> Map<String, List<T>> grouped(
            List<T> all, Function<T, @Nullable String> key) {
        Map<String, List<T>> map = new HashMap<>();
        for (T item : all) {
            String name = key.apply(item);
            if (name != null) {
                map.computeIfAbsent(name, unused -> new ArrayList<>(1)).add(item);
            }
        }
        return map;
    }

    private static Map<String, List<Volume>> volumesByInstance(List<Volume> all) {
        Map<String, List<Volume>> map = new HashMap<>();
        for (Volume volume : all) {
            for (Volume.Attachment attachment : volume.attachments()) {
                map.computeIfAbsent(attachment.instanceId(), unused -> new ArrayList<>(1))
                        .add(volume);
            }
        }
        return map;
    }

    /** By id where two began together, so that the order in which EC2 lists them has no say. */
    private static Map<String, Snapshot> newestByVolume(
            List<Snapshot> all, Predicate<Snapshot> wanted) {
        BinaryOperator<Snapshot> newer =
                BinaryOperator.maxBy(
                        Comparator.comparing(Fleet::startOf).thenComparing(Snapshot::id));
        Map<String, Snapshot> map = new HashMap<>();
        for (Snapshot snapshot : all) {
            String volumeId = snapshot.volumeId();
            if (volumeId != null && wanted.test(snapshot)) {
                map.merge(volumeId, snapshot, newer);
            }
        }
        return map;
    }

    private static Map<String, Boolean> securityGroupsInUse(List<Instance> all) {
        Map<String, Boolean> used = new HashMap<>();
        all.stream()
                .filter(instance -> !instance.state().gone())
                .flatMap(instance -> instance.network().securityGroupIds().stream())
                .forEach(id -> used.put(id, true));
        return used;
    }

    private static Map<String, Image> bySnapshot(Map<String, Image> all) {
        Map<String, Image> map = new HashMap<>();
        all.values().stream()
                .sorted(Comparator.comparing(Image::id))
                .forEach(image -> image.snapshotIds().forEach(id -> map.putIfAbsent(id, image)));
        return map;
    }

    private static Instant startOf(Snapshot snapshot) {
        Instant startedAt = snapshot.startedAt();
        return startedAt == null ? Instant.MIN : startedAt;
    }

    private static Map<String, AutoScalingGroup> byMember(List<AutoScalingGroup> all) {
        Map<String, AutoScalingGroup> map = new HashMap<>();
        for (AutoScalingGroup group : all) {
            group.members().forEach(member -> map.put(member.instanceId(), group));
        }
        return map;
    }

    private static Map<String, List<Alarm>> alarmsBy(String dimension, List<Alarm> all) {
        CompositeAlarms composites = new CompositeAlarms(all);
        Map<String, List<Alarm>> found = grouped(all, alarm -> alarm.dimensions().get(dimension));
        found.replaceAll((of, alarms) -> composites.with(alarms));
        return found;
    }
}
