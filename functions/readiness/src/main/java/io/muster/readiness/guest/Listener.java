package io.muster.readiness.guest;

import org.jspecify.annotations.Nullable;

/**
 * A socket that waits for connections or datagrams.
 *
 * @param protocol {@code tcp} or {@code udp}
 * @param address as the tool prints it, without brackets and zone: {@code 0.0.0.0}, {@code ::},
 *     {@code *}, {@code 127.0.0.1}
 * @param port 1 to 65535
 * @param process the first process that holds it; null to an ordinary user, and where the tool does
 *     not tell
 */
public record Listener(
        String protocol,
        String address,
        int port,
        @Nullable String process,
        @Nullable Integer pid) {

    /** Whether it answers on every interface, so that only firewalls stand before it. */
    public boolean onAllInterfaces() {
        return address.equals("0.0.0.0") || address.equals("::") || address.equals("*");
    }

    /** Whether only the instance itself reaches it. */
    public boolean loopbackOnly() {
        return address.startsWith("127.")
                || address.equals("::1")
                || address.startsWith("::ffff:127.");
    }
}
