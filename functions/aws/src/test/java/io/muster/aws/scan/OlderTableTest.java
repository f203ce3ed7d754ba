package io.muster.aws.scan;

import static io.muster.readiness.fixture.InstanceBuilder.instance;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.aws.client.CallLedger;
import io.muster.aws.fixture.TableFixture;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.FindingTransition;
import io.muster.aws.store.OpenFinding;
import io.muster.aws.store.ScopeSummary;
import io.muster.readiness.check.Catalogue;
import io.muster.readiness.check.Status;
import io.muster.readiness.check.Thresholds;
import io.muster.readiness.check.configure.Imdsv2Required;
import io.muster.readiness.check.documentation.NameTag;
import io.muster.readiness.check.install.GuestInspected;
import io.muster.readiness.check.install.SsmManaged;
import io.muster.readiness.check.performance.FilesystemSpace;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Rule;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Instance.MetadataOptions;
import io.muster.readiness.fact.ResourceRef;
import io.muster.readiness.fact.ResourceType;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange;
import io.muster.readiness.finding.Resolution;
import io.muster.readiness.finding.StoredFinding;
import io.muster.readiness.fixture.Facts;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table that a Muster of before wrote, which knew neither blind spots nor the index by verdict:
 * its items have version 1 and no key of that index, its summaries nothing of their writer.
 */
class OlderTableTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final Instant MONDAY = Facts.NOW;
    private static final Instant TUESDAY = MONDAY.plus(Duration.ofDays(1));
    private static final Catalogue CHECKS =
            Catalogue.of(
                    List.of(
                            new FilesystemSpace(),
                            new GuestInspected(),
                            new Imdsv2Required(),
                            new SsmManaged()));

    @Test
    void the_next_scan_writes_its_open_findings_in_the_new_form() {
        older(3);
        record(3, TUESDAY);
        assertThat(open()).isNotEmpty();
        fixture.items()
                .forEach(
                        (key, item) -> {
                            if (item.containsKey("openPk")) {
                                assertThat(item.get("v")).as(key).isEqualTo(number(3));
                                assertThat(item).as(key).containsKey("openVerdictPk");
                            }
                        });
        assertThat(rows(Status.NOT_READY)).hasSameSizeAs(open());
    }

    @Test
    void what_one_finding_tells_now_is_explained_and_no_news() {
        older(3);
        Map<String, StoredFinding> before = findings();
        RecordedScan recorded = record(3, TUESDAY);
        assertThat(recorded.changes().resolved()).isEqualTo(3);
        assertThat(recorded.changes().opened()).isZero();
        assertThat(recorded.problems()).isEmpty();
        assertThat(finding("instance#i-00000#filesystem-space").resolution())
                .isEqualTo(Resolution.EXPLAINED);
        findings()
                .forEach(
                        (key, after) ->
                                assertThat(new FindingTransition(before.get(key), after).news())
                                        .as(key)
                                        .isFalse());
    }

    @Test
    void a_finding_keeps_its_age() {
        older(1);
        record(1, TUESDAY);
        assertThat(finding("instance#i-00000#imdsv2-required").firstSeen()).isEqualTo(MONDAY);
    }

    @Test
    void a_second_scan_writes_nothing_more_than_its_summary() {
        older(3);
        record(3, TUESDAY);
        fixture.proxy().forget();
        assertThat(record(3, TUESDAY.plusSeconds(60)).changes().written()).isZero();
        assertThat(fixture.proxy().count("UpdateItem")).isZero();
        assertThat(fixture.proxy().count("PutItem")).isEqualTo(1);
    }

    @Test
    void a_finding_of_a_check_that_is_not_known_is_refiled_and_stays() {
        older(1);
        Finding foreign = foreign(MONDAY);
        fixture.table().write(new FindingChange.Opened(foreign));
        age();
        record(1, TUESDAY);
        StoredFinding after = finding(foreign.key());
        assertThat(after.open()).isTrue();
        assertThat(after.finding()).isEqualTo(foreign);
        assertThat(after.changedAt()).isEqualTo(MONDAY);
        assertThat(rows(Status.NOT_READY)).extracting(OpenFinding::id).contains(foreign.id());
    }

    @Test
    void half_migrated_the_rows_are_those_of_both_forms() {
        older(4);
        // One was written by an event since, the others not yet.
        fixture.table()
                .write(
                        new FindingChange.Changed(
                                finding("instance#i-00002#ssm-managed").finding(),
                                finding("instance#i-00002#ssm-managed")));
        assertThat(rows(Status.NOT_READY))
                .extracting(OpenFinding::key)
                .hasSameSizeAs(open(Status.NOT_READY))
                .doesNotHaveDuplicates();
        assertThat(rows(Status.UNKNOWN)).hasSize(4);
    }

    @Test
    void an_older_summary_is_read_with_defaults() {
        older(1);
        ScopeSummary summary = fixture.table().summary(Facts.SCOPE).orElseThrow();
        assertThat(summary.writer().catalogue()).isNull();
        assertThat(summary.writer().staleAfter()).isEqualTo(Duration.ofHours(6));
        assertThat(summary.staleAt()).isEqualTo(MONDAY.plus(Duration.ofHours(6)));
        assertThat(summary.roster()).isNull();
        assertThat(fixture.table().roster(Facts.SCOPE)).isEmpty();
    }

    @Test
    void a_smaller_catalogue_resolves_nothing_that_it_does_not_know() {
        record(2, MONDAY);
        int open = open().size();
        ScopeScan smaller =
                scan(2, TUESDAY, Catalogue.of(List.of(new NameTag(), new Imdsv2Required())));
        new ScanRecorder(fixture.table()).record(smaller, judged -> {});
        assertThat(open()).hasSizeGreaterThanOrEqualTo(open);
        assertThat(finding("instance#i-00000#ssm-managed").open()).isTrue();
    }

    @Test
    void only_what_is_on_the_list_of_retired_checks_is_retired() {
        record(2, MONDAY);
        Catalogue smaller = Catalogue.of(List.of(new Imdsv2Required()), Set.of("ssm-managed"));
        new ScanRecorder(fixture.table()).record(scan(2, TUESDAY, smaller), judged -> {});
        assertThat(finding("instance#i-00000#ssm-managed").resolution())
                .isEqualTo(Resolution.CHECK_RETIRED);
    }

    /** A table as the older Muster left it on Monday: all that is unknown is stored. */
    private static void older(int instances) {
        record(instances, MONDAY);
        for (int i = 0; i < instances; i++) {
            fixture.table().write(new FindingChange.Opened(unseen("i-%05d".formatted(i))));
        }
        fixture.table()
                .write(
                        new ScopeSummary(
                                new ScopeReport(
                                        Facts.SCOPE,
                                        MONDAY,
                                        MONDAY,
                                        instances,
                                        0,
                                        new TreeMap<>(),
                                        List.of(),
                                        new Scorecard()),
                                ChangeCounts.NONE));
        age();
    }

    /** Takes from every item what the older Muster did not write. */
    private static void age() {
        List<String> newer =
                List.of(
                        "openVerdictPk",
                        "hiddenChecks",
                        "hiddenRows",
                        "toolVersion",
                        "catalogueVersion",
                        "staleAfterSeconds",
                        "explained",
                        "readiness",
                        "rosterDigest",
                        "rosterChunks");
        fixture.items()
                .values()
                .forEach(
                        item -> {
                            String pk = text(item, "pk");
                            String sk = text(item, "sk");
                            if (sk.startsWith("ROSTER#")) {
                                fixture.client()
                                        .deleteItem(
                                                delete ->
                                                        delete.tableName(TableFixture.TABLE)
                                                                .key(
                                                                        Map.of(
                                                                                "pk",
                                                                                item.get("pk"),
                                                                                "sk",
                                                                                item.get("sk"))));
                                return;
                            }
                            newer.stream()
                                    .filter(item::containsKey)
                                    .forEach(name -> fixture.strip(pk, sk, name));
                            fixture.edit(pk, sk, Map.of("v", number(1)));
                        });
    }

    private static RecordedScan record(int instances, Instant at) {
        return new ScanRecorder(fixture.table()).record(scan(instances, at, CHECKS), judged -> {});
    }

    /** So many instances that Systems Manager does not reach, the first without session tokens. */
    private static ScopeScan scan(int instances, Instant at, Catalogue catalogue) {
        Facts facts = new Facts().observedAt(at);
        for (int i = 0; i < instances; i++) {
            facts.with(
                    i == 0
                            ? instance("i-00000")
                                    .metadataOptions(new MetadataOptions(true, false, 1))
                                    .build()
                            : instance("i-%05d".formatted(i)).build());
        }
        return ScopeScan.of(
                facts.facts(),
                new CallLedger(),
                catalogue,
                Thresholds.defaults(),
                Clock.fixed(at, ZoneOffset.UTC));
    }

    private static Finding unseen(String instance) {
        return finding(
                instance,
                new Rule("filesystem-space", ChecklistRow.PERFORMANCE, Severity.HIGH),
                Status.UNKNOWN,
                MONDAY);
    }

    private static Finding foreign(Instant at) {
        return finding(
                "i-00000",
                new Rule("invented-later", ChecklistRow.TESTS, Severity.LOW),
                Status.NOT_READY,
                at);
    }

    private static Finding finding(String instance, Rule rule, Status status, Instant at) {
        return new Finding(
                Facts.SCOPE,
                new ResourceRef(
                        ResourceType.INSTANCE,
                        instance,
                        ResourceType.INSTANCE.arn(Facts.SCOPE, instance)),
                rule,
                null,
                Message.literal("A good state"),
                new Finding.Answer(status, "that", "not seen", List.of()),
                Instructions.NONE,
                at);
    }

    private static Map<String, StoredFinding> findings() {
        Map<String, StoredFinding> findings = new HashMap<>();
        fixture.table()
                .findings(Facts.SCOPE)
                .forEachRemaining(found -> findings.put(found.key(), found));
        return findings;
    }

    private static StoredFinding finding(String key) {
        return Objects.requireNonNull(findings().get(key), key);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }

    private static List<StoredFinding> open() {
        return findings().values().stream().filter(StoredFinding::open).toList();
    }

    private static List<StoredFinding> open(Status verdict) {
        return open().stream().filter(found -> found.finding().status() == verdict).toList();
    }

    private static List<OpenFinding> rows(Status verdict) {
        List<OpenFinding> rows = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            fixture.table()
                    .openRows(
                            severity,
                            verdict,
                            fixture.table().summaries(),
                            problem -> {
                                throw new AssertionError(problem);
                            })
                    .forEachRemaining(rows::add);
        }
        return rows;
    }

    private static AttributeValue number(int value) {
        return AttributeValue.fromN(Integer.toString(value));
    }
}
