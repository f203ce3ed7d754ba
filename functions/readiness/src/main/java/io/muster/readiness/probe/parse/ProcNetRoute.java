package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Route;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /proc/net/route}: the IPv4 routes that are up, addresses as hexadecimal words. */
public final class ProcNetRoute {

    private static final int MOST = 500;

    /** RTF_UP of linux/route.h. */
    private static final int UP = 1;

    /** RTF_REJECT: what goes there is thrown away. */
    private static final int REJECT = 0x200;

    /** In place of the interface of a route that leads nowhere. */
    private static final String NONE = "*";

    private ProcNetRoute() {}

    public static Fact<Listing<Route>> parse(String output) {
        Rows<Route> rows = new Rows<>("/proc/net/route", MOST, output);
        boolean heading = false;
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (words.getFirst().equals("Iface")) {
                heading = true;
                continue;
            }
            Long flags = words.size() < 8 ? null : Numbers.hex(words.get(3));
            if (flags == null) {
                rows.unreadable();
            } else if ((flags & UP) != 0
                    && (flags & REJECT) == 0
                    && !words.getFirst().equals(NONE)) {
                rows.add(route(words));
            }
        }
        return heading ? rows.orNone() : rows.some();
    }

    private static @Nullable Route route(List<String> words) {
        String destination = v4(words.get(1));
        String gateway = v4(words.get(2));
        Long mask = words.get(7).length() == 8 ? Numbers.hex(words.get(7)) : null;
        Long metric = Numbers.count(words.get(6));
        if (destination == null || gateway == null || mask == null || metric == null) {
            return null;
        }
        return new Route(
                Field.text(words.get(0)),
                destination,
                Long.bitCount(mask),
                gateway.equals("0.0.0.0") ? null : gateway,
                metric);
    }

    private static @Nullable String v4(String hex) {
        return hex.length() == 8 ? Addresses.ofKernel(hex) : null;
    }
}
