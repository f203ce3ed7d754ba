package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Cause;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.PrefixList;
import io.muster.readiness.fleet.Source;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefixListCollectorTest {

    @Test
    void a_list_of_two_hundred_entries_takes_three_calls() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                    Operation.PREFIX_LISTS,
                    IntStream.range(0, 201)
                            .mapToObj(i -> "<cidr>10.0.%d.0/24</cidr>".formatted(i))
                            .toList());

            assertThat(known(lists(clients, "pl-0a")).values())
                    .singleElement()
                    .satisfies(list -> assertThat(list.ranges()).hasSize(201));
            assertThat(aws.calls(Operation.PREFIX_LISTS))
                    .hasSize(3)
                    .allMatch(call -> "pl-0a".equals(call.parameter("PrefixListId")));
        }
    }

    @Test
    void each_list_is_asked_for_by_itself() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                    Operation.PREFIX_LISTS,
                    call ->
                            "pl-0a".equals(call.parameter("PrefixListId"))
                                    ? List.of("<cidr>0.0.0.0/0</cidr>")
                                    : List.of());

            assertThat(known(lists(clients, "pl-0a", "pl-0b")))
                    .isEqualTo(
                            Map.of(
                                    "pl-0a", new PrefixList("pl-0a", List.of("0.0.0.0/0")),
                                    "pl-0b", new PrefixList("pl-0b", List.of())));
        }
    }

    @Test
    void a_list_that_is_not_there_is_not_in_the_map() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.refuses(
                    "GetManagedPrefixListEntries",
                    call ->
                            "pl-0a".equals(call.parameter("PrefixListId"))
                                    ? Optional.of("InvalidPrefixListId.NotFound")
                                    : Optional.empty());

            assertThat(known(lists(clients, "pl-0a", "pl-0b"))).containsOnlyKeys("pl-0b");
        }
    }

    @Test
    void a_call_that_is_denied_is_the_cause_of_all() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails("GetManagedPrefixListEntries", Fault.ACCESS_DENIED);

            assertThat(missing(lists(clients, "pl-0a")).cause())
                    .isEqualTo(new Cause(Cause.Kind.DENIED, "ec2:GetManagedPrefixListEntries"));
        }
    }

    @Test
    void only_lists_that_security_groups_name_are_asked_for() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetCollector fleet = new FleetCollector(clients);

            assertThat(
                            known(
                                    fleet.collect(
                                                    Collecting.SCOPE,
                                                    Collecting.NOW,
                                                    Set.of(
                                                            Source.SECURITY_GROUPS,
                                                            Source.PREFIX_LISTS))
                                            .get(Source.PREFIX_LISTS)))
                    .containsOnlyKeys("pl-0aaaaaaaaaaaaaaaa");
            assertThat(aws.calls(Operation.PREFIX_LISTS)).hasSize(1);
        }
    }

    private static Fact<Map<String, PrefixList>> lists(AwsClients clients, String... ids) {
        return new PrefixListCollector(clients::ec2).of(Collecting.SCOPE, Collecting.ids(ids));
    }
}
