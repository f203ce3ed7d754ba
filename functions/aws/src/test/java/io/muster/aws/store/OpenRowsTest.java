package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.aws.store.Findings.TUESDAY;
import static io.muster.aws.store.Findings.finding;
import static io.muster.aws.store.Findings.opened;
import static io.muster.aws.store.Findings.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.LoopbackProxy.Answer;
import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.Instructions;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.finding.Finding;
import io.muster.readiness.finding.FindingChange.Changed;
import io.muster.readiness.finding.FindingChange.Obscured;
import io.muster.readiness.finding.LastSeen;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class OpenRowsTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    private static final String PK = "SCOPE#123456789012#us-east-1";
    private static final String SK = "FINDING#instance#i-0a#imdsv2-required";

    private final List<String> problems = new ArrayList<>();

    @Test
    void a_row_says_what_a_screen_shows() {
        fixture.table().write(opened(finding("i-0a", MONDAY)));
        assertThat(rows(Severity.HIGH, Status.NOT_READY))
                .containsExactly(OpenFinding.of(Findings.open(finding("i-0a", MONDAY), MONDAY)));
    }

    @Test
    void critical_and_not_ready_takes_two_queries_and_meets_nothing_unknown() {
        for (int i = 0; i < 30; i++) {
            fixture.table().write(opened(of("i-%02d".formatted(i), Status.UNKNOWN, MONDAY)));
        }
        fixture.table().write(opened(of("i-99", Status.NOT_READY, MONDAY)));
        fixture.proxy().forget();
        assertThat(rows(Severity.CRITICAL, Status.NOT_READY)).hasSize(1);
        assertThat(fixture.proxy().calls()).hasSize(2);
        assertThat(fixture.proxy().count("Query")).isEqualTo(2);
    }

    @Test
    void rows_of_all_scopes_come_the_oldest_first() {
        fixture.table().write(opened(in(SEOUL, "i-0c", MONDAY.plusSeconds(1))));
        fixture.table().write(opened(in(SCOPE, "i-0a", TUESDAY)));
        fixture.table().write(opened(in(SCOPE, "i-0b", MONDAY)));
        assertThat(rows(Severity.HIGH, Status.NOT_READY))
                .extracting(row -> row.resource().id())
                .containsExactly("i-0b", "i-0c", "i-0a");
    }

    @Test
    void one_that_is_resolved_leaves_and_one_that_is_not_seen_stays_marked() {
        fixture.table().write(opened(finding("i-0a", MONDAY)));
        fixture.table().write(opened(finding("i-0b", MONDAY)));
        fixture.table().write(resolved(finding("i-0a", MONDAY), TUESDAY));
        fixture.table()
                .write(
                        new Obscured(
                                Findings.open(finding("i-0b", MONDAY), MONDAY),
                                new LastSeen(MONDAY, "denied(ec2:DescribeVolumes)"),
                                TUESDAY));
        assertThat(rows(Severity.HIGH, Status.NOT_READY))
                .singleElement()
                .satisfies(row -> assertThat(row.lastSeen()).isEqualTo(MONDAY));
    }

    @Test
    void a_verdict_that_changes_moves_its_row() {
        fixture.table().write(opened(of("i-0a", Status.UNKNOWN, MONDAY)));
        fixture.table()
                .write(
                        new Changed(
                                of("i-0a", Status.NOT_READY, TUESDAY),
                                Findings.open(of("i-0a", Status.UNKNOWN, MONDAY), MONDAY)));
        assertThat(rows(Severity.CRITICAL, Status.UNKNOWN)).isEmpty();
        assertThat(rows(Severity.CRITICAL, Status.NOT_READY))
                .singleElement()
                .satisfies(row -> assertThat(row.firstSeen()).isEqualTo(MONDAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The table does not have the specified index: open-by-verdict",
                "Cannot read from backfilling global secondary index: open-by-verdict"
            })
    void without_the_index_the_older_one_has_the_same_rows(String refusal) {
        fixture.table().write(opened(finding("i-0a", MONDAY)));
        fixture.table().write(opened(of("i-0b", Status.UNKNOWN, MONDAY)));
        List<OpenFinding> whole = rows(Severity.HIGH, Status.NOT_READY);
        fixture.proxy()
                .fault(
                        call ->
                                call.body().contains("open-by-verdict")
                                        ? Optional.of(
                                                Answer.error(400, "ValidationException", refusal))
                                        : Optional.empty());
        assertThat(rows(Severity.HIGH, Status.NOT_READY)).isEqualTo(whole).hasSize(1);
        assertThat(rows(Severity.CRITICAL, Status.UNKNOWN)).hasSize(1);
        assertThat(problems).isEmpty();
    }

    /** The statement of Terraform's output {@code statements}. */
    @Test
    void a_person_asks_the_index_in_partiql() {
        fixture.table().write(opened(of("i-0a", Status.NOT_READY, MONDAY)));
        fixture.table().write(opened(of("i-0b", Status.UNKNOWN, MONDAY)));
        fixture.table().write(opened(finding("i-0c", MONDAY)));
        assertThat(
                        fixture.client()
                                .executeStatement(
                                        ask ->
                                                ask.statement(
                                                        "SELECT * FROM \"muster\".\"open-by-verdict\""
                                                                + " WHERE \"openVerdictPk\" IN"
                                                                + " ['VERDICT#CRITICAL#NOT_READY#0',"
                                                                + " 'VERDICT#CRITICAL#NOT_READY#1']"))
                                .items())
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row)
                                        .containsEntry("resourceId", AttributeValue.fromS("i-0a"))
                                        .containsKeys("check", "row", "title", "actual"));
    }

    @Test
    void another_refusal_is_an_error() {
        fixture.proxy().fails("Query", Answer.error(400, "AccessDeniedException", "no"));
        assertThatExceptionOfType(StoreException.Failed.class)
                .isThrownBy(() -> rows(Severity.HIGH, Status.NOT_READY))
                .withMessageContaining("dynamodb:Query was denied");
    }

    @Test
    void scopes_that_an_older_muster_scanned_last_are_read_from_their_partitions() {
        fixture.table().write(opened(in(SEOUL, "i-0c", MONDAY)));
        fixture.table().write(opened(in(SCOPE, "i-0a", MONDAY)));
        fixture.table().write(opened(in(SCOPE, "i-0b", MONDAY)));
        fixture.table().write(summary(SCOPE));
        fixture.table().write(summary(SEOUL));
        fixture.strip(PK, SK, "openVerdictPk");
        fixture.edit("SCOPES", "123456789012#us-east-1", Map.of("v", AttributeValue.fromN("1")));
        assertThat(rows(Severity.HIGH, Status.NOT_READY))
                .extracting(row -> row.resource().id())
                .containsExactly("i-0c", "i-0a", "i-0b");
    }

    @Test
    void a_row_that_cannot_be_read_is_named_and_the_others_come() {
        fixture.table().write(opened(finding("i-0a", MONDAY)));
        fixture.table().write(opened(finding("i-0b", MONDAY)));
        fixture.edit(PK, SK, Map.of("row", AttributeValue.fromS("SOMEWHERE")));
        assertThat(rows(Severity.HIGH, Status.NOT_READY)).hasSize(1);
        assertThat(problems).singleElement().asString().contains(SK, "SOMEWHERE");
    }

    private List<OpenFinding> rows(Severity severity, Status verdict) {
        List<ScopeSummary> summaries = fixture.table().summaries();
        fixture.proxy().forget();
        List<OpenFinding> rows = new ArrayList<>();
        fixture.table()
                .openRows(severity, verdict, summaries, problems::add)
                .forEachRemaining(rows::add);
        return rows;
    }

    private static ScopeSummary summary(Scope scope) {
        return new ScopeSummary(
                new ScopeReport(
                        scope, MONDAY, MONDAY, 1, 1, new TreeMap<>(), List.of(), new Scorecard()),
                ChangeCounts.NONE);
    }

    private static Finding in(Scope scope, String id, Instant at) {
        return finding(scope, id, Severity.HIGH, "web", "HttpTokens is optional", at);
    }

    private static Finding of(String id, Status status, Instant at) {
        Finding finding = finding(SCOPE, id, Severity.CRITICAL, null, "not seen", at);
        return new Finding(
                finding.scope(),
                finding.resource(),
                finding.rule(),
                finding.workload(),
                finding.title(),
                new Finding.Answer(status, "that", "not seen", List.of()),
                Instructions.NONE,
                at);
    }
}
