package io.muster.local.fleet;

import io.muster.local.addition.HiddenTags;
import io.muster.local.fleet.SampleHost.Address;
import io.muster.local.fleet.SampleHost.Life;
import io.muster.local.fleet.SampleHost.Machine;
import io.muster.local.fleet.SampleHost.Metadata;
import io.muster.local.fleet.SampleHost.Trait;
import io.muster.local.fleet.SampleVolume.Backup;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.BlockDeviceMapping;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DomainType;
import software.amazon.awssdk.services.ec2.model.EbsBlockDevice;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Tenancy;

/** Launches hosts, with their volumes, snapshots and addresses. */
record HostLoader(Ec2Client ec2, Keys keys, SampleRegion region, ImageLoader images, Instant now) {

    static String key(String host) {
        return "host/" + host;
    }

    void load() {
        Map<String, InstanceStateName> found =
                ec2.describeInstancesPaginator().reservations().stream()
                        .flatMap(reservation -> reservation.instances().stream())
                        .collect(
                                Collectors.toMap(
                                        Instance::instanceId, each -> each.state().name()));
        region.hosts().forEach(host -> keys.ensure(key(host.name()), () -> launch(host)));
        // The launches made and tagged the root volumes, whose ids EC2 does not tell in its answer.
        keys.refresh();
        region.hosts().forEach(this::equip);
        for (SampleHost host : region.hosts()) {
            String id = keys.id(key(host.name()));
            if (found.getOrDefault(id, InstanceStateName.RUNNING) == InstanceStateName.RUNNING) {
                end(host.history().life(), id);
            }
        }
        region.leftovers().volumes().forEach(this::loose);
        region.leftovers().deletedVolumes().forEach(this::deleted);
        region.leftovers().addresses().forEach(name -> address("address/" + name, name));
    }

    private String launch(SampleHost host) {
        Machine machine = host.machine();
        SampleImage image = SampleFleet.imageNamed(machine.image());
        boolean passing = host.network().address() == Address.PASSING;
        RunInstancesRequest.Builder run =
                RunInstancesRequest.builder()
                        .minCount(1)
                        .maxCount(1)
                        .imageId(images.id(image))
                        .instanceType(machine.type())
                        .subnetId(keys.id(NetworkLoader.subnetKey(machine.zone(), passing)))
                        .securityGroupIds(
                                host.network().firewalls().stream()
                                        .map(NetworkLoader::firewallKey)
                                        .map(keys::id)
                                        .toList())
                        .ebsOptimized(!host.is(Trait.NOT_EBS_OPTIMIZED))
                        .monitoring(with -> with.enabled(!host.is(Trait.UNMONITORED)));
        metadata(run, host.network().metadata());
        disks(run, host, image);
        if (!host.is(Trait.NO_PROFILE)) {
            run.iamInstanceProfile(profile -> profile.name(RegionLoader.PROFILE));
        }
        if (host.is(Trait.SPOT)) {
            run.instanceMarketOptions(market -> market.marketType(MarketType.SPOT));
        }
        if (host.is(Trait.DEDICATED)) {
            run.placement(placement -> placement.tenancy(Tenancy.DEDICATED));
        }
        String template = machine.template();
        if (template != null) {
            String[] nameAndVersion = template.split(":", 2);
            run.launchTemplate(
                    from -> from.launchTemplateName(nameAndVersion[0]).version(nameAndVersion[1]));
        }
        return ec2.runInstances(run.build()).instances().getFirst().instanceId();
    }

    private static void metadata(RunInstancesRequest.Builder run, Metadata metadata) {
        run.metadataOptions(
                options ->
                        options.httpEndpoint(metadata.enabled() ? "enabled" : "disabled")
                                .httpTokens(metadata.tokensRequired() ? "required" : "optional")
                                .httpPutResponseHopLimit(metadata.hopLimit()));
    }

    private void disks(RunInstancesRequest.Builder run, SampleHost host, SampleImage image) {
        SampleVolume root = host.root();
        EbsBlockDevice disk =
                EbsBlockDevice.builder()
                        .volumeType(root.type())
                        .volumeSize(root.sizeGib())
                        .encrypted(root.encrypted())
                        .deleteOnTermination(true)
                        .build();
        String name = image.kind().rootDevice;
        run.blockDeviceMappings(BlockDeviceMapping.builder().deviceName(name).ebs(disk).build())
                .tagSpecifications(
                        Keys.specification(ResourceType.INSTANCE, key(host.name()), tags(host)),
                        Keys.specification(
                                ResourceType.VOLUME,
                                volumeKey(host.name(), root),
                                created(host.history().launchedDaysAgo())));
    }

    private Tag[] tags(SampleHost host) {
        List<Tag> tags = new ArrayList<>();
        host.tags().forEach((key, value) -> tags.add(Keys.tag(key, value)));
        tags.add(keys.daysAgo(HiddenTags.LAUNCHED, host.history().launchedDaysAgo()));
        if (host.history().life() instanceof Life.Stopped stopped) {
            tags.add(keys.daysAgo(HiddenTags.STOPPED, stopped.daysAgo()));
        }
        String event = host.history().event();
        if (event != null) {
            Instant at = now.plus(3, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
            tags.add(Keys.tag(HiddenTags.EVENT, event.replaceFirst("\\|", "|" + at + "|")));
        }
        return tags.toArray(Tag[]::new);
    }

    /** Volumes, snapshots and the address. */
    private void equip(SampleHost host) {
        if (host.history().life() instanceof Life.Terminated) {
            return;
        }
        String instance = keys.id(key(host.name()));
        int daysAgo = host.history().launchedDaysAgo();
        for (SampleVolume volume : host.data()) {
            String key = volumeKey(host.name(), volume);
            keys.ensure(
                    key,
                    () -> {
                        String id = create(volume, key, host.machine().zone(), daysAgo);
                        attach(id, instance, volume);
                        String other = volume.sharedWith();
                        if (other != null) {
                            attach(id, keys.id(key(other)), volume);
                        }
                        return id;
                    });
            snapshot(key, volume, daysAgo);
        }
        snapshot(volumeKey(host.name(), host.root()), host.root(), daysAgo);
        if (host.network().address() == Address.ELASTIC) {
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
        Tag name = Keys.tag("Name", volume.name());
        CreateVolumeRequest.Builder create =
                CreateVolumeRequest.builder()
                        .availabilityZone(region.name() + zone)
                        .volumeType(volume.type())
                        .size(volume.sizeGib())
                        .encrypted(volume.encrypted())
                        .iops(volume.iops())
                        .tagSpecifications(
                                Keys.specification(
                                        ResourceType.VOLUME, key, created(daysAgo), name));
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
        Tag created = created(Math.min(volume.backup().daysAgo, ageOfVolume));
        String key = "snapshot/" + volumeKey;
        keys.ensure(
                key,
                () ->
                        ec2.createSnapshot(
                                        request ->
                                                request.volumeId(keys.id(volumeKey))
                                                        .description(
                                                                "Nightly backup of " + volumeKey)
                                                        .tagSpecifications(
                                                                Keys.specification(
                                                                        ResourceType.SNAPSHOT,
                                                                        key,
                                                                        created)))
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
        var tags = Keys.specification(ResourceType.ELASTIC_IP, key, Keys.tag("Name", name));
        return keys.ensure(
                key,
                () ->
                        ec2.allocateAddress(
                                        request ->
                                                request.domain(DomainType.VPC)
                                                        .tagSpecifications(tags))
                                .allocationId());
    }

    /** Stops or terminates what still runs. */
    private void end(Life life, String id) {
        switch (life) {
            case Life.Running stays -> {}
            case Life.Stopped stopped -> ec2.stopInstances(request -> request.instanceIds(id));
            case Life.Terminated gone -> ec2.terminateInstances(request -> request.instanceIds(id));
        }
    }

    static String volumeKey(String host, SampleVolume volume) {
        return "volume/" + host + "/" + volume.name();
    }

    private Tag created(int daysAgo) {
        return keys.daysAgo(HiddenTags.CREATED, daysAgo);
    }
}
