package io.muster.local.fleet;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the sample fleet.
 *
 * @param name unique in its region; its Name tag too, unless {@code tags} say otherwise
 * @param zone the letter of its zone
 * @param firewalls names of its security groups
 * @param template name and version of its launch template, {@code name:2}; null for none
 * @param group the Auto Scaling group that it belongs to; null for none
 * @param launchedDaysAgo when it was last started
 * @param event a scheduled event: code and description with a bar between them; null for none
 * @param impaired the status check that it fails, {@code system} or {@code instance}; null for none
 * @param guest the agent of Systems Manager; null where it does not manage the host
 */
public record SampleHost(
        String name,
        String type,
        String zone,
        String image,
        Life life,
        SampleVolume root,
        List<SampleVolume> data,
        List<String> firewalls,
        Address address,
        Metadata metadata,
        boolean monitored,
        boolean ebsOptimized,
        boolean enaDriver,
        boolean profile,
        boolean spot,
        boolean dedicated,
        @Nullable String template,
        @Nullable String group,
        int launchedDaysAgo,
        @Nullable String event,
        @Nullable String impaired,
        @Nullable SampleGuest guest,
        Map<String, String> tags) {

    public SampleHost {
        data = List.copyOf(data);
        firewalls = List.copyOf(firewalls);
        // The order in which the tags are written is the order in which they are made.
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /**
     * A host with nothing wrong: IMDSv2, encrypted gp3 root with a snapshot of yesterday, detailed
     * monitoring, instance profile, private address, closed firewall, owner and runbook.
     */
    static Builder host(String name, String type, String zone, String image) {
        return new Builder(name, type, zone, image);
    }

    /** Where it is in its life. */
    public sealed interface Life {

        record Running() implements Life {}

        /** Stopped so many days ago. */
        record Stopped(int daysAgo) implements Life {}

        record Terminated() implements Life {}
    }

    /** Its public address. */
    enum Address {
        NONE,
        /** One that changes with every start. */
        PASSING,
        ELASTIC
    }

    /** Access to its metadata service. */
    public record Metadata(boolean enabled, boolean tokensRequired, int hopLimit) {}

    /** Says what is special about a host. */
    static final class Builder {
        private final String name;
        private final String type;
        private final String zone;
        private final String image;
        private Life life = new Life.Running();
        private SampleVolume root = SampleVolume.volume("gp3", 20);
        private final List<SampleVolume> data = new ArrayList<>();
        private List<String> firewalls = List.of("inside");
        private Address address = Address.NONE;
        private Metadata metadata = new Metadata(true, true, 1);
        private boolean monitored = true;
        private boolean ebsOptimized = true;
        private boolean enaDriver = true;
        private boolean profile = true;
        private boolean spot;
        private boolean dedicated;
        private @Nullable String template;
        private @Nullable String group;
        private int launchedDaysAgo = 20;
        private @Nullable String event;
        private @Nullable String impaired;
        private @Nullable SampleGuest guest;
        private final Map<String, String> tags = new LinkedHashMap<>();

        private Builder(String name, String type, String zone, String image) {
            this.name = name;
            this.type = type;
            this.zone = zone;
            this.image = image;
            tags.put("Name", name);
            tags.put("owner", "platform@example.com");
            tags.put("runbook", "https://wiki.example.com/runbooks/" + name);
        }

        Builder workload(String workload) {
            return tag("workload", workload);
        }

        Builder tag(String key, String value) {
            tags.put(key, value);
            return this;
        }

        Builder untagged(String... keys) {
            tags.keySet().removeAll(List.of(keys));
            return this;
        }

        Builder noTags() {
            tags.clear();
            return this;
        }

        Builder stopped(int daysAgo) {
            life = new Life.Stopped(daysAgo);
            return this;
        }

        Builder terminated() {
            life = new Life.Terminated();
            return this;
        }

        Builder root(SampleVolume volume) {
            root = volume;
            return this;
        }

        Builder data(SampleVolume volume) {
            data.add(volume);
            return this;
        }

        Builder behind(String... names) {
            firewalls = List.of(names);
            return this;
        }

        Builder address(Address kind) {
            address = kind;
            return this;
        }

        Builder metadataV1() {
            metadata = new Metadata(true, false, 1);
            return this;
        }

        Builder hopLimit(int hops) {
            metadata = new Metadata(true, metadata.tokensRequired(), hops);
            return this;
        }

        Builder metadataOff() {
            metadata = new Metadata(false, metadata.tokensRequired(), 1);
            return this;
        }

        Builder unmonitored() {
            monitored = false;
            return this;
        }

        Builder notEbsOptimized() {
            ebsOptimized = false;
            return this;
        }

        Builder noEna() {
            enaDriver = false;
            return this;
        }

        Builder noProfile() {
            profile = false;
            return this;
        }

        Builder spot() {
            spot = true;
            return this;
        }

        Builder dedicated() {
            dedicated = true;
            return this;
        }

        Builder from(String templateAndVersion) {
            template = templateAndVersion;
            return this;
        }

        Builder in(String groupName) {
            group = groupName;
            return this;
        }

        Builder launched(int daysAgo) {
            launchedDaysAgo = daysAgo;
            return this;
        }

        Builder event(String codeAndDescription) {
            event = codeAndDescription;
            return this;
        }

        Builder impaired(String check) {
            impaired = check;
            return this;
        }

        Builder guest(SampleGuest agent) {
            guest = agent;
            return this;
        }

        /** A server that was set up by hand years ago and not maintained since. */
        Builder neglected() {
            root = SampleVolume.volume("gp2", 30).unencrypted().backup(SampleVolume.Backup.NONE);
            launchedDaysAgo = 700;
            return metadataV1().unmonitored().notEbsOptimized().noProfile().untagged("runbook");
        }

        SampleHost build() {
            return new SampleHost(
                    name,
                    type,
                    zone,
                    image,
                    life,
                    root,
                    data,
                    firewalls,
                    address,
                    metadata,
                    monitored,
                    ebsOptimized,
                    enaDriver,
                    profile,
                    spot,
                    dedicated,
                    template,
                    group,
                    launchedDaysAgo,
                    event,
                    impaired,
                    guest,
                    tags);
        }
    }
}
