package io.muster.readiness.fact;

import io.muster.readiness.text.Message;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of subject, in the order in which they are judged, stored and shown.
 *
 * <p>The order is that of the names, because the store sorts by name and both are read side by
 * side.
 */
public enum ResourceType {
    ADDRESS("ec2", "elastic-ip/"),
    INSTANCE("ec2", "instance/"),
    LOG_GROUP("logs", "log-group:"),
    /** One account in one region, for what concerns all that is in it. */
    SCOPE("", ""),
    SECURITY_GROUP("ec2", "security-group/"),
    SNAPSHOT("ec2", "snapshot/"),
    VOLUME("ec2", "volume/"),
    WORKLOAD("", "");

    private final String service;
    private final String arnPrefix;

    ResourceType(String service, String arnPrefix) {
        this.service = service;
        this.arnPrefix = arnPrefix;
    }

    /** The name used in keys, JSON and tables. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Its name for a person, of one resource. */
    public Message title() {
        return switch (this) {
            case ADDRESS -> Message.of("common.type-address");
            case INSTANCE -> Message.of("common.type-instance");
            case LOG_GROUP -> Message.of("common.type-log-group");
            case SCOPE -> Message.of("common.type-scope");
            case SECURITY_GROUP -> Message.of("common.type-security-group");
            case SNAPSHOT -> Message.of("common.type-snapshot");
            case VOLUME -> Message.of("common.type-volume");
            case WORKLOAD -> Message.of("common.type-workload");
        };
    }

    /** So many of them, such as {@code 5 instances}. */
    public Message counted(long count) {
        return (switch (this) {
                    case ADDRESS -> Message.of("common.addresses");
                    case INSTANCE -> Message.of("common.instances");
                    case LOG_GROUP -> Message.of("common.log-groups");
                    case SCOPE -> Message.of("common.scopes");
                    case SECURITY_GROUP -> Message.of("common.security-groups");
                    case SNAPSHOT -> Message.of("common.snapshots");
                    case VOLUME -> Message.of("common.volumes");
                    case WORKLOAD -> Message.of("common.workloads");
                })
                .with("count", count);
    }

    /** The ARN of a resource of this kind; null for what AWS does not know. */
    public @Nullable String arn(Scope scope, String id) {
        return service.isEmpty() ? null : scope.arn(service, arnPrefix + id);
    }

    public static ResourceType ofLabel(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
