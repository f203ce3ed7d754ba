package io.muster.readiness.fact;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An AMI that an instance was launched from, or that an Auto Scaling group names. A null field is
 * one that EC2 did not report.
 *
 * @param publicParameter the public parameter of Systems Manager that named it, such as {@code
 *     /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}
 * @param snapshotIds of the volumes that an instance of it starts with
 */
public record Image(
        String id,
        @Nullable String name,
        @Nullable String ownerId,
        String state,
        Dates dates,
        @Nullable Architecture architecture,
        @Nullable String publicParameter,
        List<String> snapshotIds) {

    public Image {
        snapshotIds = List.copyOf(snapshotIds);
    }

    /**
     * When it was made, and until when its owner keeps it.
     *
     * @param deprecatedAt empty for an image that is not to be deprecated; missing where EC2 says a
     *     time that is none
     */
    public record Dates(@Nullable Instant createdAt, Fact<Optional<Instant>> deprecatedAt) {

        /** The dates of an image that is not to be deprecated. */
        public static Dates created(@Nullable Instant at) {
            return new Dates(at, Fact.known(Optional.empty()));
        }
    }

    public @Nullable Instant createdAt() {
        return dates.createdAt();
    }
}
