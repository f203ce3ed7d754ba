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
import java.util.Optional;

/**
 * The VPC gives every host a default route by DHCP, isolated subnets too. A guest without one was
 * set up by hand, or a second interface or a VPN took it away, and it talks to its own subnet only.
 */
public final class DefaultRoutePresent extends Check.OfGuest {

    public DefaultRoutePresent() {
        super(
                new Rule("default-route-present", NETWORKING, MEDIUM),
                "The guest has a default route",
                limits -> EXPECTED,
                """
                # See what configures the interfaces (netplan, NetworkManager, ifcfg files) and let it use DHCP, in
                # the shell that this opens. Where SSM does not get through, use the EC2 serial console.
                #   ip route
                #   ip addr
                aws ssm start-session --region {region} --target {id}
                """,
                "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html");
    }

    private static final String EXPECTED = "a default route";

    @Override
    public Verdict judge(Guest guest, Thresholds thresholds) {
        return Verdict.of(
                EXPECTED, guest.facts().network().routes(), routes -> judge(guest, routes));
    }

    private static Verdict judge(Guest guest, Listing<Route> routes) {
        Optional<Route> route = routes.stream().filter(Route::isDefault).findFirst();
        if (route.isPresent()) {
            String gateway = route.get().gateway();
            return Verdict.ready(
                    EXPECTED,
                    "the default route goes %s%s"
                            .formatted(
                                    gateway == null ? "" : "to " + gateway + " ",
                                    "through " + route.get().networkInterface()));
        }
        if (!routes.complete()) {
            return Verdict.unknown(EXPECTED, "not all routes were seen: " + routes.gaps());
        }
        if (onlyIpv6(guest)) {
            return Verdict.unknown(
                    EXPECTED,
                    "the guest has IPv6 addresses only, whose routes the probe does not ask");
        }
        return Verdict.notReady(EXPECTED, "no default route among the guest's IPv4 routes");
    }

    private static boolean onlyIpv6(Guest guest) {
        if (!(guest.facts().network().interfaces()
                instanceof Known<Listing<NetworkInterface>> known)) {
            return false;
        }
        boolean ipv4 = known.value().stream().anyMatch(one -> hasAddress(one, false));
        boolean ipv6 = known.value().stream().anyMatch(one -> hasAddress(one, true));
        return ipv6 && !ipv4;
    }

    private static boolean hasAddress(NetworkInterface one, boolean ipv6) {
        return one.addresses().stream()
                .map(NetworkInterface.InterfaceAddress::address)
                .filter(address -> !address.startsWith("127.") && !address.equals("::1"))
                .filter(address -> !address.startsWith("fe80:"))
                .anyMatch(address -> (address.indexOf(':') >= 0) == ipv6);
    }
}
