package io.muster.readiness.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An AMI that an instance was launched from. A null field is one that EC2 did not report.
 *
 * @param publicParameter the public parameter of Systems Manager that named it, such as {@code
 *     /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64}
 */
public record Image(
        String id,
        @Nullable String name,
        @Nullable String ownerId,
        String state,
        @Nullable Instant createdAt,
        @Nullable Instant deprecatedAt,
        @Nullable Architecture architecture,
        @Nullable String publicParameter) {}
