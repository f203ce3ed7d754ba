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
 * @param securityGroupNames of groups that it does not name by ID, which are those of the default
 *     VPC
 */
public record LaunchSettings(
        @Nullable String imageId, List<String> securityGroupIds, List<String> securityGroupNames) {

    public LaunchSettings {
        securityGroupIds = List.copyOf(securityGroupIds);
        securityGroupNames = List.copyOf(securityGroupNames);
    }

    /** One that names all its groups by ID. */
    public LaunchSettings(@Nullable String imageId, List<String> securityGroupIds) {
        this(imageId, securityGroupIds, List.of());
    }
}
