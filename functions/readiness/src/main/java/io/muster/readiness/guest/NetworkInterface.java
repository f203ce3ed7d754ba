package io.muster.readiness.guest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network interface of the guest.
 *
 * @param up null where the tool does not tell
 */
public record NetworkInterface(
        String name, @Nullable Boolean up, List<InterfaceAddress> addresses) {

    public NetworkInterface {
        addresses = List.copyOf(addresses);
    }

    /**
     * An address of an interface.
     *
     * @param prefixLength null where the tool does not tell
     * @param scope such as {@code global}, {@code link}, {@code host}; null where the tool does not
     *     tell
     */
    public record InterfaceAddress(
            String address, @Nullable Integer prefixLength, @Nullable String scope) {}
}
