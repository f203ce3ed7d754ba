package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code ifconfig}: {@code inet 10.0.0.5 netmask 255.255.255.0} of net-tools 2, {@code inet
 * addr:10.0.0.5 Bcast:... Mask:255.255.255.0} of net-tools 1.60 and busybox.
 */
public final class Ifconfig {

    private Ifconfig() {}

    public static Fact<Listing<NetworkInterface>> parse(String output) {
        Rows<NetworkInterface> rows = new Rows<>("ifconfig", IpJson.MAX_INTERFACES, output);
        List<String> block = new ArrayList<>();
        for (String line : rows.lines()) {
            boolean starts = !Character.isWhitespace(line.charAt(0));
            if (starts && !block.isEmpty()) {
                rows.add(networkInterface(block));
                block.clear();
            }
            if (starts || !block.isEmpty()) {
                block.add(line);
            }
        }
        if (!block.isEmpty()) {
            rows.add(networkInterface(block));
        }
        return rows.some();
    }

    private static @Nullable NetworkInterface networkInterface(List<String> block) {
        List<InterfaceAddress> addresses = new ArrayList<>();
        boolean known = false;
        boolean up = false;
        for (String line : block) {
            List<String> words = Field.words(line);
            up |= words.contains("UP") || line.contains("<UP,") || line.contains("<UP>");
            known |= after(words, "ether", "HWaddr", "mtu", "MTU:") != null;
            InterfaceAddress address = address(words);
            if (address != null && addresses.size() < IpJson.MAX_ADDRESSES) {
                addresses.add(address);
            }
        }
        String name = Field.words(block.getFirst()).getFirst();
        if (!known && addresses.isEmpty()) {
            return null;
        }
        return new NetworkInterface(
                Field.text(name.endsWith(":") ? name.substring(0, name.length() - 1) : name),
                up,
                addresses);
    }

    private static @Nullable InterfaceAddress address(List<String> words) {
        if (words.size() < 2 || !words.getFirst().startsWith("inet")) {
            return null;
        }
        String address = after(words, "addr:", "inet", "inet6");
        if (address == null) {
            return null;
        }
        int slash = address.indexOf('/');
        String mask = after(words, "netmask", "Mask:");
        Integer prefix =
                slash >= 0
                        ? Numbers.small(address.substring(slash + 1))
                        : mask == null
                                ? Numbers.small(after(words, "prefixlen"))
                                : prefixLength(mask);
        String scope = after(words, "scopeid", "Scope:");
        return new InterfaceAddress(
                Field.text(slash < 0 ? address : address.substring(0, slash)),
                prefix,
                scope == null ? null : Field.text(scopeName(scope)));
    }

    /** {@code 0x20<link>} or {@code Link}. */
    private static String scopeName(String scope) {
        int open = scope.indexOf('<');
        int close = scope.indexOf('>');
        String name = open >= 0 && close > open ? scope.substring(open + 1, close) : scope;
        return name.toLowerCase(Locale.ROOT);
    }

    /** The word behind one of these, or what is left of a word that begins with one in a colon. */
    private static @Nullable String after(List<String> words, String... names) {
        for (String name : names) {
            for (int at = 0; at < words.size(); at++) {
                String word = words.get(at);
                boolean glued = name.endsWith(":") && word.startsWith(name);
                if (glued && word.length() > name.length()) {
                    return word.substring(name.length());
                }
                if ((glued || word.equals(name)) && at + 1 < words.size()) {
                    return words.get(at + 1);
                }
            }
        }
        return null;
    }

    private static @Nullable Integer prefixLength(String mask) {
        int bits = 0;
        for (String part : mask.split("\\.", 5)) {
            Integer octet = Numbers.small(part);
            if (octet == null || octet > 255) {
                return null;
            }
            bits += Integer.bitCount(octet);
        }
        return bits;
    }
}
