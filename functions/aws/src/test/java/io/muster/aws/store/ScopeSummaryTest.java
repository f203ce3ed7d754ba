package io.muster.aws.store;

import static io.muster.aws.store.Findings.MONDAY;
import static io.muster.aws.store.Findings.SCOPE;
import static io.muster.aws.store.Findings.SEOUL;
import static io.muster.aws.store.Findings.TUESDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.muster.aws.fixture.TableFixture;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.checklist.Severity;
import io.muster.readiness.fact.Fact;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.CallCount;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scan.ScopeReport.Unseen;
import io.muster.readiness.scorecard.Scorecard;
import io.muster.readiness.text.Message;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ScopeSummaryTest {

    @RegisterExtension static final TableFixture fixture = new TableFixture();

    @Test
    void a_summary_comes_back_as_it_was_written() {
        ScopeSummary written = summary(SCOPE, MONDAY, 7);
        assertThat(fixture.table().write(written)).isTrue();
        ScopeSummary read = fixture.table().summary(SCOPE).orElseThrow();
        assertThat(read.changes()).isEqualTo(written.changes());
        assertThat(read.report()).usingRecursiveComparison().isEqualTo(written.report());
        assertThat(read.report().scorecard().count(ChecklistRow.SECURITY, Status.UNKNOWN))
                .isEqualTo(2);
        assertThat(read.report().scorecard().notReady(Severity.CRITICAL)).isEqualTo(3);
    }

    @Test
    void counts_that_are_not_known_stay_unknown() {
        fixture.table().write(summary(SCOPE, MONDAY, null));
        assertThat(fixture.table().summary(SCOPE).orElseThrow().report().instances()).isNull();
    }

    @Test
    void a_scope_that_was_never_scanned_has_none() {
        assertThat(fixture.table().summary(SCOPE)).isEmpty();
        assertThat(fixture.table().summaries()).isEmpty();
    }

    @Test
    void all_scopes_are_listed_with_one_query() {
        Scope other = Scope.of("000000000001", "us-east-1");
        Scope china = Scope.of("123456789012", "cn-north-1");
        List.of(SCOPE, SEOUL, other, china)
                .forEach(scope -> fixture.table().write(summary(scope, MONDAY, 1)));
        fixture.proxy().forget();
        assertThat(fixture.table().summaries())
                .extracting(summary -> summary.report().scope())
                .containsExactly(other, SEOUL, china, SCOPE);
        assertThat(fixture.proxy().calls()).hasSize(1);
    }

    @Test
    void the_summary_of_a_late_scan_loses() {
        fixture.table().write(summary(SCOPE, TUESDAY, 2));
        assertThat(fixture.table().write(summary(SCOPE, MONDAY, 1))).isFalse();
        assertThat(fixture.table().summary(SCOPE).orElseThrow().report().instances()).isEqualTo(2);
    }

    @Test
    void a_summary_of_a_newer_muster_is_neither_read_nor_written_over() {
        fixture.table().write(summary(SCOPE, MONDAY, 1));
        fixture.edit("SCOPES", "123456789012#us-east-1", Map.of("v", AttributeValue.fromN("9")));
        Map<String, Map<String, AttributeValue>> before = fixture.items();
        assertThatExceptionOfType(StoreException.NewerItem.class)
                .isThrownBy(() -> fixture.table().summary(SCOPE))
                .withMessageContaining("SCOPES / 123456789012#us-east-1");
        assertThatExceptionOfType(StoreException.NewerItem.class)
                .isThrownBy(() -> fixture.table().write(summary(SCOPE, TUESDAY, 1)));
        assertThat(fixture.items()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"verdicts", "notReady", "calls", "unseen", "opened", "instances"})
    void a_corrupt_summary_is_named_with_what_is_wrong(String attribute) {
        fixture.table().write(summary(SCOPE, MONDAY, 1));
        fixture.edit(
                "SCOPES",
                "123456789012#us-east-1",
                Map.of(attribute, AttributeValue.fromS("broken")));
        assertThatExceptionOfType(StoreException.CorruptItem.class)
                .isThrownBy(() -> fixture.table().summaries())
                .withMessageContaining("SCOPES / 123456789012#us-east-1")
                .withMessageContaining("'" + attribute + "' is not");
    }

    private static ScopeSummary summary(Scope scope, Instant at, @Nullable Integer instances) {
        Scorecard scorecard = new Scorecard();
        scorecard.add(ChecklistRow.SECURITY, Status.UNKNOWN, 2);
        scorecard.add(ChecklistRow.SECURITY, Status.NOT_READY, 3);
        scorecard.add(ChecklistRow.TESTS, Status.NOT_APPLICABLE, 1);
        scorecard.addNotReady(Severity.CRITICAL, 3);
        ScopeReport report =
                new ScopeReport(
                        scope,
                        at,
                        at.plusSeconds(9),
                        instances,
                        null,
                        new TreeMap<>(Map.of("ec2:DescribeInstances", new CallCount(3, 2, 1))),
                        List.of(new Unseen("volumes", Fact.Why.DENIED, Message.literal("denied"))),
                        scorecard);
        return new ScopeSummary(report, new ChangeCounts(1, 2, 3, 4, 5));
    }
}
