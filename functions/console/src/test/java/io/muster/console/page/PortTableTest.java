package io.muster.console.page;

import static io.muster.readiness.fixture.SecurityGroups.fromGroup;
import static io.muster.readiness.fixture.SecurityGroups.group;
import static io.muster.readiness.fixture.SecurityGroups.rule;
import static io.muster.readiness.fixture.SecurityGroups.tcp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.muster.console.fixture.Fleets;
import io.muster.console.page.PortTable.Row;
import io.muster.console.state.MachineFacts;
import io.muster.console.state.MachineFacts.Ports;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.SecurityGroup;
import io.muster.readiness.guest.Listener;
import io.muster.readiness.guest.Listing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortTableTest {

    private static final Listener SSHD = new Listener("tcp", "0.0.0.0", 22, "sshd", 1);

    private static PortTable table(List<Listener> listeners, SecurityGroup... groups) {
        return PortTable.of(
                new Ports(Fact.known(Listing.of(listeners)), Fact.known(List.of(groups))),
                Fleets.english());
    }

    @Test
    void a_port_that_the_internet_reaches_says_by_which_group() {
        PortTable table = table(List.of(SSHD), group("sg-0a", tcp(22, 22, "0.0.0.0/0")));

        assertThat(table.rows())
                .containsExactly(
                        new Row(
                                "TCP 22",
                                "sshd on 0.0.0.0",
                                "high",
                                "internet",
                                List.of("0.0.0.0/0 by group-of-sg-0a (sg-0a)")));
        assertThat(table.notes()).isEmpty();
    }

    @Test
    void one_port_on_several_addresses_is_one_line() {
        PortTable table =
                table(
                        List.of(SSHD, new Listener("tcp", "::", 22, null, null)),
                        group("sg-0a", rule("-1", null, null, "10.0.0.0/8")));

        assertThat(table.rows())
                .singleElement()
                .matches(row -> row.listens().equals("sshd on 0.0.0.0, ::"))
                .matches(row -> row.open().equals("some addresses"));
    }

    @Test
    void a_port_that_no_rule_covers_is_open_to_nothing() {
        assertThat(table(List.of(SSHD), group("sg-0a")).rows())
                .singleElement()
                .matches(row -> row.open().equals("nothing") && row.from().isEmpty());
    }

    @Test
    void a_rule_for_a_port_on_which_nothing_listens_is_a_line() {
        PortTable table =
                table(List.of(), group("sg-0a", fromGroup(22, "sg-0b"), tcp(8000, 8010, "::/0")));

        assertThat(table.rows())
                .extracting(Row::port, Row::listens, Row::open)
                .containsExactly(
                        tuple("TCP 22", "nothing", "some addresses"),
                        tuple("TCP 8000–8010", "nothing", "internet"));
        assertThat(table.rows().getFirst().from())
                .containsExactly("a security group by group-of-sg-0a (sg-0a)");
    }

    @Test
    void what_listens_on_the_loopback_interface_is_counted() {
        PortTable table = table(List.of(new Listener("tcp", "127.0.0.1", 25, null, null)));

        assertThat(table.rows()).isEmpty();
        assertThat(table.notes())
                .containsExactly("1 listener on the loopback interface not listed.");
    }

    @Test
    void a_list_that_was_cut_proves_no_port_unused() {
        PortTable table =
                PortTable.of(
                        new Ports(
                                Fact.known(new Listing<>(List.of(SSHD), 0, 0, true)),
                                Fact.known(List.of(group("sg-0a", tcp(80, 80, "10.0.0.0/8"))))),
                        Fleets.english());

        assertThat(table.rows()).extracting(Row::listens).contains("not evaluated");
        assertThat(table.notes()).singleElement().asString().startsWith("Not all listeners");
    }

    @Test
    void groups_that_are_not_known_say_nothing_of_a_port() {
        PortTable table =
                PortTable.of(
                        new Ports(Fact.known(Listing.of(List.of(SSHD))), MachineFacts.notKept()),
                        Fleets.english());

        assertThat(table.rows()).singleElement().matches(row -> row.open().equals("not evaluated"));
        assertThat(table.notes())
                .containsExactly(
                        "What the security groups let in is not known: no scan has kept it yet.");
    }

    @Test
    void a_long_name_of_a_process_is_cut() {
        PortTable table =
                table(List.of(new Listener("tcp", "0.0.0.0", 22, "x".repeat(10_000), null)));

        assertThat(table.rows().getFirst().listens()).hasSizeBetween(100, 1_000);
    }

    @Test
    void of_many_ports_the_first_are_shown() {
        List<Listener> many = new ArrayList<>();
        for (int port = 1; port <= 100; port++) {
            many.add(new Listener("tcp", "0.0.0.0", port, null, null));
        }
        PortTable table = table(many);

        assertThat(table.rows()).hasSize(40);
        assertThat(table.notes()).containsExactly("and 60 more");
    }
}
