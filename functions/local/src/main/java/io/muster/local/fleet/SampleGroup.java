package io.muster.local.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Auto Scaling group. Its members are the hosts that name it.
 *
 * @param zones the letters of its zones
 * @param balanced whether a load balancer's target group is attached
 * @param lifetimeDays after which an instance is replaced; null for never
 * @param suspended processes that are suspended
 * @param tags not passed on to its instances
 */
public record SampleGroup(
        String name,
        Launch launch,
        int minimum,
        int maximum,
        List<String> zones,
        String healthCheck,
        boolean balanced,
        @Nullable Integer lifetimeDays,
        List<String> suspended,
        Policy policy,
        Map<String, String> tags) {

    public SampleGroup {
        zones = List.copyOf(zones);
        suspended = List.copyOf(suspended);
        tags = Map.copyOf(tags);
    }

    /** What it launches from. */
    public sealed interface Launch {

        /** A launch template's version: a number or {@code $Latest}. */
        record Template(String name, String version) implements Launch {}

        /** A template, with other instance types in the order of preference. */
        record Mixed(String template, String version, List<String> types) implements Launch {
            public Mixed {
                types = List.copyOf(types);
            }
        }

        /** A launch configuration, which AWS no longer develops. */
        record Configuration(String name, String image, String type) implements Launch {}
    }

    /** Its scaling policy. */
    enum Policy {
        NONE,
        TARGET_TRACKING,
        SWITCHED_OFF
    }
}
