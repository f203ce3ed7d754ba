package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status checks and scheduled events of a running instance.
 *
 * @param system the check of AWS's side: {@code ok}, {@code impaired}, {@code initializing}, {@code
 *     insufficient-data}, {@code not-applicable}
 * @param instance the check of the guest's side, same values
 * @param attachedEbs the check of its volumes, same values; null where EC2 does not report it
 */
public record InstanceStatus(
        String instanceId,
        @Nullable String system,
        @Nullable String instance,
        @Nullable String attachedEbs,
        List<ScheduledEvent> events) {

    public InstanceStatus {
        events = List.copyOf(events);
    }

    /**
     * Something that AWS will do to the instance.
     *
     * @param code such as {@code instance-retirement}
     * @param description AWS's words; begins with {@code [Completed]} or {@code [Canceled]} when
     *     over
     */
    public record ScheduledEvent(
            String code, @Nullable String description, @Nullable Instant notBefore) {

        /** Whether the event is past: EC2 keeps it in the list for a week. */
        public boolean over() {
            return description != null
                    && (description.startsWith("[Completed]")
                            || description.startsWith("[Canceled]"));
        }
    }
}
