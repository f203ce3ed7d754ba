package io.muster.handlers.metric;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.ScopeSummary;
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
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanMetricsTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final Scope HERE = Scope.of("123456789012", "us-east-1");
    private static final Scope THERE = Scope.of("210987654321", "ap-northeast-2");
    private static final Set<Scope> BOTH = Set.of(HERE, THERE);
    private static final String HOSTILE = "i-0abc\"}\n{\"_aws\":{}} ${jndi:x} 서버";

    @Test
    void a_scans_figures_are_one_line_with_its_scope_as_dimensions() throws IOException {
        Map<String, Object> line = read(ScanMetrics.ofScope(report(HERE, NOON, 3)));
        assertThat(line)
                .containsEntry("Account", "123456789012")
                .containsEntry("Region", "us-east-1")
                .containsEntry("NotReady", 7)
                .containsEntry("Unknown", 2)
                .containsEntry("ApiCalls", 12)
                .containsEntry("Retries", 3)
                .containsEntry("Throttles", 1)
                .containsEntry("ScanDuration", 4_000)
                .containsEntry("Instances", 3);
        assertThat(dimensions(line)).isEqualTo(List.of(List.of("Account", "Region")));
    }

    @Test
    void instances_that_could_not_be_counted_are_no_figure() {
        assertThat(ScanMetrics.ofScope(report(HERE, NOON, null))).doesNotContain("Instances");
    }

    @Test
    void the_open_findings_of_all_scopes_are_added_up_by_row() throws IOException {
        assertThat(only(all(), "Row", "SECURITY")).containsEntry("OpenFindings", 14);
        assertThat(only(all(), "Row", "LOGS")).containsEntry("OpenFindings", 4);
    }

    @Test
    void a_row_in_which_all_is_ready_reports_zero_and_one_without_checks_reports_nothing()
            throws IOException {
        assertThat(only(all(), "Row", "METRICS")).containsEntry("OpenFindings", 0);
        assertThat(all()).noneMatch(line -> "TESTS".equals(line.get("Row")));
    }

    @Test
    void what_is_not_ready_is_added_up_by_severity_down_to_zero() throws IOException {
        assertThat(only(all(), "Severity", "HIGH")).containsEntry("NotReady", 14);
        assertThat(only(all(), "Severity", "LOW")).containsEntry("NotReady", 0);
    }

    @Test
    void the_age_is_that_of_the_scope_that_was_not_scanned_for_longest() throws IOException {
        Map<String, Object> last = all().getLast();
        assertThat(last).containsEntry("ScanAge", 3_600).containsEntry("Scopes", 2);
        assertThat(dimensions(last)).isEqualTo(List.of(List.of()));
    }

    @Test
    void a_scope_that_was_not_scanned_for_too_long_has_unknown_counts() throws IOException {
        Instant later = summary(HERE, NOON).staleAt().plusSeconds(1);
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line :
                ScanMetrics.ofAll(
                        List.of(summary(HERE, NOON), summary(THERE, later)), BOTH, later)) {
            lines.add(read(line));
        }
        assertThat(lines.getLast()).containsEntry("ScopesStale", 1).containsEntry("Scopes", 2);
        assertThat(only(lines, "Severity", "HIGH")).containsEntry("NotReady", 7);
        // All that was ready there is not known to be.
        assertThat(only(lines, "Row", "METRICS")).doesNotContainEntry("OpenFindings", 0);
    }

    @Test
    void a_scope_that_is_not_in_the_configuration_does_not_count() throws IOException {
        List<ScopeSummary> scanned =
                List.of(summary(HERE, NOON), summary(THERE, NOON.minusSeconds(90_000)));
        assertThat(read(ScanMetrics.ofAll(scanned, Set.of(HERE), NOON).getLast()))
                .containsEntry("Scopes", 1)
                .containsEntry("ScopesStale", 0)
                .containsEntry("ScanAge", 0);
    }

    @Test
    void a_scan_from_the_future_is_new() {
        List<ScopeSummary> newest = List.of(summary(HERE, NOON.plusSeconds(90)));
        assertThat(ScanMetrics.ofAll(newest, BOTH, NOON))
                .last()
                .asString()
                .contains("\"ScanAge\":0");
    }

    @Test
    void a_table_without_scans_has_no_age() {
        assertThat(ScanMetrics.ofAll(List.of(), BOTH, NOON))
                .hasSize(Severity.values().length)
                .noneMatch(line -> line.contains("ScanAge"));
    }

    @Test
    void every_line_is_valid_embedded_metric_format() throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>(all());
        lines.add(read(ScanMetrics.ofScope(report(HERE, NOON, 3))));
        for (Map<String, Object> line : lines) {
            assertValid(line);
        }
    }

    @Test
    void no_name_that_a_resource_or_an_error_brings_comes_near_a_metric() {
        Stream.concat(
                        ScanMetrics.ofAll(List.of(summary(HERE, NOON)), BOTH, NOON).stream(),
                        Stream.of(ScanMetrics.ofScope(report(HERE, NOON, 3))))
                .forEach(line -> assertThat(line).doesNotContain("i-0abc", "jndi", "서버", "\n"));
    }

    /** What docs/notices.md says of the cost. */
    @Test
    void all_scopes_together_have_at_most_22_metrics_and_each_scope_7_more() throws IOException {
        Scorecard full = new Scorecard();
        Stream.of(ChecklistRow.values()).forEach(row -> full.add(row, Status.READY, 1));
        ScopeReport report =
                new ScopeReport(HERE, NOON, NOON, 1, 1, new TreeMap<>(), List.of(), full);
        List<String> lines =
                ScanMetrics.ofAll(List.of(new ScopeSummary(report, ChangeCounts.NONE)), BOTH, NOON);
        assertThat(metrics(lines)).hasSize(22);
        assertThat(metrics(List.of(ScanMetrics.ofScope(report)))).hasSize(7);
    }

    private static List<Map<String, Object>> all() throws IOException {
        List<Map<String, Object>> lines = new ArrayList<>();
        List<ScopeSummary> newest =
                List.of(summary(HERE, NOON.minusSeconds(3_600)), summary(THERE, NOON));
        for (String line : ScanMetrics.ofAll(newest, BOTH, NOON)) {
            lines.add(read(line));
        }
        return lines;
    }

    private static Map<String, Object> only(
            List<Map<String, Object>> lines, String dimension, String value) {
        List<Map<String, Object>> found =
                lines.stream().filter(line -> value.equals(line.get(dimension))).toList();
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private static ScopeSummary summary(Scope scope, Instant at) {
        return new ScopeSummary(report(scope, at, 3), ChangeCounts.NONE);
    }

    private static ScopeReport report(Scope scope, Instant at, @Nullable Integer instances) {
        Scorecard scorecard = new Scorecard();
        scorecard.add(ChecklistRow.SECURITY, Status.NOT_READY, 7);
        scorecard.add(ChecklistRow.SECURITY, Status.READY, 1);
        scorecard.add(ChecklistRow.LOGS, Status.UNKNOWN, 2);
        scorecard.add(ChecklistRow.METRICS, Status.READY, 5);
        scorecard.addNotReady(Severity.HIGH, 7);
        return new ScopeReport(
                scope,
                at,
                at.plusSeconds(4),
                instances,
                9,
                new TreeMap<>(
                        Map.of(
                                "ec2:DescribeInstances",
                                new CallCount(10, 2, 1),
                                "ssm:" + HOSTILE,
                                new CallCount(2, 1, 0))),
                List.of(new Unseen("volumes", Fact.Why.DENIED, Message.literal(HOSTILE))),
                scorecard);
    }

    private static Map<String, Object> read(String line) throws IOException {
        return JSON.std.mapFrom(line);
    }

    private static List<?> dimensions(Map<String, Object> line) {
        return list(directive(line), "Dimensions");
    }

    private static Map<?, ?> directive(Map<String, Object> line) {
        return (Map<?, ?>) list(metadata(line), "CloudWatchMetrics").getFirst();
    }

    private static Map<?, ?> metadata(Map<String, Object> line) {
        return (Map<?, ?>) requireNonNull(line.get("_aws"));
    }

    private static List<?> list(Map<?, ?> of, String member) {
        return (List<?>) requireNonNull(of.get(member));
    }

    private static Set<String> metrics(List<String> lines) throws IOException {
        Set<String> metrics = new HashSet<>();
        for (String text : lines) {
            Map<String, Object> line = read(text);
            for (Object metric : list(directive(line), "Metrics")) {
                metrics.add(
                        ((Map<?, ?>) metric).get("Name")
                                + " of "
                                + line.get("Row")
                                + line.get("Severity")
                                + line.get("Account")
                                + line.get("Region"));
            }
        }
        return metrics;
    }

    /** AWS's specification of the format, in its own bounds. */
    private static void assertValid(Map<String, Object> line) {
        assertThat(((Number) requireNonNull(metadata(line).get("Timestamp"))).longValue())
                .isBetween(NOON.toEpochMilli(), NOON.plusSeconds(60).toEpochMilli());
        Map<?, ?> directive = directive(line);
        assertThat(directive.get("Namespace")).isEqualTo("Muster");
        for (Object set : dimensions(line)) {
            assertThat((List<?>) set).hasSizeLessThanOrEqualTo(30);
            for (Object name : (List<?>) set) {
                assertThat((String) line.get(name)).matches("[!-~]{1,1024}");
            }
        }
        assertThat(list(directive, "Metrics")).hasSizeBetween(1, 100);
        for (Object metric : list(directive, "Metrics")) {
            Map<?, ?> definition = (Map<?, ?>) metric;
            assertThat(line.get(definition.get("Name"))).isInstanceOf(Number.class);
            assertThat(definition.get("Unit")).isIn("Count", "Seconds", "Milliseconds");
        }
    }
}
