package io.muster.aws.fleet;

import static io.muster.aws.fleet.Collecting.known;
import static io.muster.aws.fleet.Collecting.missing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.FakeAws.Call;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.CallCount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PagingTest {

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

    static Stream<Arguments> paged_operations() {
        return Stream.of(
                paged(
                        Operation.INSTANCES,
                        1_000,
                        i -> SmallFleet.reservation(SmallFleet.instance(id("i", i))),
                        clients -> new InstanceCollector(clients::ec2).all(Collecting.NOTHING)),
                paged(
                        Operation.VOLUMES,
                        1_000,
                        i -> SmallFleet.volume(id("vol", i)),
                        clients -> new VolumeCollector(clients::ec2).all(Collecting.NOTHING)),
                paged(
                        Operation.SECURITY_GROUPS,
                        1_000,
                        i -> SmallFleet.securityGroup(id("sg", i)),
                        clients ->
                                byId(
                                        new SecurityGroupCollector(clients::ec2)
                                                .all(Collecting.NOTHING))),
                paged(
                        Operation.SNAPSHOTS,
                        1_000,
                        i -> SmallFleet.snapshot(id("snap", i)),
                        clients -> new SnapshotCollector(clients::ec2).all(Collecting.NOTHING)),
                paged(
                        Operation.STATUSES,
                        1_000,
                        i -> "<instanceId>%s</instanceId>".formatted(id("i", i)),
                        clients ->
                                byId(
                                        new InstanceStatusCollector(clients::ec2)
                                                .all(Collecting.NOTHING))),
                paged(
                        Operation.INSTANCE_TYPES,
                        100,
                        i -> SmallFleet.type("m7g." + i, "arm64"),
                        clients ->
                                byId(
                                        new InstanceTypeCollector(clients::ec2)
                                                .of(Collecting.SCOPE, Collecting.ids("m7g.0")))),
                paged(
                        Operation.OFFERINGS,
                        1_000,
                        i -> SmallFleet.offering("m7g." + i, "us-east-1a"),
                        clients ->
                                byId(
                                        new OfferingCollector(clients::ec2)
                                                .of(Collecting.SCOPE, Collecting.ids("m7g.0")))),
                paged(
                        Operation.GROUPS,
                        100,
                        i -> SmallFleet.group("group-" + i),
                        clients ->
                                new AutoScalingGroupCollector(clients::autoScaling)
                                        .all(Collecting.NOTHING)),
                paged(
                        Operation.POLICIES,
                        100,
                        i -> SmallFleet.policy("policy-" + i),
                        clients ->
                                new ScalingPolicyCollector(clients::autoScaling)
                                        .all(Collecting.NOTHING)),
                paged(
                        Operation.ALARMS,
                        100,
                        i -> "<AlarmName>alarm-%d</AlarmName>".formatted(i),
                        clients ->
                                new AlarmCollector(clients::cloudWatch).all(Collecting.NOTHING)));
    }

    @ParameterizedTest
    @MethodSource("paged_operations")
    void a_list_is_read_in_as_few_full_pages_as_hold_it(
            Operation operation,
            int page,
            IntFunction<String> item,
            Function<AwsClients, Fact<? extends Collection<?>>> collect) {
        for (int items : new int[] {0, 1, page, page + 1, 3 * page}) {
            try (FakeAws aws = new FakeAws();
                    AwsClients clients = QuickClients.of(aws.endpoint())) {
                aws.holds(operation, IntStream.range(0, items).mapToObj(item).toList());

                assertThat(known(collect.apply(clients))).hasSize(items);

                int extra = operation == Operation.INSTANCE_TYPES && items == 0 ? 1 : 0;
                assertThat(aws.calls(operation))
                        .hasSize(Math.max(1, (items + page - 1) / page) + extra);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("paged_operations")
    void a_token_that_comes_again_ends_the_asking_and_fails_the_fact(
            Operation operation,
            int page,
            IntFunction<String> item,
            Function<AwsClients, Fact<? extends Collection<?>>> collect) {
        String token = operation.action().startsWith("ec2:") ? "nextToken" : "NextToken";
        String result = operation.requestName() + "Result";
        String inner = "<%1$s>round</%1$s>".formatted(token);
        String body =
                "<%1$sResponse>%2$s</%1$sResponse>"
                        .formatted(
                                operation.requestName(),
                                token.equals("nextToken")
                                        ? inner
                                        : "<%1$s>%2$s</%1$s>".formatted(result, inner));
        try (FakeAws aws = new FakeAws().answers(operation.requestName(), call -> body);
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            Missing<?> missing = missing(collect.apply(clients));

            assertThat(missing.why()).isEqualTo(Why.FAILED);
            assertThat(missing.detail().english())
                    .contains(operation.action(), "same page token twice");
            assertThat(aws.calls(operation)).hasSize(2);
        }
    }

    @Test
    void a_list_without_an_end_is_given_up() {
        int[] asked = {0};
        PagedOperation<String, String> endless =
                new PagedOperation<>(
                        "ec2:DescribeVolumes",
                        token -> "page " + asked[0]++,
                        page -> page,
                        page -> List.of(),
                        item -> item);

        Missing<?> missing = missing(endless.list((item, read) -> item));

        assertThat(missing.why()).isEqualTo(Why.FAILED);
        assertThat(missing.detail().english()).contains("more results after 5000 pages");
        assertThat(asked[0]).isEqualTo(PagedOperation.MAX_PAGES);
    }

    @Test
    void an_empty_page_with_a_token_is_not_the_end() {
        PagedOperation<Integer, Integer> sparse =
                new PagedOperation<>(
                        "ec2:DescribeInstanceTypes",
                        token -> token == null ? 0 : Integer.parseInt(token),
                        page -> page == 3 ? "" : Integer.toString(page + 1),
                        page -> page == 3 ? List.of(7) : List.of(),
                        String::valueOf);

        assertThat(known(sparse.list((item, read) -> item))).containsExactly(7);
    }

    @Test
    void an_item_on_two_pages_counts_once() {
        String twice = SmallFleet.volume("vol-0aaaaaaaaaaaaaaaa");
        Fact<List<Volume>> volumes =
                Collecting.from(
                        Operation.VOLUMES,
                        clients -> new VolumeCollector(clients::ec2).all(Collecting.NOTHING),
                        twice,
                        twice);
        assertThat(known(volumes)).hasSize(1);
    }

    @Test
    void an_item_that_breaks_the_translation_is_named() {
        PagedOperation<String, String> operation =
                new PagedOperation<>(
                        "ec2:DescribeVolumes",
                        token -> "",
                        PagedOperation.noNext(),
                        page -> List.of("vol-1", "vol-2"),
                        item -> item);

        Missing<?> missing =
                missing(
                        operation.list(
                                (item, read) -> {
                                    throw new IllegalStateException("no such thing");
                                }));

        assertThat(missing.why()).isEqualTo(Why.FAILED);
        assertThat(missing.detail().english())
                .contains("ec2:DescribeVolumes", "vol-1", "no such thing")
                .doesNotContain("vol-2");
    }

    @Test
    void a_defect_while_asking_fails_the_fact_and_not_the_scan() {
        PagedOperation<String, String> operation =
                new PagedOperation<>(
                        "ec2:DescribeVolumes",
                        token -> {
                            throw new IllegalStateException("broken");
                        },
                        PagedOperation.noNext(),
                        page -> List.of(),
                        item -> item);

        assertThat(missing(operation.list((item, read) -> item)).detail().english())
                .contains("broken");
    }

    @Test
    void an_empty_account_is_asked_seven_questions() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetFacts facts = Collecting.whole(clients);

            assertThat(facts.missing()).isEmpty();
            assertThat(aws.calls())
                    .extracting(Call::action)
                    .containsExactlyInAnyOrder(
                            "DescribeInstances",
                            "DescribeVolumes",
                            "DescribeSecurityGroups",
                            "DescribeAddresses",
                            "DescribeSnapshots",
                            "DescribeAutoScalingGroups",
                            "DescribeAlarms");
        }
    }

    @Test
    void a_terminated_instance_causes_no_question_about_its_type_or_image() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                    Operation.INSTANCES,
                    SmallFleet.reservation(
                            SmallFleet.instance("i-0a").replace("running", "terminated")));

            assertThat(Collecting.whole(clients).missing()).isEmpty();

            assertThat(aws.calls(Operation.IMAGES)).isEmpty();
            assertThat(aws.calls(Operation.INSTANCE_TYPES)).isEmpty();
            assertThat(aws.calls(Operation.OFFERINGS)).isEmpty();
        }
    }

    @Test
    void a_large_scan_stays_within_a_tenth_of_the_floor() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            List<String> zones = List.of("us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d");
            List<String> arm = IntStream.range(0, 330).mapToObj(i -> "m7g." + i).toList();
            aws.holds(
                            Operation.INSTANCES,
                            reservations(4_300, i -> SmallFleet.instance(id("i", i))))
                    .holds(Operation.VOLUMES, many(6_100, i -> SmallFleet.volume(id("vol", i))))
                    .holds(
                            Operation.INSTANCE_TYPES,
                            call ->
                                    call.filter("instance-type").isEmpty()
                                            ? arm.stream()
                                                    .map(name -> SmallFleet.type(name, "arm64"))
                                                    .toList()
                                            : List.of(SmallFleet.type("m5.large", "x86_64")))
                    .holds(
                            Operation.OFFERINGS,
                            call ->
                                    call.filter("instance-type").stream()
                                            .flatMap(
                                                    type ->
                                                            zones.stream()
                                                                    .map(
                                                                            zone ->
                                                                                    SmallFleet
                                                                                            .offering(
                                                                                                    type,
                                                                                                    zone)))
                                            .toList())
                    .holds(
                            Operation.STATUSES,
                            many(4_300, i -> "<instanceId>%s</instanceId>".formatted(id("i", i))))
                    .holds(Operation.GROUPS, many(150, i -> SmallFleet.group("group-" + i)));

            FleetFacts facts = Collecting.whole(clients);

            assertThat(facts.missing()).isEmpty();
            assertThat(known(facts.get(Source.OFFERINGS))).hasSize(331);
            long siblings = 1 + 1;
            long launch = 1;
            long document = 1;
            long floor =
                    5 + 7 + 4 + 2 + 1 + 1 + 1 + 1 + 5 + 2 + 1 + 1 + 1 + 1 + siblings + launch
                            + document;
            long calls =
                    clients.ledger().counts().values().stream().mapToLong(CallCount::calls).sum();
            assertThat(calls)
                    .isLessThanOrEqualTo((long) (floor * 1.1))
                    .isEqualTo(aws.calls().size());
        }
    }

    @Test
    void images_are_asked_for_by_filter_two_hundred_at_a_time_deprecated_ones_too() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            List<String> ids = IntStream.range(0, 450).mapToObj(i -> id("ami", i)).toList();
            aws.holds(
                    Operation.IMAGES,
                    call ->
                            call.filter("image-id").stream()
                                    .filter(id -> !id.equals(id("ami", 7)))
                                    .map(
                                            id ->
                                                    "<imageId>%s</imageId><imageState>available</imageState>"
                                                            .formatted(id))
                                    .toList());

            var images =
                    known(
                            new ImageCollector(clients::ec2)
                                    .of(Collecting.SCOPE, new TreeSet<>(ids)));

            assertThat(images).hasSize(449).doesNotContainKey(id("ami", 7));
            assertThat(aws.calls(Operation.IMAGES))
                    .hasSize(3)
                    .allSatisfy(
                            call -> {
                                assertThat(call.filter("image-id")).hasSize(150);
                                assertThat(call.parameter("IncludeDeprecated")).isEqualTo("true");
                                assertThat(call.parameter("IncludeDisabled")).isEqualTo("true");
                            });
        }
    }

    @Test
    void a_wildcard_in_an_id_matches_only_itself() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            known(
                    new ImageCollector(clients::ec2)
                            .of(Collecting.SCOPE, Collecting.ids("ami-*", "ami-?")));
            assertThat(aws.calls(Operation.IMAGES).get(0).filter("image-id"))
                    .containsExactly("ami-\\*", "ami-\\?");
        }
    }

    @Test
    void no_question_names_ids_beside_a_page_size() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            Collecting.whole(clients);
            assertThat(aws.calls())
                    .allSatisfy(
                            call ->
                                    assertThat(call.parameters().keySet())
                                            .noneMatch(name -> name.matches("[A-Za-z]+Id\\.\\d+")));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Operation.class,
            names = {"INSTANCES", "VOLUMES", "STATUSES", "VOLUME_STATUSES"})
    void what_services_of_aws_run_is_listed_too(Operation operation) {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            Collecting.whole(clients);
            assertThat(aws.calls(operation))
                    .isNotEmpty()
                    .extracting(call -> call.parameter("IncludeManagedResources"))
                    .containsOnly("true");
        }
    }

    @Test
    void every_call_that_is_made_is_an_action_that_was_declared() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetCollector collector = new FleetCollector(clients);
            collector.collect(SCOPE, NOW, collector.sources());
            assertThat(clients.ledger().counts().keySet())
                    .isSubsetOf(collector.actions(collector.sources()))
                    .containsAll(Stream.of(Operation.values()).map(Operation::action).toList());
        }
    }

    @Test
    void clients_of_another_region_are_refused() {
        try (FakeAws aws = new FakeAws();
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            FleetCollector collector = new FleetCollector(clients);
            assertThatThrownBy(
                            () ->
                                    collector.collect(
                                            Scope.of("123456789012", "eu-west-1"), NOW, Set.of()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("us-east-1")
                    .hasMessageContaining("eu-west-1");
        }
    }

    private static Arguments paged(
            Operation operation,
            int page,
            IntFunction<String> item,
            Function<AwsClients, Fact<? extends Collection<?>>> collect) {
        return Arguments.of(operation, page, item, collect);
    }

    private static Fact<? extends Collection<?>> byId(Fact<? extends Map<String, ?>> fact) {
        return fact.map(all -> List.copyOf(all.keySet()));
    }

    private static String id(String prefix, int number) {
        return "%s-%017x".formatted(prefix, number);
    }

    private static List<String> many(int count, IntFunction<String> item) {
        return IntStream.range(0, count).mapToObj(item).toList();
    }

    private static List<String> reservations(int count, IntFunction<String> instance) {
        List<String> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(SmallFleet.reservation(instance.apply(i)));
        }
        return all;
    }
}
