package io.muster.local.fleet;

import java.util.List;

/** The sample fleet's part in one region, beside the images and firewalls that all regions have. */
record SampleRegion(
        String name,
        List<SampleTemplate> templates,
        List<SampleGroup> groups,
        List<SampleHost> hosts,
        Leftovers leftovers,
        List<SampleAlarm> alarms,
        List<SampleLogGroup> logGroups) {

    SampleRegion {
        templates = List.copyOf(templates);
        groups = List.copyOf(groups);
        hosts = List.copyOf(hosts);
        alarms = List.copyOf(alarms);
        logGroups = List.copyOf(logGroups);
    }

    /**
     * What no host uses.
     *
     * @param volumes attached to nothing
     * @param deletedVolumes of which only a snapshot is left
     * @param addresses Elastic IP addresses that are associated with nothing
     */
    record Leftovers(
            List<SampleVolume> volumes, List<SampleVolume> deletedVolumes, List<String> addresses) {

        Leftovers {
            volumes = List.copyOf(volumes);
            deletedVolumes = List.copyOf(deletedVolumes);
            addresses = List.copyOf(addresses);
        }
    }
}
