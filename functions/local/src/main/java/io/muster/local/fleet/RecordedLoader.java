package io.muster.local.fleet;

import io.muster.local.LocalCloud;
import io.muster.local.recorded.RecordedFleet;
import io.muster.local.recorded.Recording;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;

/**
 * Loads the sample fleet's part in one region where it was recorded: what EC2 has of it is read,
 * not made, and agents and logs come as to any other cloud.
 *
 * @param plain the region as it was recorded
 * @param region the same, perhaps with other names
 */
record RecordedLoader(
        LocalCloud cloud,
        RecordedFleet fleet,
        SampleRegion plain,
        SampleRegion region,
        Instant now) {

    /**
     * Puts it there.
     *
     * @throws OutdatedRecordingException when the fleet has been changed since it was recorded
     */
    Loaded load() {
        Recording recording =
                Recording.of(region.name())
                        .filter(found -> found.fleet().equals(FleetDigest.of(plain)))
                        .orElseThrow(() -> new OutdatedRecordingException(region.name()));
        fleet.load(region.name(), recording.loadedAt(now));
        Map<String, String> keys = recording.keys();
        rename(keys);
        new GuestLoader(cloud.ssm(), key -> id(keys, key), region).load();
        try (CloudWatchLogsClient logs =
                RegionLoader.client(
                        cloud, CloudWatchLogsClient.builder().region(Region.of(region.name())))) {
            new LogLoader(logs, cloud.logs(), key -> id(keys, key), region, now).load();
        }
        return new Loaded(keys.size(), List.of());
    }

    private static String id(Map<String, String> keys, String key) {
        return Objects.requireNonNull(keys.get(key), () -> "the recording has no " + key);
    }

    private void rename(Map<String, String> keys) {
        Map<String, SampleHost> before = new HashMap<>();
        plain.hosts().forEach(host -> before.put(host.name(), host));
        for (SampleHost host : region.hosts()) {
            SampleHost recorded = Objects.requireNonNull(before.get(host.name()));
            Map<String, String> changed = new HashMap<>(host.tags());
            changed.entrySet().removeAll(recorded.tags().entrySet());
            if (!changed.isEmpty()) {
                fleet.tag(region.name(), id(keys, HostLoader.key(host.name())), changed);
            }
        }
    }
}
