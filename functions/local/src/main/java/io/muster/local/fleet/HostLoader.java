package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import io.muster.local.fleet.SampleHost.Address;
import io.muster.local.fleet.SampleHost.Life;
import io.muster.local.fleet.SampleVolume.Backup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AllocateAddressRequest;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateSnapshotRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** Launches hosts, with their volumes, snapshots and addresses. */
final class HostLoader {

    private final Ec2Client ec2;
    private final Keys keys;
    private final SampleRegion region;
    private final ImageLoader images;
    private final Instant now;
    private final Map<String, Instance> found = new TreeMap<>();

    HostLoader(Ec2Client ec2, Keys keys, SampleRegion region, ImageLoader images, Instant now) {
        this.ec2 = ec2;
        this.keys = keys;
        this.region = region;
        this.images = images;
        this.now = now;
        ec2.describeInstancesPaginator().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .forEach(instance -> found.put(instance.instanceId(), instance));
    }

    static String key(String host) {
        return "host/" + host;
    }

    void load() {
        region.hosts().forEach(host -> keys.ensure(key(host.name()), () -> launch(host)));
        // The launches made and tagged the root volumes, whose ids EC2 does not tell in its answer.
        keys.refresh();
        region.hosts().forEach(this::equip);
        region.hosts().forEach(this::live);
        region.looseVolumes().forEach(this::loose);
        region.deletedVolumes().forEach(this::deleted);
        region.freeAddresses().forEach(name -> address("address/" + name, name));
    }

    private String launch(SampleHost host) {
        SampleImage image = image(host.image());
        RunInstancesRequest.Builder run =
                RunInstancesRequest.builder()
                        .minCount(1)
                        .maxCount(1)
                        .imageId(images.id(image))
                        .instanceType(host.type())
                        .subnetId(
                                keys.id(
                                        NetworkLoader.subnetKey(
                                                host.zone(), host.address() == Address.PASSING)))
                        .securityGroupIds(
                                host.firewalls().stream()
                                        .map(NetworkLoader::firewallKey)
                                        .map(keys::id)
                                        .toList())
                        .ebsOptimized(host.ebsOptimized())
                        .monitoring(monitoring -> monitoring.enabled(host.monitored()))
                        .metadataOptions(
                                options ->
                                        options.httpEndpoint(
                                                        host.metadata().enabled()
                                                                ? InstanceMetadataEndpointState
                                                                        .ENABLED
                                                                : InstanceMetadataEndpointState
                                                                        .DISABLED)
                                                .httpTokens(
                                                        host.metadata().tokensRequired()
                                                                ? HttpTokensState.REQUIRED
                                                                : HttpTokensState.OPTIONAL)
                                                .httpPutResponseHopLimit(
                                                        host.metadata().hopLimit()))
                        .blockDeviceMappings(rootDevice(host, image))
                        .tagSpecifications(
                                Keys.specification(
                                        ResourceType.INSTANCE,
                                        key(host.name()),
                                        tags(host).toArray(Tag[]::new)),
                                Keys.specification(
                                        ResourceType.VOLUME,
                                        volumeKey(host.name(), host.root()),
                                        created(host.launchedDaysAgo())));
        if (host.profile()) {
            run.iamInstanceProfile(profile -> profile.name(RegionLoader.PROFILE));
        }
        if (host.spot()) {
            run.instanceMarketOptions(market -> market.marketType(MarketType.SPOT));
        }
        if (host.dedicated()) {
            run.placement(placement -> placement.tenancy(Tenancy.DEDICATED));
        }
        String template = host.template();
        if (template != null) {
            int colon = template.lastIndexOf(':');
            run.launchTemplate(
                    from ->
                            from.launchTemplateName(template.substring(0, colon))
                                    .version(template.substring(colon + 1)));
        }
        return ec2.runInstances(run.build()).instances().getFirst().instanceId();
    }

    private static BlockDeviceMapping rootDevice(SampleHost host, SampleImage image) {
        return BlockDeviceMapping.builder()
                .deviceName(image.kind().rootDevice())
                .ebs(
                        EbsBlockDevice.builder()
                                .volumeType(host.root().type())
                                .volumeSize(host.root().sizeGib())
                                .encrypted(host.root().encrypted())
                                .deleteOnTermination(true)
                                .build())
                .build();
    }

    private List<Tag> tags(SampleHost host) {
        List<Tag> tags = new ArrayList<>();
        host.tags().forEach((key, value) -> tags.add(Keys.tag(key, value)));
        tags.add(Keys.tag(HiddenTags.LAUNCHED, daysAgo(host.launchedDaysAgo())));
        if (host.life() instanceof Life.Stopped stopped) {
            tags.add(Keys.tag(HiddenTags.STOPPED, daysAgo(stopped.daysAgo())));
        }
        if (!host.enaDriver()) {
            tags.add(Keys.tag(HiddenTags.ENA, "false"));
        }
        String event = host.event();
        if (event != null) {
            int bar = event.indexOf('|');
            String at = now.plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS).toString();
            tags.add(
                    Keys.tag(
                            HiddenTags.EVENT,
                            event.substring(0, bar) + "|" + at + event.substring(bar)));
        }
        String impaired = host.impaired();
        if (impaired != null) {
            tags.add(Keys.tag(HiddenTags.IMPAIRED, impaired));
        }
        return tags;
    }

    /** Volumes, snapshots and the address. */
    private void equip(SampleHost host) {
        if (host.life() instanceof Life.Terminated) {
            return;
        }
        String instance = keys.id(key(host.name()));
        for (SampleVolume volume : host.data()) {
            String key = volumeKey(host.name(), volume);
            keys.ensure(
                    key,
                    () -> {
                        String id = create(volume, key, host.zone(), host.launchedDaysAgo());
                        attach(id, instance, volume);
                        String other = volume.sharedWith();
                        if (other != null) {
                            attach(id, keys.id(key(other)), volume);
                        }
                        return id;
                    });
            snapshot(key, volume, host.launchedDaysAgo());
        }
        snapshot(volumeKey(host.name(), host.root()), host.root(), host.launchedDaysAgo());
        if (host.address() == Address.ELASTIC) {
            String key = "address/" + host.name();
            boolean fresh = !keys.has(key);
            String address = address(key, host.name());
            if (fresh) {
                ec2.associateAddress(request -> request.allocationId(address).instanceId(instance));
            }
        }
    }

    private void attach(String id, String instance, SampleVolume volume) {
        ec2.attachVolume(
                request -> request.volumeId(id).instanceId(instance).device(volume.device()));
    }

    private String create(SampleVolume volume, String key, String zone, int daysAgo) {
        CreateVolumeRequest.Builder create =
                CreateVolumeRequest.builder()
                        .availabilityZone(region.name() + zone)
                        .volumeType(volume.type())
                        .size(volume.sizeGib())
                        .encrypted(volume.encrypted())
                        .tagSpecifications(
                                Keys.specification(
                                        ResourceType.VOLUME,
                                        key,
                                        created(daysAgo),
                                        Keys.tag("Name", volume.name())));
        if (volume.iops() != null) {
            create.iops(volume.iops());
        }
        if (volume.sharedWith() != null) {
            create.multiAttachEnabled(true);
        }
        return ec2.createVolume(create.build()).volumeId();
    }

    private void snapshot(String volumeKey, SampleVolume volume, int ageOfVolume) {
        if (volume.backup() == Backup.NONE) {
            return;
        }
        // A snapshot is never older than what it was taken of.
        int daysAgo = Math.min(volume.backup().daysAgo(), ageOfVolume);
        String key = "snapshot/" + volumeKey;
        keys.ensure(
                key,
                () ->
                        ec2.createSnapshot(
                                        CreateSnapshotRequest.builder()
                                                .volumeId(keys.id(volumeKey))
                                                .description("Nightly backup of " + volumeKey)
                                                .tagSpecifications(
                                                        Keys.specification(
                                                                ResourceType.SNAPSHOT,
                                                                key,
                                                                created(daysAgo)))
                                                .build())
                                .snapshotId());
    }

    private void loose(SampleVolume volume) {
        String key = "volume/loose/" + volume.name();
        keys.ensure(key, () -> create(volume, key, "a", 120));
        snapshot(key, volume, 120);
    }

    /** The volume is made only so that there is a snapshot of it. */
    private void deleted(SampleVolume volume) {
        String key = "volume/deleted/" + volume.name();
        if (keys.has("snapshot/" + key)) {
            return;
        }
        String id = keys.ensure(key, () -> create(volume, key, "a", 400));
        snapshot(key, volume, 400);
        ec2.deleteVolume(request -> request.volumeId(id));
    }

    private String address(String key, String name) {
        return keys.ensure(
                key,
                () ->
                        ec2.allocateAddress(
                                        AllocateAddressRequest.builder()
                                                .domain(DomainType.VPC)
                                                .tagSpecifications(
                                                        Keys.specification(
                                                                ResourceType.ELASTIC_IP,
                                                                key,
                                                                Keys.tag("Name", name)))
                                                .build())
                                .allocationId());
    }

    /** Stops and terminates, where that is not done yet. */
    private void live(SampleHost host) {
        String id = keys.id(key(host.name()));
        Instance before = found.get(id);
        boolean running = before == null || before.state().name() == InstanceStateName.RUNNING;
        switch (host.life()) {
            case Life.Running stays -> {}
            case Life.Stopped stopped -> {
                if (running) {
                    ec2.stopInstances(request -> request.instanceIds(id));
                }
            }
            case Life.Terminated terminated -> {
                if (running) {
                    ec2.terminateInstances(request -> request.instanceIds(id));
                }
            }
        }
    }

    private SampleImage image(String name) {
        return region.images().stream()
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the sample fleet has no image '%s' in %s"
                                                .formatted(name, region.name())));
    }

    static String volumeKey(String host, SampleVolume volume) {
        return "volume/" + host + "/" + volume.name();
    }

    private Tag created(int daysAgo) {
        return Keys.tag(HiddenTags.CREATED, daysAgo(daysAgo));
    }

    private String daysAgo(int days) {
        return now.minus(days, ChronoUnit.DAYS).toString();
    }
}
