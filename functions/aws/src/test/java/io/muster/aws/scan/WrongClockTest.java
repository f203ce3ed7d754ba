package io.muster.aws.scan;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.FindingTable;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fixture.Facts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What one laptop with a wrong clock wrote, and what was edited by hand, keeps no scope back. */
class WrongClockTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant NOON = Facts.NOW;
    private static final Instant NEXT_YEAR = NOON.plus(Duration.ofDays(365));
    private static final String PK = "SCOPE#123456789012#us-east-1";
    private static final String SK = "FINDING#instance#i-00001#imdsv2-required";

    @Test
    void a_scan_of_next_year_is_named_and_overwritten() {
        record(NEXT_YEAR, 3, 2);
        RecordedScan now = record(NOON, 3, 2);
        assertThat(now.newerScan()).isNull();
        assertThat(now.problems())
                .hasSize(3)
                .allMatch(problem -> problem.contains("525600 minutes ahead of now"))
                .anyMatch(problem -> problem.contains("summary of 123456789012/us-east-1"));
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(summary.report().startedAt()).isEqualTo(NOON);
        assertThat(findings())
                .hasSize(2)
                .allSatisfy(
                        found -> {
                            assertThat(found.finding().observedAt()).isEqualTo(NOON);
                            assertThat(found.firstSeen()).isEqualTo(NOON);
                            assertThat(found.changedAt()).isEqualTo(NOON);
                        });
        assertThat(record(NOON.plusSeconds(60), 3, 2).problems()).isEmpty();
    }

    @Test
    void what_it_left_open_is_resolved() {
        record(NEXT_YEAR, 3, 3);
        assertThat(record(NOON, 3, 0).changes().resolved()).isEqualTo(3);
        assertThat(findings()).noneMatch(StoredFinding::open);
    }

    @Test
    void a_clock_that_is_a_minute_fast_is_no_problem() {
        record(NOON.plusSeconds(60), 3, 2);
        RecordedScan now = record(NOON, 3, 2);
        assertThat(now.problems()).isEmpty();
        assertThat(now.newerScan()).isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void an_item_edited_wrongly_is_named_and_written_anew_and_the_scope_goes_on() {
        record(NOON, 6, 6);
        fixture.edit(PK, SK, Map.of("firstSeen", AttributeValue.fromS("yesterday")));
        RecordedScan next = record(NOON.plusSeconds(60), 6, 2);
        assertThat(next.problems()).singleElement().asString().contains(SK, "yesterday");
        assertThat(next.changes().resolved()).isEqualTo(4);
        assertThat(next.changes().changed()).isEqualTo(1);
        assertThat(findings().get(1).open()).isTrue();
        assertThat(record(NOON.plusSeconds(120), 6, 2).problems()).isEmpty();
    }

    @Test
    void one_that_became_ready_meanwhile_is_resolved() {
        record(NOON, 3, 3);
        fixture.edit(PK, SK, Map.of("verdict", AttributeValue.fromS("FINE")));
        record(NOON.plusSeconds(60), 3, 0);
        assertThat(findings()).hasSize(3).noneMatch(StoredFinding::open);
    }

    @Test
    void a_corrupt_summary_is_named_and_written_over() {
        record(NOON, 3, 2);
        fixture.edit(
                "SCOPES",
                "123456789012#us-east-1",
                Map.of("observedAt", AttributeValue.fromS("zzz")));
        RecordedScan next = record(NOON.plusSeconds(60), 3, 2);
        assertThat(next.problems())
                .singleElement()
                .asString()
                .contains("SCOPES / 123456789012#us-east-1");
        assertThat(fixture.table().summary(Facts.SCOPE).orElseThrow().report().startedAt())
                .isEqualTo(NOON.plusSeconds(60));
    }

    @Test
    void thirty_spoiled_items_are_twenty_lines_and_a_count() {
        record(NOON, 30, 30);
        for (int i = 0; i < 30; i++) {
            fixture.edit(
                    PK,
                    "FINDING#instance#i-%05d#imdsv2-required".formatted(i),
                    Map.of("row", AttributeValue.fromS("SOMEWHERE")));
        }
        List<String> problems = record(NOON.plusSeconds(60), 30, 30).problems();
        assertThat(problems).hasSize(21).last().isEqualTo("and 10 more");
    }

    /** A scan as of a time, by a machine whose clock shows that time. */
    private static RecordedScan record(Instant at, int instances, int notReady) {
        Facts facts = new Facts().observedAt(at);
        for (int i = 0; i < instances; i++) {
            facts.with(
                    i < notReady
                            ? instance("i-%05d".formatted(i))
                                    .metadataOptions(new MetadataOptions(true, false, 1))
                                    .build()
                            : instance("i-%05d".formatted(i)).build());
        }
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        return new ScanRecorder(new FindingTable(fixture.client(), TableFixture.TABLE, clock))
                .record(
                        ScopeScan.of(
                                facts.facts(),
                                new CallLedger(),
                                Catalogue.of(List.of(new Imdsv2Required())),
                                Thresholds.defaults(),
                                clock),
                        judged -> {});
    }

    private static List<StoredFinding> findings() {
        List<StoredFinding> findings = new ArrayList<>();
        fixture.table().findings(Facts.SCOPE).forEachRemaining(findings::add);
        return findings;
    }
}
