package io.muster.readiness.probe.parse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Internet addresses as text and as the kernel's hexadecimal words. No name is ever looked up. */
final class Addresses {

    private static final int LONGEST = 64;

    /** Groups of nothing but zeros, two or more. */
    private static final Pattern ZEROS = Pattern.compile("(?<![^:])0(?::0)+(?![^:])");

    private Addresses() {}

    /** Whether it has the form of an IPv4 or IPv6 address, with or without a zone. */
    static boolean isAddress(String text) {
        int zone = text.indexOf('%');
        String bare = zone > 0 ? text.substring(0, zone) : text;
        return bare.length() <= LONGEST && (isV4(bare) || isV6(bare));
    }

    private static boolean isV4(String text) {
        String[] parts = text.split("\\.", 5);
        if (parts.length != 4) {
            return false;
        }
        for (String part : parts) {
            Integer octet = part.length() > 3 ? null : Numbers.small(part);
            if (octet == null || octet > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean isV6(String text) {
        int colons = 0;
        for (int at = 0; at < text.length(); at++) {
            char letter = text.charAt(at);
            if (letter == ':') {
                colons++;
            } else if (letter != '.' && (letter >= 128 || Character.digit(letter, 16) < 0)) {
                return false;
            }
        }
        return colons >= 2 && colons <= 8;
    }

    /** {@code [::1]}, {@code 127.0.0.53%lo}, {@code [fe80::1]%eth0} without brackets and zone. */
    static String bare(String printed) {
        String text = printed;
        int close = text.startsWith("[") ? text.indexOf(']') : -1;
        if (close > 0 && (close + 1 == text.length() || text.charAt(close + 1) == '%')) {
            text = text.substring(1, close);
        }
        int zone = text.indexOf('%');
        return zone > 0 ? text.substring(0, zone) : text;
    }

    /**
     * The kernel's own writing in {@code /proc/net}: words of four bytes in the processor's order,
     * which is little-endian on every machine of EC2.
     */
    static @Nullable String ofKernel(String hex) {
        if (hex.length() != 8 && hex.length() != 32) {
            return null;
        }
        int[] bytes = new int[hex.length() / 2];
        for (int word = 0; word < bytes.length; word += 4) {
            for (int at = 0; at < 4; at++) {
                int from = (word + at) * 2;
                Long octet = Numbers.hex(hex.substring(from, from + 2));
                if (octet == null) {
                    return null;
                }
                bytes[word + 3 - at] = octet.intValue();
            }
        }
        return bytes.length == 4 ? v4(bytes, 0) : v6(bytes);
    }

    private static String v4(int[] bytes, int from) {
        return bytes[from] + "." + bytes[from + 1] + "." + bytes[from + 2] + "." + bytes[from + 3];
    }

    /** With the longest run of zeros left out, as RFC 5952 has it. */
    private static String v6(int[] bytes) {
        List<Integer> groups = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 2) {
            groups.add(bytes[at] << 8 | bytes[at + 1]);
        }
        if (groups.subList(0, 5).stream().allMatch(group -> group == 0)
                && groups.get(5) == 0xffff) {
            return "::ffff:" + v4(bytes, 12);
        }
        String text = groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
        return ZEROS.matcher(text)
                .results()
                .max(Comparator.comparingInt(zeros -> zeros.group().length()))
                .map(
                        zeros ->
                                shortened(
                                        text.substring(0, zeros.start()),
                                        text.substring(zeros.end())))
                .orElse(text);
    }

    private static String shortened(String before, String behind) {
        return (before.isEmpty() ? ":" : before) + (behind.isEmpty() ? ":" : behind);
    }
}
