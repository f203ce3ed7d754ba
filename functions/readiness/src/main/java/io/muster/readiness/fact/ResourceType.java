package io.muster.readiness.fact;

import java.util.Locale;

/**
 * The kinds of subject, in the order in which they are judged, stored and shown.
 *
 * <p>The order is that of the names, because the store sorts by name and both are read side by
 * side.
 */
public enum ResourceType {
    ADDRESS("elastic-ip"),
    INSTANCE("instance"),
    SNAPSHOT("snapshot"),
    VOLUME("volume"),
    WORKLOAD("");

    private final String arnPrefix;

    ResourceType(String arnPrefix) {
        this.arnPrefix = arnPrefix;
    }

    /** The name used in keys, JSON and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The resource part of an EC2 ARN up to the id; empty for what has no ARN. */
    public String arnPrefix() {
        return arnPrefix;
    }

    public static ResourceType ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }
}
