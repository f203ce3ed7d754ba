package io.muster.readiness.fact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An Elastic IP address.
 *
 * @param id the allocation id, or the address itself where EC2 gives none
 * @param instanceId the instance it is associated with, null for none
 * @param networkInterfaceId the interface it is associated with (a NAT gateway's or load balancer's
 *     too), null for none
 */
public record Address(
        String id,
        @Nullable String publicAddress,
        @Nullable String associationId,
        @Nullable String instanceId,
        @Nullable String networkInterfaceId,
        Map<String, String> tags)
        implements Subject {

    public Address {
        tags = Map.copyOf(tags);
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.ADDRESS;
    }

    public boolean associated() {
        return associationId != null || instanceId != null || networkInterfaceId != null;
    }
}
