package io.muster.cli.guest;

import io.muster.cli.guest.Sheet.Field;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.GuestFacts.Network;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NameResolution;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import io.muster.readiness.guest.Route;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.stream.Collectors;

/** Addresses, routes, names and listeners: what ip, dig and netstat are asked for. */
final class NetworkLines {

    private static final int MAX_LISTENERS = 12;

    private NetworkLines() {}

    static void print(Sheet sheet, Network network) {
        if (network.interfaces() instanceof Known<Listing<NetworkInterface>> known) {
            sheet.field(Field.ADDRESSES, interfaces(known.value()));
        } else {
            sheet.field(
                    Field.ADDRESSES,
                    network.addresses(),
                    all -> orNone(String.join(" ", all.items())));
        }
        sheet.field(Field.ROUTE, network.routes(), NetworkLines::route);
        sheet.field(
                Field.RESOLVER,
                network.resolver(),
                resolver -> orNone(String.join(" ", resolver.nameservers())));
        sheet.field(Field.NAMES, network.nameResolution(), NetworkLines::names);
    }

    static void listeners(Sheet sheet, Network network) {
        sheet.table(
                Message.of("screen.guest-listeners"),
                network.listeners(),
                all -> listeners(all, sheet),
                1);
    }

    private static Message interfaces(Listing<NetworkInterface> all) {
        List<Message> shown =
                all.stream()
                        .filter(each -> !each.name().equals("lo"))
                        .filter(each -> !each.addresses().isEmpty())
                        .map(NetworkLines::words)
                        .toList();
        return shown.isEmpty() ? Message.of("screen.guest-none") : Message.all(shown, ", ");
    }

    private static Message words(NetworkInterface each) {
        String addresses =
                each.addresses().stream()
                        .filter(address -> !"link".equals(address.scope()))
                        .map(NetworkLines::address)
                        .collect(Collectors.joining(" "));
        Message name =
                Boolean.FALSE.equals(each.up())
                        ? Message.of("screen.guest-interface-down").with("name", each.name())
                        : Message.literal(each.name());
        return addresses.isEmpty()
                ? name
                : Message.all(List.of(name, Message.literal(addresses)), " ");
    }

    private static String address(InterfaceAddress address) {
        return address.prefixLength() == null
                ? address.address()
                : address.address() + "/" + address.prefixLength();
    }

    private static Message route(Listing<Route> all) {
        return all.stream()
                .filter(Route::isDefault)
                .map(NetworkLines::words)
                .findFirst()
                .orElse(Message.of("screen.guest-no-route"));
    }

    private static Message words(Route route) {
        return route.gateway() == null
                ? Message.of("screen.guest-route-link").with("interface", route.networkInterface())
                : Message.of("screen.guest-route-gateway")
                        .with("gateway", route.gateway())
                        .with("interface", route.networkInterface());
    }

    private static Message names(NameResolution names) {
        Message name =
                names.name() == null
                        ? Message.of("screen.guest-a-public-name")
                        : Message.literal(names.name());
        return names.resolved()
                ? Message.of("screen.guest-name-resolved")
                        .with("name", name)
                        .with("address", names.addresses().getFirst())
                : Message.of("screen.guest-name-unresolved").with("name", name);
    }

    private static List<List<String>> listeners(Listing<Listener> all, Sheet sheet) {
        return all.stream()
                .filter(listener -> !listener.loopbackOnly())
                .limit(MAX_LISTENERS)
                .map(listener -> row(listener, sheet))
                .distinct()
                .toList();
    }

    private static List<String> row(Listener listener, Sheet sheet) {
        return List.of(
                listener.protocol(),
                Integer.toString(listener.port()),
                listener.onAllInterfaces()
                        ? sheet.text(Message.of("screen.guest-all-addresses"))
                        : listener.address(),
                listener.process() == null
                        ? sheet.text(Message.of("screen.guest-no-process"))
                        : listener.process());
    }

    private static Message orNone(String text) {
        return text.isEmpty() ? Message.of("screen.guest-none") : Message.literal(text);
    }
}
