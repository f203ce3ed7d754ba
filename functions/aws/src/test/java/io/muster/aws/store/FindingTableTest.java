package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.aws.store.Findings.TUESDAY;
import static io.muster.aws.store.Findings.WEDNESDAY;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.ofWorkload;
import static io.muster.aws.store.Findings.open;
import static io.muster.aws.store.Findings.opened;
import static io.muster.aws.store.Findings.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.finding.Course;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.finding.FindingChange.Reopened;
import io.muster.readiness.finding.Raise;
import io.muster.readiness.finding.Reopenings;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.text.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class FindingTableTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String PK = "SCOPE#123456789012#us-east-1";
    private static final String SK = "FINDING#instance#i-0abc#imdsv2-required";

    @Test
    void a_finding_comes_back_as_it_was_written() {
        Finding finding = finding("i-0abc", MONDAY);
        assertThat(fixture.table().write(opened(finding))).isTrue();
        assertThat(all()).containsExactly(open(finding, MONDAY));
    }

    @Test
    void a_finding_without_workload_arn_or_texts_comes_back_too() {
        Finding finding = ofWorkload("x", MONDAY);
        Finding nameless = finding(SCOPE, "i-1", Severity.LOW, null, "", MONDAY);
        fixture.table().write(opened(finding));
        fixture.table().write(opened(nameless));
        assertThat(all()).containsExactly(open(nameless, MONDAY), open(finding, MONDAY));
    }

    @Test
    void its_keys_can_be_read_by_a_person() {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        assertThat(fixture.items()).containsOnlyKeys(PK + " / " + SK);
        assertThat(text("openPk")).matches("OPEN#HIGH#[0-7]");
        assertThat(text("openSk"))
                .isEqualTo(
                        "2026-11-23T12:00:00.000Z#123456789012#us-east-1"
                                + "#instance#i-0abc#imdsv2-required");
    }

    @Test
    void a_change_keeps_when_it_was_first_seen() {
        Finding monday = finding("i-0abc", MONDAY);
        Finding tuesday = finding(SCOPE, "i-0abc", Severity.HIGH, null, "something else", TUESDAY);
        fixture.table().write(opened(monday));
        assertThat(fixture.table().write(new Changed(tuesday, open(monday, MONDAY)))).isTrue();
        assertThat(all()).containsExactly(new StoredFinding(tuesday, MONDAY, TUESDAY, null, null));
        assertThat(item()).doesNotContainKeys("workload", "workloadKey");
    }

    @Test
    void a_resolved_finding_keeps_its_words_leaves_the_open_index_and_expires() {
        Finding finding = finding("i-0abc", MONDAY);
        fixture.table().write(opened(finding));
        assertThat(fixture.table().write(resolved(finding, TUESDAY))).isTrue();
        StoredFinding stored = all().get(0);
        assertThat(stored.finding().saysTheSameAs(finding)).isTrue();
        assertThat(stored.resolvedAt()).isEqualTo(TUESDAY);
        assertThat(stored.resolution()).isEqualTo(Resolution.READY);
        assertThat(item()).doesNotContainKeys("openPk", "openSk");
        assertThat(attribute("expiresAt").n())
                .isEqualTo(Long.toString(TUESDAY.plus(Duration.ofDays(90)).getEpochSecond()));
        assertThat(list(fixture.table().open(Severity.HIGH))).isEmpty();
    }

    @Test
    void a_reopened_finding_is_as_old_as_when_it_was_first_opened() {
        Finding monday = finding("i-0abc", MONDAY);
        Finding wednesday = finding("i-0abc", WEDNESDAY);
        fixture.table().write(opened(monday));
        fixture.table().write(resolved(monday, TUESDAY));
        fixture.table().write(new Reopened(wednesday, all().get(0)));
        StoredFinding reopened =
                with(
                        wednesday,
                        new Course(MONDAY, null, new Reopenings(1, WEDNESDAY, WEDNESDAY), null));
        assertThat(all()).containsExactly(reopened);
        assertThat(item()).doesNotContainKeys("expiresAt", "resolvedAt", "resolution");
        assertThat(list(fixture.table().open(Severity.HIGH))).containsExactly(reopened);
    }

    @Test
    void what_became_of_a_finding_comes_back_and_goes() {
        Finding monday = finding("i-0abc", MONDAY);
        Finding tuesday = finding(SCOPE, "i-0abc", Severity.HIGH, "web", "other", TUESDAY);
        Course course =
                new Course(
                        TUESDAY,
                        WEDNESDAY,
                        new Reopenings(3, MONDAY, TUESDAY),
                        new Raise(Severity.MEDIUM, Raise.Reason.SPREAD, MONDAY, 12));
        fixture.table().write(opened(monday));
        fixture.table().write(new Changed(tuesday, open(monday, MONDAY), course));
        assertThat(all()).containsExactly(with(tuesday, course));

        Finding wednesday = finding("i-0abc", WEDNESDAY);
        fixture.table().write(new Changed(wednesday, all().get(0), Course.since(MONDAY)));

        assertThat(all()).containsExactly(with(wednesday, Course.since(MONDAY)));
        assertThat(item()).doesNotContainKeys("openSince", "quietUntil", "reopened", "raised");
    }

    private static StoredFinding with(Finding finding, Course course) {
        return new StoredFinding(
                finding, MONDAY, finding.observedAt(), null, null, null, course, false);
    }

    @Test
    void late_facts_lose() {
        Finding tuesday = finding("i-0abc", TUESDAY);
        Finding monday = finding("i-0abc", MONDAY);
        fixture.table().write(opened(tuesday));
        assertThat(fixture.table().write(opened(monday))).isFalse();
        assertThat(fixture.table().write(new Changed(monday, open(monday, MONDAY)))).isFalse();
        assertThat(fixture.table().write(resolved(monday, MONDAY))).isFalse();
        assertThat(all()).containsExactly(open(tuesday, TUESDAY));
    }

    @Test
    void times_within_a_second_keep_their_order() {
        Finding half = finding("i-0abc", MONDAY.plusMillis(500));
        fixture.table().write(opened(half));
        assertThat(fixture.table().write(opened(finding("i-0abc", MONDAY)))).isFalse();
        assertThat(fixture.table().write(opened(finding("i-0abc", MONDAY.plusSeconds(1)))))
                .isTrue();
    }

    @Test
    void what_two_scans_open_at_once_is_as_old_as_the_first_says_in_the_index_too() {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        assertThat(fixture.table().write(opened(finding("i-0abc", TUESDAY)))).isTrue();
        assertThat(all().get(0).firstSeen()).isEqualTo(MONDAY);
        assertThat(text("openSk")).startsWith("2026-11-23");
    }

    @Test
    void the_same_write_twice_is_one_finding() {
        Finding finding = finding("i-0abc", MONDAY);
        assertThat(fixture.table().write(opened(finding))).isTrue();
        Map<String, AttributeValue> once = item();
        assertThat(fixture.table().write(opened(finding))).isTrue();
        assertThat(item()).isEqualTo(once);
    }

    @Test
    void resolving_a_deleted_finding_does_not_make_half_an_item() {
        assertThat(fixture.table().write(resolved(finding("i-0abc", MONDAY), TUESDAY))).isFalse();
        assertThat(fixture.items()).isEmpty();
    }

    @Test
    void attributes_that_the_store_does_not_know_survive_every_change() {
        Finding monday = finding("i-0abc", MONDAY);
        fixture.table().write(opened(monday));
        fixture.edit(PK, SK, Map.of("decision", AttributeValue.fromS("waived by Kim")));
        fixture.table().write(resolved(monday, TUESDAY));
        fixture.table().write(new Reopened(finding("i-0abc", WEDNESDAY), open(monday, MONDAY)));
        assertThat(text("decision")).isEqualTo("waived by Kim");
    }

    @Test
    void a_scope_is_read_page_by_page_in_the_order_of_the_keys() {
        String long20k = "x".repeat(20_000);
        List<Finding> findings =
                IntStream.range(0, 120)
                        .mapToObj(
                                i ->
                                        finding("i-%03d".formatted((i * 37) % 120), MONDAY)
                                                .with(new Instructions(long20k, List.of())))
                        .toList();
        findings.forEach(finding -> fixture.table().write(opened(finding)));
        fixture.proxy().forget();
        List<String> keys =
                list(fixture.table().findings(SCOPE)).stream()
                        .map(stored -> stored.finding().key())
                        .toList();
        assertThat(keys).hasSize(120).isSortedAccordingTo(ResourceRef.KEY_ORDER);
        assertThat(fixture.proxy().count("Query")).isBetween(3L, 4L);
    }

    @Test
    void the_order_is_that_of_the_judge_for_whatever_names_there_are() {
        List<String> names =
                List.of(
                        "a",
                        "a b",
                        "a#b",
                        "ab",
                        "a-b",
                        "é",
                        "\uffee",
                        "🚀",
                        "%",
                        "🚀".repeat(256),
                        "#".repeat(256),
                        "서울",
                        "\u007f");
        names.forEach(name -> fixture.table().write(opened(ofWorkload(name, MONDAY))));
        List<String> read = all().stream().map(stored -> stored.finding().key()).toList();
        assertThat(read).hasSize(names.size()).isSortedAccordingTo(ResourceRef.KEY_ORDER);
    }

    @Test
    void a_scope_holds_only_its_own() {
        fixture.table().write(opened(finding("i-0abc", MONDAY)));
        assertThat(list(fixture.table().findings(SEOUL))).isEmpty();
    }

    @Test
    void open_findings_come_from_all_scopes_the_oldest_first() {
        List<Finding> written = new ArrayList<>();
        for (int i = 0; i < 130; i++) {
            written.add(
                    finding(
                            i % 2 == 0 ? SCOPE : SEOUL,
                            "i-" + i,
                            Severity.HIGH,
                            null,
                            "",
                            MONDAY.plusSeconds((i * 37) % 130)));
        }
        written.forEach(finding -> fixture.table().write(opened(finding)));
        fixture.table().write(opened(finding(SCOPE, "i-low", Severity.LOW, null, "", MONDAY)));
        fixture.proxy().forget();
        List<StoredFinding> open = list(fixture.table().open(Severity.HIGH));
        assertThat(open).hasSize(130);
        assertThat(open.stream().map(StoredFinding::firstSeen).toList()).isSorted();
        assertThat(fixture.proxy().count("BatchGetItem")).isEqualTo(2);
        assertThat(fixture.proxy().count("Query")).isEqualTo(8);
    }

    @Test
    void open_findings_are_spread_over_their_partitions() {
        for (int i = 0; i < 64; i++) {
            fixture.table().write(opened(finding("i-%017x".formatted(i), MONDAY)));
        }
        assertThat(
                        fixture.items().values().stream()
                                .map(item -> Objects.requireNonNull(item.get("openPk")).s())
                                .distinct())
                .hasSize(8);
    }

    @Test
    void findings_are_found_by_resource() {
        Finding seoul = finding(SEOUL, "i-0abc", Severity.HIGH, null, "", MONDAY);
        fixture.table().write(opened(seoul));
        fixture.table().write(opened(finding("i-other", MONDAY)));
        assertThat(list(fixture.table().ofResource("i-0abc"))).containsExactly(open(seoul, MONDAY));
        assertThat(list(fixture.table().ofResource("i-none"))).isEmpty();
    }

    @Test
    void findings_are_found_by_workload_in_every_scope_however_it_is_called() {
        for (String name : List.of("web", "a#b", "🚀".repeat(256))) {
            Finding here = finding(SCOPE, "i-1", Severity.HIGH, name, "", MONDAY);
            Finding there = finding(SEOUL, "i-2", Severity.HIGH, name, "", MONDAY);
            fixture.table().write(opened(here));
            fixture.table().write(opened(there));
            assertThat(list(fixture.table().ofWorkload(name)))
                    .containsExactly(open(here, MONDAY), open(there, MONDAY));
            fixture.table().write(resolved(here, TUESDAY));
            assertThat(list(fixture.table().ofWorkload(name))).hasSize(2);
            fixture.client().deleteTable(table -> table.tableName(TableFixture.TABLE));
            FindingTable.create(fixture.client(), TableFixture.TABLE);
        }
    }

    @Test
    void the_largest_finding_fits_into_an_item() {
        String line = "서".repeat(1_000);
        Finding base = ofWorkload("🚀".repeat(256), MONDAY);
        Finding largest =
                new Finding(
                        base.scope(),
                        base.resource(),
                        base.rule(),
                        base.workload(),
                        Message.literal(line),
                        new Finding.Answer(
                                base.status(),
                                line,
                                line,
                                IntStream.range(0, 20).mapToObj(i -> line).toList()),
                        new Instructions("서".repeat(Finding.MAX_REMEDY), List.of()),
                        MONDAY);
        fixture.table().write(opened(largest));
        assertThat(all()).containsExactly(open(largest, MONDAY));
    }

    private static List<StoredFinding> all() {
        return list(fixture.table().findings(SCOPE));
    }

    private static Map<String, AttributeValue> item() {
        return fixture.items().getOrDefault(PK + " / " + SK, Map.of());
    }

    private static AttributeValue attribute(String name) {
        return Objects.requireNonNull(item().get(name));
    }

    private static String text(String name) {
        return attribute(name).s();
    }

    private static <T> List<T> list(Iterator<T> iterator) {
        List<T> list = new ArrayList<>();
        iterator.forEachRemaining(list::add);
        return list;
    }
}
