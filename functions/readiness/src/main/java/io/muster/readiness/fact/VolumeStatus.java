package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The status checks of an EBS volume, which EC2 makes every five minutes.
 *
 * @param status {@code ok}, {@code warning} (performance is degraded), {@code impaired} (I/O is
 *     disabled or stalled), {@code insufficient-data}, or what EC2 adds; null where it reports none
 * @param details what the status is made of: {@code io-enabled}, {@code io-performance}, {@code
 *     initialization-state}
 * @param events what happened to the volume
 */
public record VolumeStatus(
        String volumeId, @Nullable String status, List<Detail> details, List<Event> events) {

    public VolumeStatus {
        details = List.copyOf(details);
        events = List.copyOf(events);
    }

    /**
     * The result of one check.
     *
     * @param status such as {@code passed}, {@code failed}, {@code normal}, {@code stalled}
     */
    public record Detail(String name, @Nullable String status) {}

    /**
     * Something that happened to the volume.
     *
     * @param type such as {@code potential-data-inconsistency}
     * @param description AWS's words, such as {@code Awaiting Action: Enable IO}
     * @param notAfter null while it lasts
     */
    public record Event(
            String type,
            @Nullable String description,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter) {}
}
