package io.muster.readiness.fact;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instance as Systems Manager knows it (DescribeInstanceProperties, or
 * DescribeInstanceInformation where that is denied). A null field is one that it did not report.
 *
 * @param lastPingAt when the agent was last heard of; moves every few minutes while it runs
 * @param platformType {@code Linux}, {@code Windows} or {@code MacOS}; AWS's documentation of
 *     DescribeInstanceProperties also has {@code Windows Server} and {@code Amazon Linux 2}
 */
public record ManagedNode(
        String instanceId,
        PingStatus pingStatus,
        @Nullable Instant lastPingAt,
        @Nullable String platformType) {

    /** Whether the agent answers. */
    public enum PingStatus {
        ONLINE,
        CONNECTION_LOST,
        INACTIVE,
        /** A status that this version of Muster does not know. */
        UNRECOGNISED;

        /** Reads Systems Manager's name: {@code Online}, {@code ConnectionLost}. */
        public static PingStatus ofLabel(@Nullable String label) {
            return switch (label == null ? "" : label.toLowerCase(Locale.ROOT)) {
                case "online" -> ONLINE;
                case "connectionlost", "connection lost" -> CONNECTION_LOST;
                case "inactive" -> INACTIVE;
                default -> UNRECOGNISED;
            };
        }
    }

    public boolean online() {
        return pingStatus == PingStatus.ONLINE;
    }

    /** Whether its operating system is one that the probe is not written for. */
    public boolean otherThanLinux() {
        return platformType != null && !platformType.toLowerCase(Locale.ROOT).contains("linux");
    }
}
