package io.muster.readiness.fact;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How much of the internet address ranges are, in CIDR notation.
 *
 * <p>Two {@code /8} of IPv4 are more than nearly any organization holds, and a {@code /12} of IPv6
 * is what IANA gives a whole registry (IPv6 Global Unicast Address Assignments, 2026): both count
 * as the internet, in one range or in many. Private and reserved ranges are no part of it.
 */
public final class AddressRanges {

    private static final int IPV4_BITS = 32;
    private static final int MORE_THAN_ONE_OWNER = 7;
    private static final int IPV6_REGISTRY = 12;
    private static final int IPV4_ORGANIZATION = 16;
    private static final int IPV6_MEMBER = 29;

    /** IPv6 is counted in networks of 64 bits: half of an address is the network's. */
    private static final int IPV6_BITS = 64;

    /** Never a source of traffic from the internet (IANA's special-purpose registries). */
    private static final List<Block> NOT_PUBLIC =
            List.of(
                    block("10.0.0.0/8"),
                    block("100.64.0.0/10"),
                    block("127.0.0.0/8"),
                    block("169.254.0.0/16"),
                    block("172.16.0.0/12"),
                    block("192.168.0.0/16"),
                    block("198.18.0.0/15"),
                    block("224.0.0.0/3"),
                    block("fc00::/7"),
                    block("fe80::/10"),
                    block("ff00::/8"));

    private AddressRanges() {}

    /**
     * Whether a range alone is as good as the internet. One that cannot be parsed is: EC2 gives
     * none, and a person should look.
     */
    public static boolean isInternet(String range) {
        return areInternet(List.of(range));
    }

    /** Whether ranges together are as good as the internet, each address counted once. */
    public static boolean areInternet(Collection<String> ranges) {
        return parse(ranges).map(AddressRanges::isInternet).orElse(true);
    }

    /** Whether an address is one of the internet's; one that cannot be parsed is. */
    public static boolean isPublic(String address) {
        return parse(address + (address.indexOf(':') >= 0 ? "/128" : "/32"))
                .map(Block::isPublic)
                .orElse(true);
    }

    /**
     * Whether ranges together hold more of the internet than one organization's offices do: more
     * than a {@code /16} of IPv4, or a {@code /29} of IPv6, the most that RIPE NCC gives a member
     * unasked. One that cannot be parsed does.
     */
    public static boolean areWide(Collection<String> ranges) {
        return parse(ranges).map(AddressRanges::isWide).orElse(true);
    }

    private static boolean isWide(List<Block> blocks) {
        return size(blocks, false) > 1L << (IPV4_BITS - IPV4_ORGANIZATION)
                || size(blocks, true) > 1L << (IPV6_BITS - IPV6_MEMBER);
    }

    private static boolean isInternet(List<Block> blocks) {
        return size(blocks, false) >= 1L << (IPV4_BITS - MORE_THAN_ONE_OWNER)
                || size(blocks, true) >= 1L << (IPV6_BITS - IPV6_REGISTRY);
    }

    /** How many addresses, or networks of IPv6, blocks of one version have together. */
    private static long size(List<Block> blocks, boolean ipv6) {
        long size = 0;
        Block last = null;
        for (Block block :
                blocks.stream()
                        .filter(each -> each.ipv6 == ipv6 && each.isPublic())
                        .sorted(Block.ORDER)
                        .toList()) {
            // Blocks are nested or apart, and the wider of two with one beginning comes first.
            if (last == null || !last.holds(block)) {
                size += block.size();
                last = block;
                if (size < 0 || block.prefix == 0) {
                    return Long.MAX_VALUE;
                }
            }
        }
        return size;
    }

    /**
     * A range of addresses.
     *
     * @param first the first address, or the first network of IPv6, unsigned
     */
    private record Block(boolean ipv6, long first, int prefix) {

        private static final Comparator<Block> ORDER =
                ((Comparator<Block>) (a, b) -> Long.compareUnsigned(a.first, b.first))
                        .thenComparingInt(Block::prefix);

        private int bits() {
            return ipv6 ? IPV6_BITS : IPV4_BITS;
        }

        /** Of no bits it is 2^64, which is no long. */
        private long size() {
            int bits = bits() - Math.min(prefix, bits());
            return bits >= Long.SIZE - 1 ? Long.MAX_VALUE : 1L << bits;
        }

        private boolean holds(Block other) {
            int shift = bits() - Math.min(prefix, bits());
            return ipv6 == other.ipv6
                    && prefix <= other.prefix
                    && (shift >= Long.SIZE || (first >>> shift) == (other.first >>> shift));
        }

        private boolean isPublic() {
            return NOT_PUBLIC.stream().noneMatch(reserved -> reserved.holds(this));
        }
    }

    private static Block block(String range) {
        return parse(range).orElseThrow();
    }

    /** Empty where one of them cannot be parsed. */
    private static Optional<List<Block>> parse(Collection<String> ranges) {
        List<Block> blocks = new ArrayList<>();
        for (String range : ranges) {
            Optional<Block> block = parse(range);
            if (block.isEmpty()) {
                return Optional.empty();
            }
            blocks.add(block.get());
        }
        return Optional.of(blocks);
    }

    private static Optional<Block> parse(String range) {
        int slash = range.indexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String address = range.substring(0, slash);
        boolean ipv6 = address.indexOf(':') >= 0;
        Long first = ipv6 ? ipv6(address) : ipv4(address);
        Integer prefix = number(range.substring(slash + 1), ipv6 ? 128 : IPV4_BITS);
        return first == null || prefix == null
                ? Optional.empty()
                : Optional.of(new Block(ipv6, first, prefix));
    }

    private static @Nullable Long ipv4(String address) {
        String[] parts = address.split("\\.", -1);
        long value = 0;
        for (String part : parts) {
            Integer number = number(part, 255);
            if (number == null || parts.length != 4) {
                return null;
            }
            value = value << 8 | number;
        }
        return value;
    }

    /** What begins as an address does and has a colon is never looked up as a name. */
    private static @Nullable Long ipv6(String address) {
        char first = address.charAt(0);
        if (first != ':' && Character.digit(first, 16) < 0) {
            return null;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length == 16 ? ByteBuffer.wrap(bytes).getLong() : null;
        } catch (UnknownHostException notAnAddress) {
            return null;
        }
    }

    private static @Nullable Integer number(String text, int most) {
        if (text.isEmpty() || text.length() > 3 || !text.chars().allMatch(Character::isDigit)) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number <= most ? number : null;
    }
}
