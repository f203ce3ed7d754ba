package io.muster.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.ProbeAnswers;
import io.muster.aws.fixture.SmallFleet;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.fleet.FleetCollector;
import io.muster.aws.pricing.PriceCache;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.GuestAnswer;
import io.muster.aws.store.GuestStore;
import io.muster.aws.store.LogStore;
import io.muster.aws.store.SentProbe;
import io.muster.aws.store.StoredFacts;
import io.muster.readiness.check.BuiltInChecks;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Fact.Known;
import io.muster.readiness.fact.Fact.Missing;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.guest.GuestObservation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.regions.Region;

/** Guests judged by themselves, beside the findings of a whole scan. */
class GuestJudgeTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final String RUN = "0123456789abcdef0123456789abcdef";

    private FakeAws aws = new FakeAws();

    @BeforeEach
    void a_fleet_of_two() {
        aws = SmallFleet.in(new FakeAws());
        aws.holds(
                Operation.INSTANCES,
                call -> {
                    List<String> asked = call.filter("instance-id");
                    return List.of("i-0a", "i-0b").stream()
                            .filter(id -> asked.isEmpty() || asked.contains(id))
                            .map(GuestJudgeTest::host)
                            .map(SmallFleet::reservation)
                            .toList();
                });
    }

    @AfterEach
    void gone() {
        aws.close();
    }

    @Test
    void findings_about_the_guest_are_opened_and_nothing_else_is_touched() {
        scan(NOON);
        List<StoredFinding> before = findings();
        ChangeCounts changes = judged(NOON.plusSeconds(60), "i-0a");
        assertThat(changes.written()).isPositive();
        assertThat(changes.resolved() + changes.changed() + changes.opened())
                .isEqualTo(changes.written());
        List<StoredFinding> after = findings();
        assertThat(after).filteredOn(each -> !about(each, "i-0a")).isEqualTo(others(before));
        assertThat(after)
                .filteredOn(StoredFinding::open)
                .anyMatch(each -> each.finding().check().equals("foreign-architecture"));
    }

    @Test
    void a_second_judgement_of_the_same_answer_writes_nothing() {
        judged(NOON, "i-0a");
        fixture.proxy().forget();
        assertThat(judged(NOON.plusSeconds(60), "i-0a").written()).isZero();
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
    }

    @Test
    void a_scan_that_follows_finds_nothing_to_change_about_the_guest() {
        judged(NOON, "i-0a");
        List<StoredFinding> judged =
                findings().stream().filter(each -> about(each, "i-0a")).toList();
        scan(NOON.plusSeconds(60));
        assertThat(findings()).containsAll(judged);
    }

    @Test
    void five_calls_serve_fifty_guests() {
        String[] ids = IntStream.range(0, 50).mapToObj("i-0%02d"::formatted).toArray(String[]::new);
        aws.holds(
                Operation.INSTANCES,
                call ->
                        call.filter("instance-id").stream()
                                .map(GuestJudgeTest::host)
                                .map(SmallFleet::reservation)
                                .toList());
        judged(NOON, ids);
        assertThat(aws.calls())
                .extracting(FakeAws.Call::action)
                .containsExactlyInAnyOrder(
                        "DescribeInstances",
                        "DescribeVolumes",
                        "DescribeSecurityGroups",
                        "GetManagedPrefixListEntries",
                        "DescribeAddresses");
    }

    @Test
    void an_instance_that_is_gone_by_now_is_not_judged_and_its_findings_wait_for_the_scan() {
        judged(NOON, "i-0a");
        List<StoredFinding> before = findings();
        aws.holds(Operation.INSTANCES, call -> List.of());
        assertThat(judged(NOON.plusSeconds(60), "i-0a").written()).isZero();
        assertThat(findings()).isEqualTo(before);
    }

    @Test
    void without_the_instances_nothing_is_judged_and_the_reason_is_said() {
        aws.fails(Operation.INSTANCES.requestName(), Fault.ACCESS_DENIED);
        try (AwsClients clients = clients()) {
            assertThat(judge(clients, NOON).judge(SCOPE, guests("i-0a")))
                    .isInstanceOfSatisfying(
                            Missing.class,
                            missing -> assertThat(missing.why()).isEqualTo(Why.DENIED));
        }
        assertThat(findings()).isEmpty();
    }

    @Test
    void the_calls_that_are_made_are_those_that_were_declared() {
        try (AwsClients clients = clients()) {
            judge(clients, NOON).judge(SCOPE, guests("i-0a"));
            assertThat(clients.ledger().counts().keySet())
                    .containsExactlyElementsOf(
                            new FleetCollector(clients).actions(GuestJudge.SOURCES));
        }
    }

    private ChangeCounts judged(Instant now, String... ids) {
        try (AwsClients clients = clients()) {
            Fact<ChangeCounts> changes = judge(clients, now).judge(SCOPE, guests(ids));
            if (changes instanceof Known<ChangeCounts> known) {
                return known.value();
            }
            throw new AssertionError(changes);
        }
    }

    private GuestJudge judge(AwsClients clients, Instant now) {
        return new GuestJudge(
                clients,
                new FindingRun(
                        fixture.table(),
                        BuiltInChecks.catalogue(),
                        Thresholds.defaults(),
                        problem -> {}),
                LogStore.of(fixture.clients(), TableFixture.TABLE),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void scan(Instant now) {
        try (AwsClients clients = clients()) {
            ScopeScan scan =
                    ScopeScan.collect(
                            clients,
                            SCOPE,
                            PriceCache.NONE,
                            StoredFacts.of(fixture.clients(), TableFixture.TABLE),
                            BuiltInChecks.catalogue(),
                            Thresholds.defaults(),
                            Clock.fixed(now, ZoneOffset.UTC));
            new ScanRecorder(fixture.table()).record(scan, judgement -> {});
        }
    }

    private static List<GuestObservation> guests(String... ids) {
        GuestStore store = GuestStore.of(fixture.clients(), TableFixture.TABLE);
        List<GuestAnswer> answers = new ArrayList<>();
        for (String id : ids) {
            answers.add(ProbeAnswers.of(id, ProbeAnswers.of("amazon-linux-2-arm64")));
        }
        SentProbe probe =
                new SentProbe(SCOPE, "c-1", RUN, NOON.minus(Duration.ofMinutes(2)), List.of(ids));
        return store.record(probe, answers);
    }

    private static List<StoredFinding> findings() {
        List<StoredFinding> all = new ArrayList<>();
        fixture.table().findings(SCOPE).forEachRemaining(all::add);
        return all;
    }

    private static List<StoredFinding> others(List<StoredFinding> all) {
        return all.stream().filter(each -> !about(each, "i-0a")).toList();
    }

    private static boolean about(StoredFinding stored, String id) {
        return stored.finding().resource().id().equals(id);
    }

    private static String host(String id) {
        return SmallFleet.instance(id)
                + "<groupSet><item><groupId>sg-0aaaaaaaaaaaaaaaa</groupId></item></groupSet>";
    }

    private AwsClients clients() {
        return TableFixture.clients(Region.US_EAST_1, aws.endpoint());
    }
}
