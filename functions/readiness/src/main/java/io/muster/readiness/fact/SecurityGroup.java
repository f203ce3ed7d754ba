package io.muster.readiness.fact;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A security group and what it lets in. */
public record SecurityGroup(String id, String name, List<IngressRule> ingress) implements Subject {

    public SecurityGroup {
        ingress = List.copyOf(ingress);
    }

    @Override
    public ResourceType resourceType() {
        return ResourceType.SECURITY_GROUP;
    }

    /** This group with the entries of the prefix lists that are among these, by id. */
    public SecurityGroup with(Map<String, PrefixList> lists) {
        return new SecurityGroup(id, name, ingress.stream().map(rule -> rule.with(lists)).toList());
    }

    /**
     * One permission.
     *
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a protocol number, or
     *     {@code -1} for all
     * @param fromPort first port; null or -1 for all ports of the protocol
     * @param toPort last port, inclusive; null or -1 likewise
     * @param prefixListIds prefix lists whose entries are not known
     * @param prefixLists those whose entries are
     */
    public record IngressRule(
            String protocol,
            @Nullable Integer fromPort,
            @Nullable Integer toPort,
            List<String> ipv4Ranges,
            List<String> ipv6Ranges,
            List<String> prefixListIds,
            List<PrefixList> prefixLists) {

        private static final int LAST_PORT = 65_535;

        private static final int LAST_WELL_KNOWN = 1_023;

        /** A range that leaves out fewer ports than well-known ones exist protects no more. */
        private static final int NEARLY_ALL_PORTS = LAST_PORT - LAST_WELL_KNOWN;

        public IngressRule {
            ipv4Ranges = List.copyOf(ipv4Ranges);
            ipv6Ranges = List.copyOf(ipv6Ranges);
            prefixListIds = List.copyOf(prefixListIds);
            prefixLists = List.copyOf(prefixLists);
        }

        /** A rule as EC2 describes it, with its prefix lists by id. */
        public IngressRule(
                String protocol,
                @Nullable Integer fromPort,
                @Nullable Integer toPort,
                List<String> ipv4Ranges,
                List<String> ipv6Ranges,
                List<String> prefixListIds) {
            this(protocol, fromPort, toPort, ipv4Ranges, ipv6Ranges, prefixListIds, List.of());
        }

        /** This rule with the entries of the prefix lists that are among these, by id. */
        public IngressRule with(Map<String, PrefixList> lists) {
            if (prefixListIds.isEmpty()) {
                return this;
            }
            return new IngressRule(
                    protocol,
                    fromPort,
                    toPort,
                    ipv4Ranges,
                    ipv6Ranges,
                    prefixListIds.stream().filter(id -> !lists.containsKey(id)).toList(),
                    prefixListIds.stream()
                            .flatMap(id -> Stream.ofNullable(lists.get(id)))
                            .toList());
        }

        /** Whether TCP connections to a port match this rule, from any source. */
        public boolean coversTcp(int port) {
            return isTcp() && coversOfProtocol(port);
        }

        /** Whether UDP datagrams to a port match this rule, from any source. */
        public boolean coversUdp(int port) {
            return isUdp() && coversOfProtocol(port);
        }

        private boolean coversOfProtocol(int port) {
            return protocol.equals("-1") || covers(port, port);
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

        /** Whether this rule is for every port that another one of the protocol names. */
        public boolean coversPortsOf(IngressRule other) {
            return other.fromPort != null
                    && other.toPort != null
                    && covers(other.fromPort, other.toPort);
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

        /** Its ranges of addresses, of both versions of IP, those of its prefix lists too. */
        public List<String> ranges() {
            return Stream.of(
                            ipv4Ranges.stream(),
                            ipv6Ranges.stream(),
                            prefixLists.stream().flatMap(list -> list.ranges().stream()))
                    .flatMap(ranges -> ranges)
                    .toList();
        }

        /** The ranges each of which is as good as the internet. */
        public List<String> worldRanges() {
            return ranges().stream().filter(AddressRanges::isInternet).toList();
        }
    }
}
