package io.muster.readiness.fact;

import java.util.List;

/**
 * A managed prefix list, AWS's own or a customer's.
 *
 * @param ranges the address ranges of its entries, in CIDR notation
 */
public record PrefixList(String id, List<String> ranges) {

    public PrefixList {
        ranges = List.copyOf(ranges);
    }
}
