package io.muster.local.fleet;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Auto Scaling group. Its members are the hosts that name it.
 *
 * @param zones the letters of its zones
 * @param lifetimeDays after which an instance is replaced; null for never
 * @param tags not passed on to its instances
 */
record SampleGroup(
        String name,
        Launch launch,
        List<String> zones,
        Scaling scaling,
        Balancer balancer,
        @Nullable Integer lifetimeDays,
        Map<String, String> tags) {

    SampleGroup {
        zones = List.copyOf(zones);
        tags = Map.copyOf(tags);
    }

    /** What it launches from. */
    sealed interface Launch {

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

    /**
     * How it grows and shrinks.
     *
     * @param suspended processes that are suspended
     */
    record Scaling(int minimum, int maximum, Policy policy, List<String> suspended) {

        Scaling {
            suspended = List.copyOf(suspended);
        }
    }

    /** Its scaling policy. */
    enum Policy {
        NONE,
        TARGET_TRACKING,
        SWITCHED_OFF
    }

    /** Whether a load balancer's target group is attached. */
    enum Balancer {
        NONE,
        ATTACHED,
        /** Its health checks count for the group. */
        CHECKING
    }
}
