package io.muster.readiness.fact;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A security group and what it lets in. */
public record SecurityGroup(
        String id, String name, @Nullable String vpcId, List<IngressRule> ingress) {

    public SecurityGroup {
        ingress = List.copyOf(ingress);
    }

    /**
     * One permission.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or
     *     {@code -1} for all
     * @param fromPort first port; null or -1 for all ports of the protocol
     * @param toPort last port, inclusive; null or -1 likewise
     * @param prefixListIds prefix lists, whose entries this fact does not hold
     * @param groupIds security groups whose members are let in
     */
    public record IngressRule(
            String protocol,
            @Nullable Integer fromPort,
            @Nullable Integer toPort,
            List<String> ipv4Ranges,
            List<String> ipv6Ranges,
            List<String> prefixListIds,
            List<String> groupIds) {

        public IngressRule {
            ipv4Ranges = List.copyOf(ipv4Ranges);
            ipv6Ranges = List.copyOf(ipv6Ranges);
            prefixListIds = List.copyOf(prefixListIds);
            groupIds = List.copyOf(groupIds);
        }

        /** Whether TCP connections to a port match this rule, whoever sends them. */
        public boolean coversTcp(int port) {
            if (protocol.equals("-1")) {
                return true;
            }
            if (!protocol.equals("tcp") && !protocol.equals("6")) {
                return false;
            }
            if (fromPort == null || toPort == null || fromPort == -1) {
                return true;
            }
            return fromPort <= port && port <= toPort;
        }

        /** The ranges that mean everybody: {@code 0.0.0.0/0} and any spelling of {@code ::/0}. */
        public List<String> worldRanges() {
            return Stream.concat(ipv4Ranges.stream(), ipv6Ranges.stream())
                    .filter(range -> range.endsWith("/0"))
                    .toList();
        }
    }
}
