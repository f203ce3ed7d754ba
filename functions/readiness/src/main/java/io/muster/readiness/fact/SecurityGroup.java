package io.muster.readiness.fact;

import java.util.List;
import java.util.Locale;
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

        /** Prefix length of the widest blocks ever given to one organisation, and of 10.0.0.0/8. */
        private static final int WIDEST_OF_ONE_OWNER = 8;

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
            return protocol.equals("-1") || covers(1, 65_535);
        }

        private boolean covers(int first, int last) {
            return fromPort == null
                    || toPort == null
                    || fromPort == -1
                    || (fromPort <= first && last <= toPort);
        }

        /** Whether the rule is for every port of TCP or UDP, or for all protocols. */
        public boolean opensAllPorts() {
            return switch (protocol) {
                case "-1" -> true;
                case "tcp", "6", "udp", "17" -> everyPort();
                default -> false;
            };
        }

        /**
         * The ranges that mean the world: all addresses ({@code 0.0.0.0/0} and any spelling of
         * {@code ::/0}), or a share of them that no one organisation holds. That is what is wider
         * than {@code /8}, except IPv6's block of private addresses; {@code 0.0.0.0/1} with {@code
         * 128.0.0.0/1} is a way around those who look for {@code /0}.
         */
        public List<String> worldRanges() {
            return Stream.concat(ipv4Ranges.stream(), ipv6Ranges.stream())
                    .filter(IngressRule::widerThanAnyOwner)
                    .toList();
        }

        private static boolean widerThanAnyOwner(String range) {
            int slash = range.lastIndexOf('/');
            if (slash < 0 || range.toLowerCase(Locale.ROOT).startsWith("fc00:")) {
                return false;
            }
            try {
                return Integer.parseInt(range.substring(slash + 1)) < WIDEST_OF_ONE_OWNER;
            } catch (NumberFormatException notARange) {
                // Not an answer that EC2 gives. To be safe it counts as the world: a person looks.
                return true;
            }
        }
    }
}
