package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.judge;
import static io.muster.readiness.fixture.Guests.remedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.guest.NetworkInterface;
import io.muster.readiness.guest.NetworkInterface.InterfaceAddress;
import io.muster.readiness.guest.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRoutePresentTest {

    private static final DefaultRoutePresent CHECK = new DefaultRoutePresent();
    private static final Route SUBNET = new Route("eth0", "10.0.0.0", 24, null, 0);

    @Test
    void a_default_route_is_ready() {
        Verdict verdict = judge(CHECK, guest());
        assertThat(verdict.status()).isEqualTo(Status.READY);
        assertThat(verdict.actual()).isEqualTo("the default route leads to 10.0.0.1 through ens5");
    }

    @Test
    void a_guest_with_its_subnet_alone_is_not_ready() {
        Verdict verdict = judge(CHECK, guest().routes(seen(SUBNET)));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(remedy(CHECK, verdict)).contains("ip route");
    }

    @Test
    void a_guest_with_ipv6_alone_is_unknown() {
        NetworkInterface ipv6 =
                new NetworkInterface(
                        "ens5",
                        true,
                        List.of(
                                new InterfaceAddress("2001:db8::10", 64, "global"),
                                new InterfaceAddress("fe80::1", 64, "link")));
        GuestBuilder guest = guest().routes(seen()).interfaces(seen(ipv6));
        assertThat(judge(CHECK, guest).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void routes_that_are_missing_or_cut_are_unknown() {
        assertThat(judge(CHECK, guest().routes(unseen())).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().routes(cut(SUBNET))).status()).isEqualTo(Status.UNKNOWN);
        assertThat(judge(CHECK, guest().routes(seen()).interfaces(unseen())).status())
                .isEqualTo(Status.NOT_READY);
    }
}
