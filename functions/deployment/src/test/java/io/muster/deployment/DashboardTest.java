package io.muster.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import io.muster.aws.store.ChangeCounts;
import io.muster.aws.store.ScopeSummary;
import io.muster.handlers.metric.EmbeddedMetrics;
import io.muster.handlers.metric.ScanMetrics;
import io.muster.handlers.runtime.LambdaFunction;
import io.muster.readiness.check.Status;
import io.muster.readiness.checklist.ChecklistRow;
import io.muster.readiness.fact.Scope;
import io.muster.readiness.scan.ScopeReport;
import io.muster.readiness.scorecard.Scorecard;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The dashboard shows the figures that the functions log, under the names that they log. */
@ExtendWith(Deployments.Once.class)
class DashboardTest {

    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    private static final Pattern SEARCH =
            Pattern.compile("\\{Muster,([A-Za-z,]+)} MetricName=\"([A-Za-z]+)\"");

    private final Deployed deployed;
    private final List<Map<?, ?>> widgets;

    DashboardTest(Deployments deployments) {
        this.deployed = deployments.alone();
        Map<?, ?> dashboard = deployed.only("aws_cloudwatch_dashboard");
        this.widgets = Deployed.list(Deployed.json(dashboard, "dashboard_body"), "widgets");
    }

    @Test
    void every_figure_of_muster_s_own_is_one_that_is_logged() throws IOException {
        assertThat(shown()).isNotEmpty().isSubsetOf(logged());
    }

    @Test
    void every_row_and_every_severity_is_shown() throws IOException {
        Set<String> shown = shown();
        for (ChecklistRow row : ChecklistRow.values()) {
            assertThat(shown).contains("OpenFindings Row=" + row);
        }
        assertThat(logged().stream().filter(figure -> figure.contains("Severity=")))
                .isNotEmpty()
                .allMatch(shown::contains);
    }

    @Test
    void the_findings_stand_first_over_the_whole_width() {
        Map<?, ?> first = widgets.getFirst();
        Map<?, ?> properties = Deployed.object(first, "properties");

        assertThat(first.get("type")).isEqualTo("custom");
        assertThat(Deployed.number(first, "width")).isEqualTo(24);
        assertThat(properties.get("endpoint")).isEqualTo(console());
        assertThat(widgets.stream().skip(1))
                .allMatch(widget -> "metric".equals(widget.get("type")))
                .allMatch(
                        widget -> Deployed.number(widget, "y") >= Deployed.number(first, "height"));
    }

    /** The widget runs with the permissions of who looks at it. */
    @Test
    void those_who_look_may_invoke_the_widget_s_function_and_no_other() {
        Set<Object> functions = new HashSet<>();
        Map<?, ?> reader =
                deployed.all("aws_iam_policy").stream()
                        .filter(policy -> "muster-reader".equals(policy.get("name")))
                        .findFirst()
                        .orElseThrow();
        for (Map<?, ?> statement : Grants.statements(reader)) {
            if (Grants.actions(statement).contains("lambda:InvokeFunction")) {
                functions.addAll(Deployed.items(statement, "Resource"));
            }
            assertThat(Grants.actions(statement))
                    .allMatch(
                            action ->
                                    action.matches(
                                            "lambda:InvokeFunction|cloudwatch:(Get|List).*"));
        }
        assertThat(functions).containsExactly(console());
    }

    private Object console() {
        return Objects.requireNonNull(
                deployed.of(LambdaFunction.CONSOLE.functionName(), "aws_lambda_alias").get("arn"));
    }

    @Test
    void two_widgets_stand_side_by_side_and_none_on_another() {
        Set<String> places = new TreeSet<>();
        for (Map<?, ?> widget : widgets) {
            places.add(widget.get("x") + "," + widget.get("y"));
        }
        assertThat(places).hasSameSizeAs(widgets);
    }

    private Set<String> shown() {
        Set<String> shown = new TreeSet<>();
        for (Map<?, ?> widget : widgets.subList(1, widgets.size())) {
            for (Object metric : Deployed.items(Deployed.object(widget, "properties"), "metrics")) {
                List<?> parts = (List<?>) metric;
                Matcher searches = SEARCH.matcher(String.valueOf(parts));
                while (searches.find()) {
                    shown.add(
                            searches.group(2) + " " + searches.group(1).replace(",", "=, ") + "=");
                }
                if (EmbeddedMetrics.NAMESPACE.equals(parts.getFirst())) {
                    shown.add(
                            parts.size() >= 4
                                    ? "%s %s=%s".formatted(parts.get(1), parts.get(2), parts.get(3))
                                    : parts.get(1) + " ");
                }
            }
        }
        return shown;
    }

    /**
     * What a scan and the start of a run log: name and dimensions, without the values of a scope's.
     */
    private static Set<String> logged() throws IOException {
        Scope scope = Scope.of("123456789012", "us-east-1");
        Scorecard full = new Scorecard();
        for (ChecklistRow row : ChecklistRow.values()) {
            full.add(row, Status.READY, 1);
        }
        ScopeReport report =
                new ScopeReport(scope, NOON, NOON, 1, 1, new TreeMap<>(), List.of(), full);
        List<String> lines =
                new ArrayList<>(
                        ScanMetrics.ofAll(
                                List.of(new ScopeSummary(report, ChangeCounts.NONE)),
                                Set.of(scope),
                                NOON));
        lines.add(ScanMetrics.ofScope(report));
        Set<String> logged = new TreeSet<>();
        for (String text : lines) {
            Map<String, Object> line = JSON.std.mapFrom(text);
            Map<?, ?> metadata = Deployed.object(line, "_aws");
            Map<?, ?> directive = Deployed.list(metadata, "CloudWatchMetrics").getFirst();
            List<?> dimensions = (List<?>) Deployed.items(directive, "Dimensions").getFirst();
            String of =
                    String.join(
                            ", ",
                            dimensions.stream()
                                    .map(
                                            name ->
                                                    name
                                                            + "="
                                                            + (dimensions.size() == 1
                                                                    ? line.get(name)
                                                                    : ""))
                                    .toList());
            for (Map<?, ?> metric : Deployed.list(directive, "Metrics")) {
                logged.add(metric.get("Name") + " " + of);
            }
        }
        return logged;
    }
}
