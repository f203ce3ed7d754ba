package io.muster.readiness.guest;

import java.util.List;

/**
 * {@code /etc/resolv.conf}.
 *
 * @param nameservers in the order in which the C library asks them; it asks three at most
 */
public record ResolverSettings(
        List<String> nameservers, List<String> search, List<String> options) {

    public ResolverSettings {
        nameservers = List.copyOf(nameservers);
        search = List.copyOf(search);
        options = List.copyOf(options);
    }
}
