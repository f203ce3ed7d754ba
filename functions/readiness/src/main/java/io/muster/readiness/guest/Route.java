package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * An IPv4 route of the main table.
 *
 * @param destination the network's address; {@code 0.0.0.0} with prefix length 0 is the default
 * @param gateway null where the network is on the link
 */
public record Route(
        String networkInterface,
        String destination,
        int prefixLength,
        @Nullable String gateway,
        long metric) {

    public boolean isDefault() {
        return prefixLength == 0 && destination.equals("0.0.0.0");
    }
}
