package io.muster.aws.scan;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.documentation.OwnerTag;
import io.muster.readiness.check.performance.FilesystemSpace;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.decision.Decisions;
import io.muster.readiness.decision.Made;
import io.muster.readiness.decision.ReasonCode;
import io.muster.readiness.decision.Target;
import io.muster.readiness.decision.Waiver;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FreshFinding;
import io.muster.readiness.finding.Raise;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.GuestBuilder;
import io.muster.readiness.fixture.InstanceBuilder;
import io.muster.readiness.fleet.FleetFacts;
import io.muster.readiness.fleet.Source;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scorecard.TrendPoint;
import io.muster.readiness.scorecard.WorkloadTally;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ScanRecorderTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant MONDAY = Facts.NOW;
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final MetadataOptions OPTIONAL = new MetadataOptions(true, false, 1);

    @Test
    void a_first_scan_opens_what_is_not_ready_and_says_so() {
        RecordedScan recorded = record(fleet(MONDAY, 10, 4));
        assertThat(recorded.changes().opened()).isEqualTo(4);
        assertThat(recorded.newerScan()).isNull();
        assertThat(findings()).hasSize(4).allMatch(StoredFinding::open);
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(summary.report().instances()).isEqualTo(10);
        assertThat(summary.report().scorecard().count(ChecklistRow.CONFIGURE, Status.READY))
                .isEqualTo(6);
        assertThat(summary.changes()).isEqualTo(recorded.changes());
    }

    @Test
    void a_second_scan_of_an_unchanged_fleet_writes_one_summary_and_no_finding() {
        record(fleet(MONDAY, 300, 100));
        Map<String, CallCount> before = fixture.clients().ledger().counts();
        fixture.proxy().forget();
        RecordedScan recorded = record(fleet(TUESDAY, 300, 100));
        assertThat(recorded.changes().written()).isZero();
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(1);
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
        assertThat(fixture.proxy().calls())
                .allMatch(
                        call -> List.of("GetItem", "Query", "PutItem").contains(call.operation()));
        Map<String, CallCount> after = fixture.clients().ledger().counts();
        assertThat(after.get("dynamodb:UpdateItem")).isEqualTo(before.get("dynamodb:UpdateItem"));
        // The roster and a summary by the first, a summary by the second.
        assertThat(after.getOrDefault("dynamodb:PutItem", CallCount.NONE).calls()).isEqualTo(3);
    }

    private static Facts tagged(Instant at) {
        return new Facts()
                .observedAt(at)
                .with(
                        InstanceBuilder.instance("i-0a")
                                .tag("workload", "web")
                                .tag("environment", "production")
                                .metadataOptions(OPTIONAL)
                                .build());
    }

    @Test
    void an_unchanged_fleet_writes_one_item_and_on_a_new_day_that_days_trend() {
        record(tagged(MONDAY));
        fixture.proxy().forget();

        record(tagged(MONDAY.plusSeconds(60)));
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(1);
        fixture.proxy().forget();
        record(tagged(TUESDAY));
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(2);

        assertThat(fixture.table().trend(Facts.SCOPE, LocalDate.of(2026, 11, 22)))
                .containsOnlyKeys(LocalDate.of(2026, 11, 22), LocalDate.of(2026, 11, 23))
                .allSatisfy(
                        (day, points) ->
                                assertThat(points.get("web"))
                                        .extracting(TrendPoint::notReady)
                                        .isEqualTo(1));
    }

    @Test
    void a_trend_is_written_with_what_is_decided() {
        Waiver waiver =
                new Waiver(
                        new Target.OfCheck("imdsv2-required", "web"),
                        ReasonCode.OTHER,
                        "why",
                        "team",
                        LocalDate.of(2027, 3, 31),
                        null,
                        new Made("arn", MONDAY, new Made.Way.Command()));

        record(tagged(MONDAY).collected(Source.DECISIONS, Map.of("web", List.of(waiver))));

        assertThat(fixture.table().trend(Facts.SCOPE, LocalDate.of(2026, 11, 22)).values())
                .singleElement()
                .extracting(points -> points.get("web"))
                .isEqualTo(new TrendPoint(1, 0, 0, 1));
    }

    private static RecordedScan recordTagged(Instant at, String tag, String rows) {
        ScopeScan scan =
                ScopeScan.of(
                        new Facts()
                                .observedAt(at)
                                .with(
                                        InstanceBuilder.instance("i-0a")
                                                .tag("workload", "web")
                                                .tag("muster:waive", tag)
                                                .metadataOptions(OPTIONAL)
                                                .build())
                                .facts(),
                        new CallLedger(),
                        Catalogue.of(List.of(new Imdsv2Required())),
                        Thresholds.from(
                                Map.of(
                                        "MUSTER_TAG_WAIVER_ROWS",
                                        rows,
                                        "MUSTER_TAG_WAIVER_SEVERITY",
                                        "CRITICAL")),
                        Clock.fixed(at, ZoneOffset.UTC));
        return new ScanRecorder(fixture.table()).record(scan, judged -> {});
    }

    /** The open findings that are waived, by the end of each. */
    private static List<LocalDate> waived(Instant now) {
        Decisions decisions = fixture.table().decisions().decisions(now, corrupt -> {});
        List<LocalDate> ends = new ArrayList<>();
        for (StoredFinding stored : findings()) {
            Finding finding = stored.finding();
            decisions
                    .waiver(
                            finding.id(),
                            finding.rule(),
                            false,
                            finding.workload(),
                            () -> finding.answer().says().actual())
                    .ifPresent(waiver -> ends.add(waiver.until()));
        }
        return ends;
    }

    @Test
    void a_tag_waives_until_its_end_and_no_longer_than_it_is_there() {
        recordTagged(MONDAY, "imdsv2-required until 2026-12-31 because", "all");

        assertThat(waived(MONDAY)).containsExactly(LocalDate.of(2026, 12, 31));
        assertThat(waived(Instant.parse("2027-01-01T00:00:00Z"))).isEmpty();
        recordTagged(TUESDAY, "nonsense", "all");
        assertThat(waived(TUESDAY)).isEmpty();
    }

    @Test
    void a_tag_waives_nothing_where_it_is_not_allowed() {
        recordTagged(MONDAY, "imdsv2-required until 2026-12-31 because", "none");
        assertThat(waived(MONDAY)).isEmpty();

        recordTagged(TUESDAY, "imdsv2-required until 2026-12-31 because", "security");
        assertThat(waived(TUESDAY)).isEmpty();
    }

    @Test
    void an_unchanged_tag_is_written_once() {
        recordTagged(MONDAY, "imdsv2-required until 2026-12-31 because", "all");
        fixture.proxy().forget();

        recordTagged(MONDAY.plusSeconds(60), "imdsv2-required until 2026-12-31 because", "all");

        assertThat(fixture.proxy().count("PutItem")).isEqualTo(1);
    }

    @Test
    void what_a_tag_waives_goes_with_its_scope() {
        recordTagged(MONDAY, "imdsv2-required until 2026-12-31 because", "all");

        fixture.table().retire(Facts.SCOPE);

        assertThat(fixture.items()).isEmpty();
    }

    /** Ten workloads, each of an instance; the tags of some name no owner. */
    private static RecordedScan recordSpread(
            Instant at, int withoutOwner, Map<String, String> settings) {
        Facts facts = new Facts().observedAt(at);
        for (int i = 0; i < 10; i++) {
            InstanceBuilder host = InstanceBuilder.instance("i-" + i).tag("workload", "w" + i);
            facts.with((i < withoutOwner ? host : host.tag("owner", "web")).build());
        }
        ScopeScan scan =
                ScopeScan.of(
                        facts.facts(),
                        new CallLedger(),
                        Catalogue.of(List.of(new OwnerTag())),
                        Thresholds.from(settings),
                        Clock.fixed(at, ZoneOffset.UTC));
        return new ScanRecorder(fixture.table()).record(scan, judged -> {});
    }

    @Test
    void what_has_spread_is_raised_by_the_next_scan_and_written_once() {
        Severity own = new OwnerTag().spec().rule().severity();
        recordSpread(MONDAY, 4, Map.of());
        recordSpread(MONDAY.plusSeconds(1), 6, Map.of());
        assertThat(findings())
                .hasSize(6)
                .allMatch(stored -> stored.finding().rule().severity() == own);

        Instant raised = MONDAY.plusSeconds(2);
        assertThat(recordSpread(raised, 6, Map.of()).changes().changed()).isEqualTo(6);

        assertThat(findings())
                .hasSize(6)
                .extracting(stored -> stored.course().raise())
                .containsOnly(new Raise(own, Raise.Reason.SPREAD, raised, 6));
        RecordedScan next = recordSpread(MONDAY.plusSeconds(3), 6, Map.of());
        assertThat(next.changes().written()).isZero();
        Map<String, String> off = Map.of("MUSTER_SEVERITY_RAISED_PERCENT", "0");
        assertThat(recordSpread(MONDAY.plusSeconds(4), 6, off).changes().changed()).isEqualTo(6);
        assertThat(findings()).allMatch(stored -> stored.finding().rule().severity() == own);
    }

    @Test
    void without_the_decisions_no_trend_is_written() {
        record(tagged(MONDAY).without(Source.DECISIONS));

        assertThat(fixture.table().trend(Facts.SCOPE, LocalDate.of(2026, 11, 22))).isEmpty();
    }

    @Test
    void instances_are_counted_by_environment() {
        record(tagged(MONDAY));

        assertThat(fixture.table().workloads(Facts.SCOPE))
                .singleElement()
                .extracting(WorkloadTally::environments)
                .isEqualTo(new TreeMap<>(Map.of("production", 1)));
    }

    @Test
    void what_became_ready_and_what_is_gone_are_resolved() {
        record(fleet(MONDAY, 3, 3));
        RecordedScan recorded = record(fleet(TUESDAY, 2, 1));
        assertThat(recorded.changes().resolved()).isEqualTo(2);
        assertThat(findings())
                .extracting(StoredFinding::resolution)
                .containsExactly(null, Resolution.READY, Resolution.GONE);
    }

    @Test
    void what_is_not_ready_again_is_reopened_with_its_first_sighting() {
        record(fleet(MONDAY, 1, 1));
        record(fleet(MONDAY.plusSeconds(1), 1, 0));
        assertThat(record(fleet(TUESDAY, 1, 1)).changes().reopened()).isEqualTo(1);
        assertThat(findings().get(0).firstSeen()).isEqualTo(MONDAY);
    }

    @Test
    void a_fleet_that_could_not_be_listed_resolves_nothing() {
        record(fleet(MONDAY, 2, 2));
        record(fleet(TUESDAY, 0, 0).without(Source.INSTANCES));
        assertThat(findings())
                .hasSize(2)
                .allMatch(StoredFinding::open)
                .allMatch(found -> found.seenAt(TUESDAY).equals(MONDAY));
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(summary.report().instances()).isNull();
        assertThat(summary.report().unseen()).hasSize(1);
    }

    @Test
    void what_could_not_be_listed_for_long_is_written_once() {
        record(fleet(MONDAY, 2, 2));
        record(fleet(TUESDAY, 0, 0).without(Source.INSTANCES));
        RecordedScan again = record(fleet(TUESDAY.plusSeconds(60), 0, 0).without(Source.INSTANCES));

        assertThat(again.changes().written()).isZero();
        assertThat(record(fleet(TUESDAY.plusSeconds(90), 2, 2)).changes().written()).isEqualTo(2);
        assertThat(findings()).extracting(StoredFinding::lastSeen).containsOnlyNulls();
    }

    @Test
    void what_did_not_change_was_last_seen_by_the_newest_scan() {
        record(fleet(MONDAY, 1, 1));
        record(fleet(TUESDAY, 1, 1));

        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        StoredFinding found = findings().getFirst();
        assertThat(found.finding().observedAt()).isEqualTo(MONDAY);
        assertThat(found.seenAt(summary.lookedAt(found.finding()))).isEqualTo(TUESDAY);
    }

    @Test
    void a_scan_that_asked_for_no_guests_leaves_their_findings_as_they_are() {
        Catalogue catalogue = Catalogue.of(List.of(new FilesystemSpace()));
        FleetFacts unread =
                fleet(MONDAY, 1, 0)
                        .facts()
                        .with(
                                Source.GUESTS,
                                Fact.known(
                                        Map.of(
                                                "i-00000",
                                                GuestBuilder.guest("i-00000")
                                                        .fileSystems(
                                                                GuestBuilder.seen(
                                                                        GuestBuilder.fileSystem(
                                                                                "/",
                                                                                "xfs",
                                                                                "/dev/nvme0n1p1",
                                                                                30,
                                                                                99)))
                                                        .build())));
        assertThat(record(unread, catalogue).changes().opened()).isEqualTo(1);

        FleetFacts laptop = fleet(TUESDAY, 1, 0).facts().without(Source.GUESTS);
        assertThat(record(laptop, catalogue).changes().written()).isZero();
        assertThat(findings()).singleElement().matches(StoredFinding::open);
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        StoredFinding found = findings().getFirst();
        assertThat(found.seenAt(summary.lookedAt(found.finding()))).isEqualTo(MONDAY);
    }

    @Test
    void an_empty_account_gets_its_summary() {
        record(fleet(MONDAY, 0, 0));
        assertThat(fixture.items()).containsOnlyKeys("SCOPES / 123456789012#us-east-1");
    }

    @Test
    void a_late_scan_writes_nothing_and_still_reports() {
        record(fleet(TUESDAY, 3, 1));
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        fixture.proxy().forget();
        List<FreshFinding> judged = new ArrayList<>();
        RecordedScan late =
                new ScanRecorder(fixture.table()).record(scan(fleet(MONDAY, 5, 5)), judged::add);
        assertThat(late.newerScan()).isEqualTo(TUESDAY);
        assertThat(late.report().instances()).isEqualTo(5);
        assertThat(judged).hasSize(5);
        assertThat(fixture.proxy().calls()).hasSize(1);
        assertThat(fixture.items()).isEqualTo(before);
    }

    @Test
    void a_scan_that_is_overtaken_counts_what_it_lost_and_leaves_the_newer_summary() {
        AtomicInteger puts = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call -> {
                            if (call.operation().equals("UpdateItem")
                                    && puts.getAndIncrement() == 0) {
                                record(fleet(TUESDAY, 2, 2));
                            }
                            return Optional.empty();
                        });
        RecordedScan overtaken = record(fleet(MONDAY, 1, 1));
        assertThat(overtaken.changes().superseded()).isEqualTo(1);
        assertThat(overtaken.newerScan()).isEqualTo(TUESDAY);
        assertThat(findings()).hasSize(2);
    }

    /**
     * Two findings open, two become ready, one is gone, then the summary: stops before each of the
     * six writes in turn. The next run of the same facts must mend the table.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void a_run_that_dies_before_any_of_its_writes_is_completed_by_the_next(int writes) {
        Facts monday = fleet(MONDAY, 8, i -> i % 2 == 0);
        Facts tuesday = fleet(TUESDAY, 6, i -> i >= 3);
        record(monday);
        assertThat(record(tuesday).changes().written()).isEqualTo(5);
        Map<String, Map<String, AttributeValue>> whole = fixture.items();
        fixture.client().deleteTable(table -> table.tableName(TableFixture.TABLE));
        FindingTable.create(fixture.client(), TableFixture.TABLE);

        record(monday);
        AtomicInteger done = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call ->
                                List.of("UpdateItem", "PutItem").contains(call.operation())
                                                && done.getAndIncrement() >= writes
                                        ? Optional.of(denied())
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> record(tuesday));
        assertThat(fixture.table().summary(Facts.SCOPE).orElseThrow().report().startedAt())
                .isEqualTo(MONDAY);
        fixture.proxy().heal();
        record(tuesday);

        assertThat(withoutCounts(fixture.items())).isEqualTo(withoutCounts(whole));
    }

    @Test
    void a_failed_write_says_how_many_were_written_and_that_the_next_scan_goes_on() {
        AtomicInteger done = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateItem")
                                                && done.getAndIncrement() >= 40
                                        ? Optional.of(denied())
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.WrittenInPart.class)
                .isThrownBy(() -> record(fleet(MONDAY, 500, 500)))
                .withMessageContaining(
                        "123456789012/us-east-1 were written only in part (40 opened")
                .withMessageContaining("dynamodb:UpdateItem was denied")
                .withMessageContaining("The next scan writes the rest");
        assertThat(findings()).hasSize(40);
        // Nothing is sent after the failure but what the writers had in hand.
        assertThat(fixture.proxy().count("UpdateItem")).isLessThan(40 + 2 * 16 + 1L);
        assertThat(fixture.proxy().count("PutItem")).isZero();
    }

    @Test
    void throttling_that_passes_is_waited_for() {
        AtomicInteger writes = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateItem")
                                                && writes.incrementAndGet() == 2
                                        ? Optional.of(
                                                Answer.error(
                                                        400, "ThrottlingException", "slow down"))
                                        : Optional.empty());
        assertThat(record(fleet(MONDAY, 3, 3)).changes().opened()).isEqualTo(3);
        assertThat(findings()).hasSize(3);
    }

    @Test
    void a_server_that_keeps_failing_is_an_error_in_words() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateItem")
                                        ? Optional.of(
                                                Answer.error(500, "InternalServerError", "broken"))
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> record(fleet(MONDAY, 1, 1)))
                .withMessageContaining("dynamodb:UpdateItem failed (InternalServerError: broken)");
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void without_a_table_nothing_is_judged() {
        List<FreshFinding> judged = new ArrayList<>();
        ScanRecorder recorder = new ScanRecorder(new FindingTable(fixture.client(), "none"));
        assertThatExceptionOfType(StoreException.TableMissing.class)
                .isThrownBy(() -> recorder.record(scan(fleet(MONDAY, 1, 1)), judged::add));
        assertThat(judged).isEmpty();
    }

    @Test
    void more_changes_than_writers_are_all_written() {
        assertThat(record(fleet(MONDAY, 400, 400)).changes().opened()).isEqualTo(400);
        assertThat(findings()).hasSize(400);
    }

    private static RecordedScan record(Facts facts) {
        return new ScanRecorder(fixture.table()).record(scan(facts), unused -> {});
    }

    private static RecordedScan record(FleetFacts facts, Catalogue catalogue) {
        return new ScanRecorder(fixture.table()).record(scan(facts, catalogue), unused -> {});
    }

    /** The scan of facts, at the time as of which they hold. */
    private static ScopeScan scan(Facts facts) {
        return scan(facts.facts(), Catalogue.of(List.of(new Imdsv2Required())));
    }

    private static ScopeScan scan(FleetFacts facts, Catalogue catalogue) {
        return ScopeScan.of(
                facts,
                new CallLedger(),
                catalogue,
                Thresholds.defaults(),
                Clock.fixed(TUESDAY, ZoneOffset.UTC));
    }

    /** So many instances, the first of which do not require session tokens. */
    private static Facts fleet(Instant observedAt, int instances, int notReady) {
        return fleet(observedAt, instances, i -> i < notReady);
    }

    private static Facts fleet(Instant observedAt, int instances, IntPredicate notReady) {
        Facts facts = new Facts().observedAt(observedAt);
        for (int i = 0; i < instances; i++) {
            InstanceBuilder builder = instance("i-%05d".formatted(i));
            facts.with((notReady.test(i) ? builder.metadataOptions(OPTIONAL) : builder).build());
        }
        return facts;
    }

    private static List<StoredFinding> findings() {
        List<StoredFinding> findings = new ArrayList<>();
        fixture.table().findings(Facts.SCOPE).forEachRemaining(findings::add);
        return findings;
    }

    private static Answer denied() {
        return Answer.error(400, "AccessDeniedException", "not any more");
    }

    /** The summary counts what its own run wrote, which differs after a run that was cut short. */
    private static Map<String, Map<String, AttributeValue>> withoutCounts(
            Map<String, Map<String, AttributeValue>> items) {
        items.forEach(
                (key, item) -> {
                    Map<String, AttributeValue> rest = new HashMap<>(item);
                    if (key.startsWith("SCOPES")) {
                        rest.keySet().removeAll(List.of("opened", "resolved"));
                    }
                    items.put(key, rest);
                });
        return items;
    }
}
