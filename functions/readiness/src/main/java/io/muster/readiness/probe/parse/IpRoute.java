package io.muster.readiness.probe.parse;

import io.muster.readiness.fact.Fact;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.Route;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ip route}: {@code default via 172.31.0.1 dev eth0 proto dhcp metric 100}. */
public final class IpRoute {

    private static final int MOST = 500;

    private IpRoute() {}

    /** Kinds of routes whose packets are thrown away, or looked up in another table. */
    private static final Set<String> NOWHERE =
            Set.of("blackhole", "unreachable", "prohibit", "throw");

    /** Said of a route whose interface has no link or is down. */
    private static final String DEAD = "dead";

    public static Fact<Listing<Route>> parse(String output) {
        Rows<Route> rows = new Rows<>("ip route", MOST, output);
        List<String> lines = rows.lines();
        List<String> destination = List.of();
        for (int at = 0; at < lines.size(); at++) {
            List<String> words = Field.words(lines.get(at));
            if (isWay(words)) {
                words = Stream.concat(destination.stream(), words.stream()).toList();
            } else {
                destination = words;
                if (at + 1 < lines.size() && isWay(Field.words(lines.get(at + 1)))) {
                    continue;
                }
            }
            if (!NOWHERE.contains(words.getFirst()) && !words.contains(DEAD)) {
                rows.add(route(words));
            }
        }
        return rows.orNone();
    }

    /** One way of several to the destination of the line above. */
    private static boolean isWay(List<String> words) {
        return words.getFirst().equals("nexthop");
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
        String gateway = Field.following(words, "inet6");
        if (gateway == null) {
            gateway = Field.following(words, "via");
        }
        Long metric = Numbers.count(Field.following(words, "metric"));
        return new Route(
                Field.text(device),
                Field.text(destination),
                prefix,
                gateway == null ? null : Field.text(gateway),
                metric == null ? 0 : metric);
    }
}
