package io.muster.local.fleet;

import java.util.List;

/**
 * The sample fleet's part in one region.
 *
 * @param looseVolumes attached to nothing
 * @param deletedVolumes of which only a snapshot is left
 * @param freeAddresses Elastic IP addresses that are associated with nothing
 */
public record SampleRegion(
        String name,
        List<SampleImage> images,
        List<SampleFirewall> firewalls,
        List<SampleTemplate> templates,
        List<SampleGroup> groups,
        List<SampleHost> hosts,
        List<SampleVolume> looseVolumes,
        List<SampleVolume> deletedVolumes,
        List<String> freeAddresses,
        List<SampleAlarm> alarms,
        List<SampleLogGroup> logGroups) {

    public SampleRegion {
        images = List.copyOf(images);
        firewalls = List.copyOf(firewalls);
        templates = List.copyOf(templates);
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
        looseVolumes = List.copyOf(looseVolumes);
        deletedVolumes = List.copyOf(deletedVolumes);
        freeAddresses = List.copyOf(freeAddresses);
        alarms = List.copyOf(alarms);
        logGroups = List.copyOf(logGroups);
    }
}
