package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Route;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code ip route}: {@code default via 172.31.0.1 dev eth0 proto dhcp metric 100}. */
public final class IpRoute {

    private static final int MOST = 500;

    private IpRoute() {}

    /** Kinds of routes whose packets are thrown away, or looked up in another table. */
    private static final Set<String> NOWHERE =
            Set.of("blackhole", "unreachable", "prohibit", "throw");

    public static Fact<Listing<Route>> parse(String output) {
        Rows<Route> rows = new Rows<>("ip route", MOST, output);
        for (String line : rows.lines()) {
            List<String> words = Field.words(line);
            if (!NOWHERE.contains(words.getFirst())) {
                rows.add(route(words));
            }
        }
        return rows.orNone();
    }

    private static @Nullable Route route(List<String> words) {
        boolean standard = words.getFirst().equals("default");
        String network = standard ? "0.0.0.0/0" : words.getFirst();
        int slash = network.indexOf('/');
        String destination = slash < 0 ? network : network.substring(0, slash);
        Integer prefix =
                slash < 0 ? Integer.valueOf(32) : Numbers.small(network.substring(slash + 1));
        String device = Field.following(words, "dev");
        if (!Addresses.isAddress(destination) || prefix == null || device == null) {
            return null;
        }
        String gateway = Field.following(words, "via");
        Long metric = Numbers.count(Field.following(words, "metric"));
        return new Route(
                Field.text(device),
                Field.text(destination),
                prefix,
                gateway == null ? null : Field.text(gateway),
                metric == null ? 0 : metric);
    }
}
