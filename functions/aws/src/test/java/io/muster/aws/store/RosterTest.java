package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Call;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ScopeSummary.RosterStamp;
import io.muster.aws.store.ScopeSummary.Writer;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.AutoScalingGroup.LaunchSource;
import io.muster.readiness.fact.MatchingImage;
import io.muster.readiness.fact.MatchingImage.How;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.graviton.Effort;
import io.muster.readiness.graviton.GravitonVerdict;
import io.muster.readiness.graviton.GravitonVerdict.Destinations;
import io.muster.readiness.graviton.GravitonVerdict.Option;
import io.muster.readiness.graviton.GravitonVerdict.Outcome;
import io.muster.readiness.graviton.PriceBasis;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.GravitonSum;
import io.muster.readiness.scorecard.InstanceReadiness;
import io.muster.readiness.scorecard.InstanceReadiness.Machine;
import io.muster.readiness.scorecard.ManagedBy;
import io.muster.readiness.scorecard.ManagedBy.Service;
import io.muster.readiness.scorecard.Readiness;
import io.muster.readiness.scorecard.Related;
import io.muster.readiness.scorecard.Related.LogPlace;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.scorecard.Setup;
import io.muster.readiness.scorecard.Setup.Group;
import io.muster.readiness.text.Message;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class RosterTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String PK = "SCOPE#123456789012#us-east-1";

    private static final GravitonVerdict MOVE =
            new GravitonVerdict(
                    Outcome.BLOCKED,
                    Effort.HIGH,
                    List.of(
                            Message.of("arm64-evidence.out-of-tree-modules")
                                    .with("names", "falcon \u202e서버")),
                    List.of(Message.of("graviton-target.unknown-zone")),
                    new Destinations(
                            PriceBasis.COMPUTE_PART,
                            new Option("m6g.large", new BigDecimal("-6.86"), List.of()),
                            new Option("m8g.large", null, List.of()),
                            new Option(
                                    "c6g.large",
                                    new BigDecimal("-0.10"),
                                    List.of(
                                            Message.of("graviton-target.less-memory")
                                                    .with("given", "4096 MiB")
                                                    .with("needed", "8192 MiB"))),
                            new MatchingImage.Found(
                                    "ami-0a", null, How.OWNER_AND_NAME, "golden-*-\u202earm64")));

    private static final MatchingImage NO_IMAGE =
            new MatchingImage.None(Message.of("facts.arm64-image-gone"));

    private final List<Integer> waits = new ArrayList<>();

    @Test
    void a_roster_comes_back_as_it_was_written() {
        List<InstanceReadiness> roster =
                List.of(
                        new InstanceReadiness(
                                "i-0a",
                                new InstanceReadiness.Tags("shop \"1\"\t서버\n", "web"),
                                new Machine("m5.large", "running", new Setup(null, 2)),
                                "shop",
                                Readiness.NOT_READY,
                                new Rule("imdsv2-required", ChecklistRow.SECURITY, Severity.HIGH),
                                "guest-unmanaged",
                                MOVE),
                        new InstanceReadiness(
                                "i-0b",
                                new InstanceReadiness.Tags(null, null),
                                new Machine("t3.nano", "stopped"),
                                null,
                                Readiness.READY,
                                null,
                                null,
                                null));
        RosterStamp stamp = fixture.table().write(SCOPE, MONDAY, roster, null);
        assertThat(fixture.table().roster(SCOPE)).isEqualTo(roster);
        assertThat(stamp.counts()).isEqualTo(Map.of(Readiness.NOT_READY, 1, Readiness.READY, 1));
    }

    private static Setup inGroup(String name) {
        return new Setup(
                new Group(name, new LaunchSource.Template("lt-" + name, name, "$Latest")), 2);
    }

    static List<Setup> setups() {
        LaunchSource.Template template = new LaunchSource.Template("lt-0a", "web \"1\"", "3");
        return List.of(
                new Setup(null, 0),
                new Setup(new Group("서버", null), 1),
                inGroup("web"),
                new Setup(new Group("a", new LaunchSource.Template(null, null, null)), 1),
                new Setup(
                        new Group(
                                "b",
                                new LaunchSource.MixedInstances(
                                        template,
                                        List.of("m5.large", "m6g.large"),
                                        Map.of("m6g.large", "ami-0a"),
                                        List.of(template))),
                        1),
                new Setup(
                        new Group(
                                "c",
                                new LaunchSource.MixedInstances(
                                        template, List.of(), Map.of(), List.of())),
                        1),
                new Setup(new Group("d", new LaunchSource.Configuration("web-2019")), 1),
                new Setup(new Group("e", new LaunchSource.None()), 1),
                new Setup(new Group("f", null, new ManagedBy(Service.EKS, "shop", "blue")), 1),
                new Setup(new Group("g", null, new ManagedBy(Service.BATCH, "batch", null)), 1));
    }

    @ParameterizedTest
    @MethodSource("setups")
    void how_an_instance_is_set_up_comes_back(Setup setup) {
        List<InstanceReadiness> roster =
                List.of(
                        new InstanceReadiness(
                                "i-0a",
                                new InstanceReadiness.Tags(null, null),
                                new Machine("m5.large", "running", setup),
                                null,
                                Readiness.READY,
                                null,
                                null,
                                unknown("i-0a")));
        fixture.table().write(SCOPE, MONDAY, roster, null);
        assertThat(fixture.table().roster(SCOPE)).isEqualTo(roster);
    }

    static List<Related> related() {
        return List.of(
                new Related(List.of(), null),
                new Related(List.of("sg-0a", "sg-0b"), List.of()),
                new Related(
                        List.of("sg-0a"),
                        List.of(
                                new LogPlace("/var/log/messages", null),
                                new LogPlace("/앱/\"a\"", "ip-10-0-0-1.internal"))));
    }

    @ParameterizedTest
    @MethodSource("related")
    void what_belongs_to_an_instance_comes_back(Related related) {
        List<InstanceReadiness> roster =
                List.of(
                        new InstanceReadiness(
                                "i-0a",
                                new InstanceReadiness.Tags(null, null),
                                new Machine("m5.large", "running", new Setup(null, 1), related),
                                null,
                                Readiness.READY,
                                null,
                                null,
                                unknown("i-0a")));
        fixture.table().write(SCOPE, MONDAY, roster, null);
        assertThat(fixture.table().roster(SCOPE)).isEqualTo(roster);
    }

    @Test
    void one_that_did_not_change_is_not_written_again() {
        RosterStamp stamp = fixture.table().write(SCOPE, MONDAY, instances(3), null);
        fixture.proxy().forget();
        assertThat(fixture.table().write(SCOPE, TUESDAY, instances(3), stamp)).isEqualTo(stamp);
        assertThat(fixture.proxy().calls()).isEmpty();
    }

    @Test
    void ten_thousand_instances_are_one_item() {
        List<InstanceReadiness> roster = instances(10_000);
        assertThat(fixture.table().write(SCOPE, MONDAY, roster, null).chunks()).isEqualTo(1);
        assertThat(fixture.table().roster(SCOPE)).isEqualTo(roster);
    }

    @Test
    void a_long_one_is_cut_and_a_shorter_one_leaves_no_trace() {
        FindingTable table = cutAt(800);
        RosterStamp longer = table.write(SCOPE, MONDAY, instances(300), null);
        assertThat(longer.chunks()).isGreaterThan(2);
        assertThat(table.roster(SCOPE)).isEqualTo(instances(300));
        RosterStamp shorter = table.write(SCOPE, TUESDAY, instances(2), longer);
        assertThat(shorter.chunks()).isEqualTo(1);
        assertThat(table.roster(SCOPE)).isEqualTo(instances(2));
        assertThat(fixture.items().values().stream().filter(i -> i.containsKey("expiresAt")))
                .hasSize(longer.chunks() - 1);
        table.write(SCOPE, TUESDAY.plusSeconds(1), List.of(), shorter);
        assertThat(table.roster(SCOPE)).isEmpty();
    }

    private static ScopeSummary summary(Scope scope, @Nullable RosterStamp roster) {
        return new ScopeSummary(
                new ScopeReport(
                        scope, MONDAY, MONDAY, 0, 0, new TreeMap<>(), List.of(), new Scorecard()),
                ChangeCounts.NONE,
                MONDAY,
                Writer.unknown(Item.VERSION),
                roster,
                null);
    }

    @Test
    void those_of_many_scopes_are_one_call() {
        List<ScopeSummary> summaries = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Scope scope = Scope.of("%012d".formatted(i), "us-east-1");
            List<InstanceReadiness> roster = instances(i % 4);
            summaries.add(summary(scope, fixture.table().write(scope, MONDAY, roster, null)));
        }
        fixture.proxy().forget();

        assertThat(fixture.table().rosters(summaries).values())
                .hasSize(40)
                .element(39)
                .isEqualTo(instances(3));
        assertThat(fixture.proxy().calls())
                .extracting(Call::action)
                .containsExactly("BatchGetItem");
    }

    @Test
    void one_that_is_longer_than_its_summary_says_is_read_by_itself() {
        FindingTable table = cutAt(800);
        RosterStamp before = table.write(SCOPE, MONDAY, instances(2), null);
        table.write(SCOPE, TUESDAY, instances(300), before);

        assertThat(table.rosters(List.of(summary(SCOPE, before))))
                .isEqualTo(Map.of(SCOPE, instances(300)));
        assertThat(table.rosters(List.of(summary(SCOPE, null))))
                .isEqualTo(Map.of(SCOPE, instances(300)));
    }

    @Test
    void a_summary_tells_how_many_can_move() {
        RosterStamp stamp = fixture.table().write(SCOPE, MONDAY, instances(3), null);
        fixture.table().write(summary(SCOPE, stamp));

        assertThat(fixture.table().summary(SCOPE).orElseThrow().roster()).isEqualTo(stamp);
        assertThat(stamp.graviton())
                .isEqualTo(
                        new GravitonSum(
                                Map.of(Outcome.UNKNOWN, 3),
                                BigDecimal.ZERO,
                                new BigDecimal("41.61")));
    }

    @Test
    void an_older_one_loses() {
        fixture.table().write(SCOPE, TUESDAY, instances(2), null);
        fixture.table().write(SCOPE, MONDAY, instances(5), null);
        assertThat(fixture.table().roster(SCOPE)).hasSize(2);
    }

    @Test
    void a_reader_that_meets_parts_of_two_reads_again() {
        FindingTable table = cutAt(400);
        table.write(SCOPE, MONDAY, instances(300), null);
        AttributeValue before =
                Objects.requireNonNull(
                        Objects.requireNonNull(fixture.items().get(PK + " / ROSTER#001"))
                                .get("digest"));
        fixture.edit(PK, "ROSTER#001", Map.of("digest", AttributeValue.fromS("another")));
        FindingTable patient =
                new FindingTable(
                        fixture.client(),
                        TableFixture.TABLE,
                        attempt -> fixture.edit(PK, "ROSTER#001", Map.of("digest", before)),
                        TableFixture.AFTER_ALL,
                        400);
        assertThat(patient.roster(SCOPE)).hasSize(300);
    }

    @Test
    void parts_that_never_fit_are_an_error_with_the_next_step() {
        FindingTable table = cutAt(400);
        table.write(SCOPE, MONDAY, instances(300), null);
        fixture.edit(PK, "ROSTER#001", Map.of("digest", AttributeValue.fromS("another")));
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> table.roster(SCOPE))
                .withMessageContaining(
                        "the list of instances of 123456789012/us-east-1 is incomplete")
                .withMessageContaining("The next scan writes it again");
        assertThat(waits).hasSize(5);
    }

    @Test
    void one_that_was_edited_by_hand_is_named() {
        fixture.table().write(SCOPE, MONDAY, instances(3), null);
        fixture.edit(PK, "ROSTER#000", Map.of("roster", AttributeValue.fromS("none")));
        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().roster(SCOPE))
                .withMessageContaining("ROSTER#000");
    }

    private FindingTable cutAt(int bytes) {
        return new FindingTable(
                fixture.client(), TableFixture.TABLE, waits::add, TableFixture.AFTER_ALL, bytes);
    }

    /** As most hosts of a fleet are before they are managed. */
    private static GravitonVerdict unknown(String id) {
        return new GravitonVerdict(
                Outcome.UNKNOWN,
                null,
                List.of(),
                List.of(Message.of("facts.guest-not-seen").with("obstacle", id)),
                new Destinations(
                        PriceBasis.ON_DEMAND,
                        new Option("m6g.large", new BigDecimal("-13.87"), List.of()),
                        new Option("m8g.large", new BigDecimal("-4.56"), List.of()),
                        null,
                        NO_IMAGE));
    }

    private static List<InstanceReadiness> instances(int count) {
        Random random = new Random(11);
        List<InstanceReadiness> roster = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            roster.add(
                    new InstanceReadiness(
                            "i-%016x".formatted(random.nextLong()),
                            new InstanceReadiness.Tags("shop-" + i, null),
                            new Machine("m5.large", "running", inGroup("web-" + i % 40)),
                            "shop-" + i % 40,
                            Readiness.NOT_INSPECTED,
                            null,
                            "guest-unmanaged",
                            unknown("i-%016x".formatted(random.nextLong()))));
        }
        return roster;
    }
}
