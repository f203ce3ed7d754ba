package io.muster.readiness.check.networking;

import static io.muster.readiness.fixture.GuestBuilder.cut;
import static io.muster.readiness.fixture.GuestBuilder.guest;
import static io.muster.readiness.fixture.GuestBuilder.seen;
import static io.muster.readiness.fixture.GuestBuilder.unseen;
import static io.muster.readiness.fixture.Guests.remedy;
import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.readiness.check.Status;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.SecurityGroup.IngressRule;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fixture.Guests;
import io.muster.readiness.guest.Container;
import io.muster.readiness.guest.Listener;
import org.junit.jupiter.api.Test;

class OpenPortUnusedTest {

    private static final OpenPortUnused CHECK = new OpenPortUnused();
    private static final Instance HOST = instance().securityGroups("sg-0a").build();

    @Test
    void a_port_with_a_program_is_ready() {
        assertThat(
                        judge(
                                        guest().listeners(seen(on("*", 8_080))),
                                        tcp(8_080, 8_080, "10.0.0.0/8"))
                                .status())
                .isEqualTo(Status.READY);
        assertThat(
                        judge(
                                        guest().listeners(seen(on("::", 8_085))),
                                        tcp(8_080, 8_090, "10.0.0.0/8"))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void a_port_without_a_listener_is_not_ready() {
        Verdict verdict =
                judge(guest(), tcp(8_080, 8_080, "0.0.0.0/0"), tcp(9_000, 9_100, "10.0.0.0/8"));
        assertThat(verdict.status()).isEqualTo(Status.NOT_READY);
        assertThat(verdict.actual())
                .isEqualTo(
                        "TCP 8080 is open by sg-0a (group-of-sg-0a), but no process listens on it;"
                                + " TCP 9000-9100 is open by sg-0a (group-of-sg-0a), but no process listens on it");
        assertThat(remedy(CHECK, verdict)).contains("Values=sg-0a");
    }

    @Test
    void a_port_that_is_well_known_is_named() {
        assertThat(judge(guest(), tcp(5_432, 5_432, "10.0.0.0/8")).actual())
                .startsWith("PostgreSQL (5432) is open by");
    }

    @Test
    void a_listener_of_the_host_alone_is_none() {
        assertThat(
                        judge(
                                        guest().listeners(seen(on("127.0.0.1", 8_080))),
                                        tcp(8_080, 8_080, "10.0.0.0/8"))
                                .status())
                .isEqualTo(Status.NOT_READY);
    }

    @Test
    void rules_for_everything_and_for_other_protocols_are_not_asked() {
        assertThat(
                        judge(
                                        guest(),
                                        rule("-1", null, null, "0.0.0.0/0"),
                                        tcp(0, 65_535, "10.0.0.0/8"),
                                        rule("udp", 53, 53, "10.0.0.0/8"),
                                        rule("icmp", -1, -1, "0.0.0.0/0"))
                                .status())
                .isEqualTo(Status.READY);
    }

    @Test
    void where_containers_run_the_kernel_may_hand_a_port_on() {
        GuestBuilder guest =
                guest().containers(seen(new Container("0123456789abcdef", null, "app")));
        assertThat(judge(guest, tcp(30_080, 30_080, "10.0.0.0/8")).status())
                .isEqualTo(Status.UNKNOWN);
    }

    @Test
    void missing_listeners_groups_and_cut_lists_are_unknown() {
        assertThat(judge(guest().listeners(unseen()), tcp(80, 80, "10.0.0.0/8")).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(judge(guest().listeners(cut()), tcp(80, 80, "10.0.0.0/8")).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(Guests.judge(CHECK, HOST, new Facts().with(guest().build())).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(
                        Guests.judge(CHECK, instance().build(), new Facts().with(guest().build()))
                                .status())
                .isEqualTo(Status.UNKNOWN);
    }

    private static Listener on(String address, int port) {
        return new Listener("tcp", address, port, "app", 1);
    }

    private static Verdict judge(GuestBuilder guest, IngressRule... rules) {
        return Guests.judge(CHECK, HOST, new Facts().with(guest.build(), group("sg-0a", rules)));
    }
}
