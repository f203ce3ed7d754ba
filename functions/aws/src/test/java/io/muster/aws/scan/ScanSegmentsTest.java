package io.muster.aws.scan;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.aws.store.StoreException;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.finding.KeyRange;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.fixture.InstanceBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A scan in several segments, on DynamoDB's own engine: the table must come out as if it had been
 * one.
 *
 * <p>On Monday the fleet has hosts 0 to 7, of which 0, 2, 4 and 6 are not ready; on Tuesday hosts 0
 * to 5, of which 3, 4 and 5 are not. So on Tuesday there are seven keys to work: two findings open
 * (3, 5), two resolve as ready (0, 2), one stays (4), one host needs no attention (1), and one
 * finding is about a host that is gone (6).
 */
class ScanSegmentsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant MONDAY = Facts.NOW;
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final MetadataOptions OPTIONAL = new MetadataOptions(true, false, 1);
    private static final int KEYS = 7;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void segments_of_any_length_leave_the_table_that_one_piece_leaves(int keysPerSegment) {
        Map<String, Map<String, AttributeValue>> whole = inOnePiece();
        record(monday());
        ScanSegment segment = first(keysPerSegment);
        int segments = 1;
        RecordedScan recorded = record(tuesday(), segment);
        while (recorded.resumeAfter() != null) {
            assertThat(fixture.table().summary(Facts.SCOPE).orElseThrow().report().startedAt())
                    .isEqualTo(MONDAY);
            segment = next(recorded, keysPerSegment);
            recorded = record(tuesday(), segment);
            segments++;
        }
        assertThat(segments).isEqualTo((KEYS + keysPerSegment - 1) / keysPerSegment);
        // The counts too: each segment adds to those of the segments before.
        assertThat(fixture.items()).isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16})
    void a_segment_that_is_killed_before_any_of_its_calls_is_done_again(int calls) {
        Map<String, Map<String, AttributeValue>> whole = inOnePiece();
        record(monday());
        AtomicInteger made = new AtomicInteger();
        fixture.proxy()
                .fault(
                        call ->
                                made.getAndIncrement() == calls
                                        ? Optional.of(
                                                Answer.error(
                                                        400, "AccessDeniedException", "killed"))
                                        : Optional.empty());
        ScanSegment segment = first(3);
        int killed = 0;
        while (true) {
            try {
                RecordedScan recorded = record(tuesday(), segment);
                if (recorded.resumeAfter() == null) {
                    break;
                }
                segment = next(recorded, 3);
            } catch (StoreException stopped) {
                // SQS delivers the same message once more.
                segment =
                        new ScanSegment(
                                range(segment.keys().after(), 3),
                                segment.begunAt(),
                                segment.before());
                killed++;
            }
        }
        fixture.proxy().heal();
        assertThat(withoutCounts(fixture.items())).isEqualTo(withoutCounts(whole));
        // Three segments make 16 calls: a look at the summary and a query each, five changes, and
        // at last a query of the workloads, the security groups, what tags waive, the roster and
        // the summary.
        assertThat(made.get()).as("killed %d times", killed).isGreaterThanOrEqualTo(16);
        assertThat(killed).isEqualTo(calls < 16 ? 1 : 0);
    }

    @Test
    void a_segment_that_comes_twice_changes_nothing_the_second_time() {
        record(monday());
        RecordedScan one = record(tuesday(), first(3));
        RecordedScan two = record(tuesday(), next(one, 3));
        Map<String, Map<String, AttributeValue>> after = fixture.items();
        fixture.proxy().forget();
        RecordedScan again = record(tuesday(), next(one, 3));
        assertThat(again.resumeAfter()).isEqualTo(two.resumeAfter());
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
        assertThat(fixture.items()).isEqualTo(after);
    }

    @Test
    void a_segment_of_a_scan_that_is_finished_writes_nothing_and_asks_once() {
        record(monday());
        RecordedScan one = record(tuesday(), first(3));
        RecordedScan last = record(tuesday(), next(one, KEYS));
        assertThat(last.resumeAfter()).isNull();
        Map<String, Map<String, AttributeValue>> after = fixture.items();
        fixture.proxy().forget();
        RecordedScan late = record(fleet(TUESDAY.plusSeconds(60), 8, i -> true), next(one, 3));
        assertThat(late.newerScan()).isEqualTo(TUESDAY);
        assertThat(late.resumeAfter()).isNull();
        assertThat(fixture.proxy().calls()).hasSize(1);
        assertThat(fixture.items()).isEqualTo(after);
    }

    @Test
    void a_newer_scan_that_finished_meanwhile_makes_the_rest_needless() {
        record(monday());
        RecordedScan one = record(tuesday(), first(3));
        Instant wednesday = TUESDAY.plus(Duration.ofDays(1));
        record(fleet(wednesday, 6, i -> i == 0));
        Map<String, Map<String, AttributeValue>> after = fixture.items();
        RecordedScan late = record(fleet(wednesday.plusSeconds(1), 6, i -> true), next(one, 3));
        assertThat(late.newerScan()).isEqualTo(wednesday);
        assertThat(fixture.items()).isEqualTo(after);
    }

    @Test
    void a_scan_that_began_between_two_segments_still_brings_the_first_ones_findings_up_to_date() {
        RecordedScan one = record(fleet(MONDAY, 6, i -> true), first(3));
        Instant later = MONDAY.plusSeconds(600);
        assertThat(record(fleet(later, 6, i -> true), next(one, KEYS)).resumeAfter()).isNull();
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(summary.report().startedAt()).isEqualTo(later);
        assertThat(summary.begunAt()).isEqualTo(MONDAY);

        Instant between = MONDAY.plusSeconds(300);
        RecordedScan overtaken = record(fleet(between, 6, i -> i > 0));
        assertThat(overtaken.changes().resolved()).isEqualTo(1);
        assertThat(overtaken.changes().superseded()).isZero();
        assertThat(overtaken.newerScan()).isEqualTo(later);
        ScopeSummary still = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(still.report().startedAt()).isEqualTo(later);
        assertThat(still.begunAt()).isEqualTo(MONDAY);
    }

    @Test
    void a_segment_whose_clock_is_behind_loses_against_what_is_newer_and_the_next_scan_mends_it() {
        record(fleet(MONDAY, 6, i -> true));
        RecordedScan one = record(fleet(TUESDAY, 6, i -> false), first(3));
        RecordedScan skewed = record(fleet(MONDAY.minusSeconds(1), 6, i -> false), next(one, KEYS));
        assertThat(skewed.changes().resolved()).isEqualTo(3);
        assertThat(skewed.changes().superseded()).isEqualTo(3);
        assertThat(record(fleet(TUESDAY.plusSeconds(1), 6, i -> false)).changes().resolved())
                .isEqualTo(3);
    }

    @Test
    void a_host_that_goes_between_two_segments_is_resolved_where_its_key_is_still_to_come() {
        record(fleet(MONDAY, 6, i -> true));
        RecordedScan one = record(fleet(TUESDAY, 6, i -> true), first(3));
        RecordedScan rest = record(fleet(TUESDAY.plusSeconds(60), 4, i -> true), next(one, KEYS));
        assertThat(rest.changes().resolved()).isEqualTo(2);
        assertThat(fixture.table().summary(Facts.SCOPE).orElseThrow().report().instances())
                .isEqualTo(4);
    }

    @Test
    void a_segment_that_must_stop_before_its_first_key_says_so_and_writes_nothing() {
        record(monday());
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        RecordedScan none =
                record(tuesday(), new ScanSegment(range("a", 0), TUESDAY, ChangeCounts.NONE));
        assertThat(none.resumeAfter()).isEqualTo("a");
        assertThat(fixture.items()).isEqualTo(before);
    }

    @Test
    void a_failed_write_before_the_stop_is_a_failure_and_no_segment_goes_on() {
        fixture.proxy()
                .fault(
                        call ->
                                call.operation().equals("UpdateItem")
                                        ? Optional.of(
                                                Answer.error(400, "AccessDeniedException", "no"))
                                        : Optional.empty());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> record(fleet(MONDAY, 6, i -> true), first(1)));
    }

    private static Map<String, Map<String, AttributeValue>> inOnePiece() {
        record(monday());
        assertThat(record(tuesday()).changes().written()).isEqualTo(5);
        Map<String, Map<String, AttributeValue>> whole = fixture.items();
        fixture.client().deleteTable(table -> table.tableName(TableFixture.TABLE));
        FindingTable.create(fixture.client(), TableFixture.TABLE);
        return whole;
    }

    private static ScanSegment first(int keys) {
        return new ScanSegment(range("", keys), null, ChangeCounts.NONE);
    }

    private static ScanSegment next(RecordedScan recorded, int keys) {
        return new ScanSegment(
                range(present(recorded.resumeAfter()), keys),
                recorded.begunAt(),
                recorded.changes());
    }

    /** From after a key on, for so many keys. */
    private static KeyRange range(String after, int keys) {
        AtomicInteger asked = new AtomicInteger();
        return new KeyRange(after, () -> asked.getAndIncrement() >= keys);
    }

    private static RecordedScan record(Facts facts) {
        return record(facts, ScanSegment.WHOLE);
    }

    private static RecordedScan record(Facts facts, ScanSegment segment) {
        ScopeScan scan =
                ScopeScan.of(
                        facts.facts(),
                        new CallLedger(),
                        Catalogue.of(List.of(new Imdsv2Required())),
                        Thresholds.defaults(),
                        Clock.fixed(TUESDAY, ZoneOffset.UTC));
        return new ScanRecorder(fixture.table()).record(scan, segment, unused -> {});
    }

    private static Facts monday() {
        return fleet(MONDAY, 8, i -> i % 2 == 0);
    }

    private static Facts tuesday() {
        return fleet(TUESDAY, 6, i -> i >= 3);
    }

    private static Facts fleet(Instant observedAt, int instances, IntPredicate notReady) {
        Facts facts = new Facts().observedAt(observedAt);
        for (int i = 0; i < instances; i++) {
            InstanceBuilder builder = instance("i-%05d".formatted(i));
            facts.with((notReady.test(i) ? builder.metadataOptions(OPTIONAL) : builder).build());
        }
        return facts;
    }

    /** A segment that was cut short has written what it does not count. */
    private static Map<String, Map<String, AttributeValue>> withoutCounts(
            Map<String, Map<String, AttributeValue>> items) {
        Map<String, Map<String, AttributeValue>> without = new HashMap<>();
        items.forEach(
                (key, item) -> {
                    Map<String, AttributeValue> rest = new HashMap<>(item);
                    if (key.startsWith("SCOPES")) {
                        rest.keySet().removeAll(List.of("opened", "resolved"));
                    }
                    without.put(key, rest);
                });
        return without;
    }

    private static String present(@Nullable String key) {
        return key == null ? "" : key;
    }
}
