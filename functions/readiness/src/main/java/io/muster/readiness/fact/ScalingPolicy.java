package io.muster.readiness.fact;

import org.jspecify.annotations.Nullable;

/**
 * A scaling policy of an Auto Scaling group.
 *
 * @param type such as {@code TargetTrackingScaling}
 */
public record ScalingPolicy(
        String name, String groupName, @Nullable String type, boolean enabled) {}
