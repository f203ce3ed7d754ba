package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code ip -o addr}: {@code 2: eth0 inet 10.0.0.5/24 brd 10.0.0.255 scope global dynamic eth0\
 * valid_lft ...}, one address a line. busybox knows {@code -o} too.
 */
public final class IpOneline {

    private IpOneline() {}

    public static Fact<Listing<NetworkInterface>> parse(String output) {
        Rows<NetworkInterface> rows = new Rows<>("ip -o addr", IpJson.MAX_INTERFACES, output);
        Map<String, List<InterfaceAddress>> found = new LinkedHashMap<>();
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (words.size() < 4 || !words.getFirst().endsWith(":")) {
                rows.unreadable();
                continue;
            }
            String name = Field.text(words.get(1));
            if (!found.containsKey(name) && found.size() >= IpJson.MAX_INTERFACES) {
                rows.cut();
                continue;
            }
            List<InterfaceAddress> addresses =
                    found.computeIfAbsent(name, key -> new ArrayList<>());
            InterfaceAddress address = address(words);
            if (address != null && addresses.size() < IpJson.MAX_ADDRESSES) {
                addresses.add(address);
            }
        }
        found.forEach((name, addresses) -> rows.add(new NetworkInterface(name, null, addresses)));
        return rows.some();
    }

    private static @Nullable InterfaceAddress address(List<String> words) {
        if (!words.get(2).equals("inet") && !words.get(2).equals("inet6")) {
            return null;
        }
        String address = words.get(3);
        int slash = address.indexOf('/');
        String scope = Field.following(words, "scope");
        return new InterfaceAddress(
                Field.text(slash < 0 ? address : address.substring(0, slash)),
                slash < 0 ? null : Numbers.small(address.substring(slash + 1)),
                scope == null ? null : Field.text(scope));
    }
}
