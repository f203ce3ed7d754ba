package io.muster.readiness.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log group of CloudWatch Logs as DescribeLogGroups reports it. A null field is one that it did
 * not report.
 *
 * @param name such as {@code /var/log/messages}; slashes, dots, underscores, hyphens and the sign
 *     {@code #} may stand in it
 * @param retentionDays after how many days events are deleted; null for never
 * @param kmsKeyId the ARN of the customer's key; null where CloudWatch's own key encrypts the group
 * @param storedBytes compressed and as of some hours ago, which is what is paid for
 */
public record LogGroup(
        String name,
        LogClass logClass,
        @Nullable Integer retentionDays,
        @Nullable String kmsKeyId,
        @Nullable Long storedBytes,
        @Nullable Instant createdAt)
        implements Subject {

    /** The most characters that CloudWatch Logs allows in a name. */
    public static final int MAX_NAME_LENGTH = 512;

    public LogGroup {
        if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException(
                    "a log group's name has 1 to %d characters, not %d"
                            .formatted(MAX_NAME_LENGTH, name.length()));
        }
    }

    /** What a group can do and costs; it never changes. */
    public enum LogClass {
        STANDARD,
        /** Half the price for what is taken in, and Logs Insights with fewer functions. */
        INFREQUENT_ACCESS,
        /** Passes events on to a bucket or a stream: nothing in it can be queried. */
        DELIVERY,
        /** A class that this version of Muster does not know. */
        UNRECOGNISED;

        /** Reads CloudWatch's word; groups older than the classes have none and are standard. */
        public static LogClass ofLabel(@Nullable String label) {
            return switch (label == null ? "" : label) {
                case "", "STANDARD" -> STANDARD;
                case "INFREQUENT_ACCESS" -> INFREQUENT_ACCESS;
                case "DELIVERY" -> DELIVERY;
                default -> UNRECOGNISED;
            };
        }
    }

    @Override
    public String id() {
        return name;
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.LOG_GROUP;
    }

    /** Whether Logs Insights can look into it. */
    public boolean queryable() {
        return logClass == LogClass.STANDARD || logClass == LogClass.INFREQUENT_ACCESS;
    }
}
