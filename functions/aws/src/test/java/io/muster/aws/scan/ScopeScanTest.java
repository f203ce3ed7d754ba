package io.muster.aws.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.AwsClients;
import io.muster.aws.client.QuickClients;
import io.muster.aws.fixture.FakeAws;
import io.muster.aws.fixture.Fault;
import io.muster.aws.fixture.Operation;
import io.muster.aws.fixture.SmallFleet;
import io.muster.aws.pricing.PriceCache;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Check;
import io.muster.readiness.check.Judgement;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.Verdict;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Fact.Why;
import io.muster.readiness.fact.Instance;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.fact.Volume;
import io.muster.readiness.fixture.Verdicts;
import io.muster.readiness.fleet.Fleet;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScopeScanTest {

    private static final Scope SCOPE = Scope.of("123456789012", "us-east-1");

    /** What no collector asks for yet. */
    private static final List<String> NOT_ASKED = List.of("guests", "logs", "decisions");

    private static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void a_whole_scan_reports_what_it_saw_when_and_at_what_cost() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            ScopeReport report = scan(clients).judge(judgement -> {});

            assertThat(report.scope()).isEqualTo(SCOPE);
            assertThat(report.startedAt()).isEqualTo(START);
            assertThat(report.finishedAt()).isEqualTo(START.plusSeconds(1));
            assertThat(report.instances()).isEqualTo(1);
            assertThat(report.volumes()).isEqualTo(1);
            assertThat(report.unseen())
                    .extracting(Unseen::part)
                    .containsExactlyElementsOf(NOT_ASKED);
            assertThat(report.calls())
                    .hasSize(Operation.values().length + 1)
                    .containsKey("pricing:GetProducts");
            assertThat(report.calls().get("ec2:DescribeInstanceTypes"))
                    .isEqualTo(new CallCount(2, 0, 0));
            assertThat(report.scorecard().count(Status.READY)).isEqualTo(2);
        }
    }

    @Test
    void what_was_not_seen_is_listed_with_the_reason_and_not_counted() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(Operation.VOLUMES.requestName(), Fault.ACCESS_DENIED);

            List<Judgement> judgements = new ArrayList<>();
            ScopeReport report = scan(clients).judge(judged -> judgements.add(judged.judgement()));

            assertThat(report.volumes()).isNull();
            assertThat(report.instances()).isEqualTo(1);
            assertThat(report.unseen())
                    .filteredOn(unseen -> !NOT_ASKED.contains(unseen.part()))
                    .singleElement()
                    .satisfies(
                            unseen -> {
                                assertThat(unseen.part()).isEqualTo("volumes");
                                assertThat(unseen.why()).isEqualTo(Why.DENIED);
                                assertThat(unseen.detail().english())
                                        .contains("ec2:DescribeVolumes");
                            });
            assertThat(judgements)
                    .extracting(judgement -> judgement.subject().resourceType())
                    .containsExactly(ResourceType.INSTANCE);
        }
    }

    @Test
    void all_that_hangs_on_the_instances_is_unseen_with_them() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.fails(Operation.INSTANCES.requestName(), Fault.THROTTLING);

            ScopeReport report = scan(clients).judge(judgement -> {});

            assertThat(report.instances()).isNull();
            assertThat(report.unseen())
                    .filteredOn(unseen -> unseen.why() == Why.THROTTLED)
                    .extracting(Unseen::part)
                    .containsAll(Operation.INSTANCES.parts())
                    .hasSize(Operation.INSTANCES.parts().size() + 1)
                    .contains("prices");
            assertThat(report.unseen())
                    .filteredOn(unseen -> unseen.why() != Why.THROTTLED)
                    .extracting(Unseen::part)
                    .containsExactlyElementsOf(NOT_ASKED);
            assertThat(report.calls().get("ec2:DescribeInstances"))
                    .isEqualTo(new CallCount(1, 3, 4));
        }
    }

    @Test
    void instances_that_are_gone_are_neither_counted_nor_judged() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            String terminated = SmallFleet.instance("i-0b").replace("running", "terminated");
            aws.holds(
                    Operation.INSTANCES,
                    SmallFleet.reservation(SmallFleet.instance("i-0a"), terminated));

            List<Judgement> judgements = new ArrayList<>();
            ScopeReport report = scan(clients).judge(judged -> judgements.add(judged.judgement()));

            assertThat(report.instances()).isEqualTo(1);
            assertThat(judgements)
                    .extracting(judgement -> judgement.subject().id())
                    .contains("i-0a");
            assertThat(judgements)
                    .extracting(judgement -> judgement.subject().id())
                    .doesNotContain("i-0b");
        }
    }

    @Test
    void only_what_the_checks_look_at_is_asked_for() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            ScopeReport report =
                    scan(clients, new AnyVolume(), new OfGroups()).judge(judgement -> {});

            assertThat(report.calls().keySet())
                    .containsExactlyInAnyOrder(
                            "ec2:DescribeInstances",
                            "ec2:DescribeVolumes",
                            "autoscaling:DescribeAutoScalingGroups",
                            "autoscaling:DescribePolicies");
        }
    }

    @Test
    void judgements_come_in_the_order_of_the_findings_keys() {
        try (FakeAws aws = SmallFleet.in(new FakeAws());
                AwsClients clients = QuickClients.of(aws.endpoint())) {
            aws.holds(
                            Operation.INSTANCES,
                            SmallFleet.reservation(
                                    SmallFleet.instance("i-0c"),
                                    SmallFleet.instance("i-0a"),
                                    SmallFleet.instance("i-0b")))
                    .holds(
                            Operation.VOLUMES,
                            SmallFleet.volume("vol-0b"),
                            SmallFleet.volume("vol-0a"));

            List<String> ids = new ArrayList<>();
            scan(clients).judge(judged -> ids.add(judged.judgement().subject().id()));

            assertThat(ids).containsExactly("i-0a", "i-0b", "i-0c", "vol-0a", "vol-0b");
            assertThat(ids.subList(0, 3))
                    .isSortedAccordingTo(
                            Comparator.comparing(ResourceRef::keyOf, ResourceRef.KEY_ORDER));
        }
    }

    private static ScopeScan scan(AwsClients clients) {
        return scan(clients, new AnyInstance(), new AnyVolume());
    }

    private static ScopeScan scan(AwsClients clients, Check<?>... checks) {
        return ScopeScan.collect(
                clients,
                SCOPE,
                PriceCache.NONE,
                Catalogue.of(List.of(checks)),
                Thresholds.defaults(),
                new SecondsLater());
    }

    /** Tells the start, then a second later each time it is asked. */
    private static final class SecondsLater extends Clock {
        private Instant next = START;

        @Override
        public Instant instant() {
            Instant now = next;
            next = next.plus(Duration.ofSeconds(1));
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return InstantSource.fixed(START).withZone(zone);
        }
    }

    private static final class AnyInstance extends Check.OfInstance {
        AnyInstance() {
            super(
                    new Rule("any-instance", ChecklistRow.INSTALL, Severity.LOW),
                    "nothing to do",
                    "https://docs.aws.amazon.com/");
            reads(Source.all().toArray(Source<?>[]::new));
        }

        @Override
        public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
            return Verdicts.ready("exists", "exists");
        }
    }

    /** Policies are asked for by the groups' names. */
    private static final class OfGroups extends Check.OfInstance {
        OfGroups() {
            super(
                    new Rule("of-groups", ChecklistRow.INSTALL, Severity.LOW),
                    "nothing to do",
                    "https://docs.aws.amazon.com/");
            reads(Source.SCALING_POLICIES);
        }

        @Override
        public Verdict judge(Instance instance, Fleet fleet, Thresholds thresholds) {
            return Verdicts.ready("exists", "exists");
        }
    }

    private static final class AnyVolume extends Check.OfVolume {
        AnyVolume() {
            super(
                    new Rule("any-volume", ChecklistRow.INSTALL, Severity.LOW),
                    "nothing to do",
                    "https://docs.aws.amazon.com/");
        }

        @Override
        public Verdict judge(Volume volume, Fleet fleet, Thresholds thresholds) {
            return Verdicts.ready("exists", "exists");
        }
    }
}
