package io.muster.cli.guest;

import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts.Network;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import io.muster.readiness.guest.Route;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses, routes, names and listeners: what ip, dig and netstat are asked for. */
final class NetworkLines {

    private static final int MAX_LISTENERS = 12;

    private NetworkLines() {}

    static void print(Sheet sheet, Network network) {
        if (network.interfaces() instanceof Known<Listing<NetworkInterface>> known) {
            sheet.field("Addresses", interfaces(known.value()));
        } else {
            sheet.field(
                    "Addresses", network.addresses(), all -> orNone(String.join(" ", all.items())));
        }
        sheet.field("Route", network.routes(), NetworkLines::route);
        sheet.field(
                "Resolver",
                network.resolver(),
                resolver -> orNone(String.join(" ", resolver.nameservers())));
        sheet.field("Names", network.nameResolution(), NetworkLines::names);
    }

    static void listeners(Sheet sheet, Network network) {
        sheet.table(
                "Listening beyond this machine", network.listeners(), NetworkLines::listeners, 1);
    }

    private static String interfaces(Listing<NetworkInterface> all) {
        return orNone(
                all.stream()
                        .filter(each -> !each.name().equals("lo"))
                        .filter(each -> !each.addresses().isEmpty())
                        .map(NetworkLines::words)
                        .collect(Collectors.joining(", ")));
    }

    private static String words(NetworkInterface each) {
        String addresses =
                each.addresses().stream()
                        .filter(address -> !"link".equals(address.scope()))
                        .map(NetworkLines::address)
                        .collect(Collectors.joining(" "));
        String down = Boolean.FALSE.equals(each.up()) ? " down" : "";
        return each.name() + down + (addresses.isEmpty() ? "" : " " + addresses);
    }

    private static String address(InterfaceAddress address) {
        return address.prefixLength() == null
                ? address.address()
                : address.address() + "/" + address.prefixLength();
    }

    private static String route(Listing<Route> all) {
        return all.stream()
                .filter(Route::isDefault)
                .map(NetworkLines::words)
                .findFirst()
                .orElse("no default route");
    }

    private static String words(Route route) {
        String gateway = route.gateway() == null ? "the link" : route.gateway();
        return "default through %s, %s".formatted(gateway, route.networkInterface());
    }

    private static String names(NameResolution names) {
        String name = names.name() == null ? "a public name" : names.name();
        return names.resolved()
                ? name + " is " + names.addresses().getFirst()
                : name + " does not resolve";
    }

    private static List<List<String>> listeners(Listing<Listener> all) {
        return all.stream()
                .filter(listener -> !listener.loopbackOnly())
                .limit(MAX_LISTENERS)
                .map(NetworkLines::row)
                .distinct()
                .toList();
    }

    private static List<String> row(Listener listener) {
        return List.of(
                listener.protocol(),
                Integer.toString(listener.port()),
                listener.onAllInterfaces() ? "all addresses" : listener.address(),
                listener.process() == null ? "process not seen" : listener.process());
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}
