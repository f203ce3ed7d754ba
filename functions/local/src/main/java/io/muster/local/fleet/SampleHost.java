package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the sample fleet.
 *
 * @param name unique in its region; its Name tag too, unless {@code tags} say otherwise
 * @param volumes its root volume, then those of data
 * @param guest the agent of Systems Manager; null where it does not manage the host
 * @param tags in the order in which they are made
 */
record SampleHost(
        String name,
        Machine machine,
        History history,
        List<SampleVolume> volumes,
        Network network,
        Set<Trait> traits,
        @Nullable SampleGuest guest,
        Map<String, String> tags) {

    SampleHost {
        volumes = List.copyOf(volumes);
        traits = Set.copyOf(traits);
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * What it was launched as.
     *
     * @param zone the letter of its zone
     * @param template name and version of its launch template, {@code name:2}; null for none
     * @param group the Auto Scaling group that it belongs to; null for none
     */
    record Machine(
            String type,
            String zone,
            String image,
            @Nullable String template,
            @Nullable String group) {}

    /**
     * What became of it.
     *
     * @param launchedDaysAgo when it was last started
     * @param event a scheduled event: code and description with a bar between them; null for none
     */
    record History(int launchedDaysAgo, Life life, @Nullable String event) {}

    /** Where it is in its life. */
    sealed interface Life {

        record Running() implements Life {}

        /** Stopped so many days ago. */
        record Stopped(int daysAgo) implements Life {}

        record Terminated() implements Life {}
    }

    /**
     * How it is reached.
     *
     * @param firewalls names of its security groups
     */
    record Network(List<String> firewalls, Address address, Metadata metadata) {

        Network {
            firewalls = List.copyOf(firewalls);
        }
    }

    /** Its public address. */
    enum Address {
        NONE,
        /** One that changes with every start. */
        PASSING,
        ELASTIC
    }

    /** Access to its metadata service. */
    record Metadata(boolean enabled, boolean tokensRequired, int hopLimit) {

        static final Metadata V1 = new Metadata(true, false, 1);
        static final Metadata OFF = new Metadata(false, true, 1);

        static Metadata hops(int limit) {
            return new Metadata(true, true, limit);
        }
    }

    /** Something else that it was launched with or without. */
    enum Trait {
        UNMONITORED,
        NOT_EBS_OPTIMIZED,
        NO_PROFILE,
        SPOT,
        DEDICATED
    }

    /**
     * A host with nothing wrong: IMDSv2, encrypted gp3 root with a snapshot of yesterday, detailed
     * monitoring, instance profile, private address, closed firewall, owner and runbook.
     */
    static SampleHost host(String name, String type, String zone, String image) {
        return new SampleHost(
                        name,
                        new Machine(type, zone, image, null, null),
                        new History(20, new Life.Running(), null),
                        List.of(SampleVolume.volume("gp3", 20)),
                        new Network(List.of("inside"), Address.NONE, Metadata.hops(1)),
                        Set.of(),
                        null,
                        Map.of("Name", name))
                .tag("owner", "platform@example.com")
                .tag("runbook", "https://wiki.example.com/runbooks/" + name);
    }

    /** The same as a part of a workload. */
    static SampleHost host(String workload, String name, String type, String zone, String image) {
        return host(name, type, zone, image)
                .tag("workload", workload)
                .tag("owner", workload + "@example.com");
    }

    SampleVolume root() {
        return volumes.getFirst();
    }

    List<SampleVolume> data() {
        return volumes.subList(1, volumes.size());
    }

    boolean is(Trait trait) {
        return traits.contains(trait);
    }

    SampleHost tag(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(tags);
        more.put(key, value);
        return tags(more);
    }

    SampleHost untagged(String... keys) {
        Map<String, String> fewer = new LinkedHashMap<>(tags);
        fewer.keySet().removeAll(List.of(keys));
        return tags(fewer);
    }

    private SampleHost tags(Map<String, String> all) {
        return new SampleHost(name, machine, history, volumes, network, traits, guest, all);
    }

    SampleHost stopped(int daysAgo) {
        return history(
                new History(history.launchedDaysAgo, new Life.Stopped(daysAgo), history.event));
    }

    SampleHost terminated() {
        return history(new History(history.launchedDaysAgo, new Life.Terminated(), history.event));
    }

    SampleHost launched(int daysAgo) {
        return history(new History(daysAgo, history.life, history.event));
    }

    SampleHost event(String codeAndDescription) {
        return history(new History(history.launchedDaysAgo, history.life, codeAndDescription));
    }

    private SampleHost history(History other) {
        return new SampleHost(name, machine, other, volumes, network, traits, guest, tags);
    }

    SampleHost root(SampleVolume volume) {
        return volumes(Stream.concat(Stream.of(volume), data().stream()));
    }

    SampleHost data(SampleVolume volume) {
        return volumes(Stream.concat(volumes.stream(), Stream.of(volume)));
    }

    private SampleHost volumes(Stream<SampleVolume> all) {
        return new SampleHost(name, machine, history, all.toList(), network, traits, guest, tags);
    }

    SampleHost behind(String... names) {
        return network(new Network(List.of(names), network.address, network.metadata));
    }

    SampleHost address(Address kind) {
        return network(new Network(network.firewalls, kind, network.metadata));
    }

    SampleHost metadata(Metadata access) {
        return network(new Network(network.firewalls, network.address, access));
    }

    private SampleHost network(Network other) {
        return new SampleHost(name, machine, history, volumes, other, traits, guest, tags);
    }

    /** With these traits in place of its own. */
    SampleHost being(Trait... some) {
        return new SampleHost(name, machine, history, volumes, network, Set.of(some), guest, tags);
    }

    SampleHost from(String templateAndVersion) {
        return machine(templateAndVersion, machine.group);
    }

    SampleHost in(String group) {
        return machine(machine.template, group);
    }

    private SampleHost machine(@Nullable String template, @Nullable String group) {
        Machine other = new Machine(machine.type, machine.zone, machine.image, template, group);
        return new SampleHost(name, other, history, volumes, network, traits, guest, tags);
    }

    SampleHost guest(@Nullable SampleGuest agent) {
        return new SampleHost(name, machine, history, volumes, network, traits, agent, tags);
    }

    /** With a status check that fails, {@code system} or {@code instance}. */
    SampleHost impaired(String check) {
        return tag(HiddenTags.IMPAIRED, check);
    }

    /** One that a service of AWS runs, such as {@code eks.amazonaws.com}. */
    SampleHost runBy(String principal) {
        return tag(HiddenTags.OPERATOR, principal);
    }

    /** Launched from a product of AWS Marketplace. */
    SampleHost ofProduct(String code) {
        return tag(HiddenTags.PRODUCT, code);
    }

    SampleHost noEna() {
        return tag(HiddenTags.ENA, "false");
    }

    /** A server that was set up by hand years ago and not maintained since. */
    SampleHost neglected() {
        return root(SampleVolume.volume("gp2", 30).unencrypted().backup(SampleVolume.Backup.NONE))
                .launched(700)
                .metadata(Metadata.V1)
                .being(Trait.UNMONITORED, Trait.NOT_EBS_OPTIMIZED, Trait.NO_PROFILE)
                .untagged("runbook");
    }
}
