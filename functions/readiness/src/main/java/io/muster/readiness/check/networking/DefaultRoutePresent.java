package io.muster.readiness.check.networking;

import static io.muster.readiness.checklist.ChecklistRow.NETWORKING;
import static io.muster.readiness.checklist.Severity.MEDIUM;

import io.muster.readiness.check.Check;
import io.muster.readiness.check.Guest;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.guest.Listing;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.Route;
import io.muster.readiness.text.Message;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The VPC gives every instance a default route by DHCP, in isolated subnets too. A guest without
 * one was configured otherwise, or a second interface or a VPN removed it, and it reaches its own
 * subnet only.
 */
public final class DefaultRoutePresent extends Check.OfGuest {

    public DefaultRoutePresent() {
        super(
                new Rule("default-route-present", NETWORKING, MEDIUM),
                limits -> EXPECTED,
                """
                # {#dhcp}
                #   ip route
                #   ip addr
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html");
    }

    private static final Message EXPECTED = Message.of("default-route-present.expected");

    /** Bridges that lead to containers and virtual machines of the instance itself. */
    private static final Pattern OF_CONTAINERS =
            Pattern.compile("^(?:docker|br-|cni|cbr|flannel|cali|veth|virbr|lxcbr|lxdbr|podman)");

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED, guest.facts().network().routes(), routes -> judge(guest, routes));
    }

    private static Verdict judge(Guest guest, Listing<Route> routes) {
        Optional<Route> route =
                routes.stream().filter(Route::isDefault).findFirst().or(() -> halves(routes));
        if (route.isPresent()) {
            return Verdict.ready(EXPECTED, present(route.get()));
        }
        if (!routes.complete()) {
            return Verdict.unknown(
                    EXPECTED,
                    Message.of("default-route-present.not-all-routes").with("gaps", routes.gaps()));
        }
        return onlyIpv6(guest)
                ? Verdict.unknown(EXPECTED, Message.of("default-route-present.ipv6-only"))
                : Verdict.notReady(EXPECTED, Message.of("default-route-present.missing"));
    }

    private static Message present(Route route) {
        String gateway = route.gateway();
        return gateway == null
                ? Message.of("default-route-present.interface")
                        .with("interface", route.networkInterface())
                : Message.of("default-route-present.gateway")
                        .with("gateway", gateway)
                        .with("interface", route.networkInterface());
    }

    /** VPN clients route the internet in two halves, so that the default stays as it was. */
    private static Optional<Route> halves(Listing<Route> routes) {
        Optional<Route> lower = half(routes, "0.0.0.0");
        return half(routes, "128.0.0.0").isPresent() ? lower : Optional.empty();
    }

    private static Optional<Route> half(Listing<Route> routes, String from) {
        return routes.stream()
                .filter(route -> route.prefixLength() == 1 && route.destination().equals(from))
                .findFirst();
    }

    private static boolean onlyIpv6(Guest guest) {
        if (!(guest.facts().network().interfaces()
                instanceof Known<Listing<NetworkInterface>> known)) {
            return false;
        }
        List<NetworkInterface> own =
                known.value().stream()
                        .filter(one -> !OF_CONTAINERS.matcher(one.name()).find())
                        .toList();
        boolean ipv4 = own.stream().anyMatch(one -> hasAddress(one, false));
        boolean ipv6 = own.stream().anyMatch(one -> hasAddress(one, true));
        return ipv6 && !ipv4;
    }

    private static boolean hasAddress(NetworkInterface one, boolean ipv6) {
        return one.addresses().stream()
                .map(NetworkInterface.InterfaceAddress::address)
                .filter(address -> !address.startsWith("127.") && !address.equals("::1"))
                .filter(address -> !address.startsWith("fe80:") && !address.startsWith("169.254."))
                .anyMatch(address -> (address.indexOf(':') >= 0) == ipv6);
    }
}
