package io.muster.readiness.fact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a launch template's version or a launch configuration says of an instance, as far as it can
 * be gone by now.
 *
 * @param imageId an AMI, or {@code resolve:ssm:} and the name of a parameter that holds its id at
 *     the time of the launch; null for none
 * @param securityGroupIds of all its network interfaces
 */
public record LaunchSettings(@Nullable String imageId, List<String> securityGroupIds) {

    public LaunchSettings {
        securityGroupIds = List.copyOf(securityGroupIds);
    }
}
