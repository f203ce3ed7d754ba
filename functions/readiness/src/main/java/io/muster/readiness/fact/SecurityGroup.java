package io.muster.readiness.fact;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A security group and what it lets in. */
public record SecurityGroup(String id, String name, List<IngressRule> ingress) {

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
     */
    public record IngressRule(
            String protocol,
            @Nullable Integer fromPort,
            @Nullable Integer toPort,
            List<String> ipv4Ranges,
            List<String> ipv6Ranges,
            List<String> prefixListIds) {

        private static final int LAST_PORT = 65_535;

        private static final int LAST_WELL_KNOWN = 1_023;

        /** A range that leaves out fewer ports than well-known ones exist protects no more. */
        private static final int NEARLY_ALL_PORTS = LAST_PORT - LAST_WELL_KNOWN;

        public IngressRule {
            ipv4Ranges = List.copyOf(ipv4Ranges);
            ipv6Ranges = List.copyOf(ipv6Ranges);
            prefixListIds = List.copyOf(prefixListIds);
        }

        /** Whether TCP connections to a port match this rule, from any source. */
        public boolean coversTcp(int port) {
            return protocol.equals("-1")
                    || ((protocol.equals("tcp") || protocol.equals("6")) && covers(port, port));
        }

        /**
         * Whether the rule is for every port of its protocol, whatever the spelling. Port 0 is no
         * port that anything listens on, so that a range from 1 is as wide as one from 0.
         */
        public boolean everyPort() {
            return protocol.equals("-1") || covers(1, LAST_PORT) || reachesAll(List.of(this));
        }

        /** Whether it is for TCP, or for all protocols. */
        public boolean isTcp() {
            return protocol.equals("tcp") || protocol.equals("6") || protocol.equals("-1");
        }

        /** Whether it is for UDP, or for all protocols. */
        public boolean isUdp() {
            return protocol.equals("udp") || protocol.equals("17") || protocol.equals("-1");
        }

        /**
         * Whether rules together are for the well-known ports and nearly all others.
         *
         * @param rules of one protocol, each for a range of ports
         */
        public static boolean reachesAll(List<IngressRule> rules) {
            BitSet ports = new BitSet();
            for (IngressRule rule : rules) {
                if (rule.fromPort != null && rule.toPort != null && rule.fromPort >= 0) {
                    int from = Math.max(rule.fromPort, 1);
                    ports.set(from, Math.max(from, Math.min(rule.toPort, LAST_PORT) + 1));
                }
            }
            return ports.nextClearBit(1) > LAST_WELL_KNOWN
                    && ports.cardinality() > NEARLY_ALL_PORTS;
        }

        private boolean covers(int first, int last) {
            return fromPort == null
                    || toPort == null
                    || fromPort == -1
                    || (fromPort <= first && last <= toPort);
        }

        /** Whether the rule is for every port of TCP or UDP, or for all protocols. */
        public boolean opensAllPorts() {
            return (isTcp() || isUdp()) && everyPort();
        }

        /** Its ranges of addresses, of both versions of IP. */
        public List<String> ranges() {
            return Stream.concat(ipv4Ranges.stream(), ipv6Ranges.stream()).toList();
        }

        /** The ranges each of which is as good as the internet. */
        public List<String> worldRanges() {
            return ranges().stream().filter(AddressRanges::isInternet).toList();
        }
    }
}
